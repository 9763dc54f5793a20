/** A request to a platform that came to nothing. */

/** One sentence, without any secret. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError';
  /** The status of the answer; missing where there was none. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** By its name: what reaches the network is a bundle of its own, with a copy of the class. */
export function isPlatformError(error: unknown): error is PlatformError {
  return error instanceof Error && error.name === 'PlatformError';
}
