/** Wrong use of the command line: exit code 2, and a sentence that says what would be right. */
export class WrongUse extends Error {
  override readonly name = 'WrongUse';
}

/** By its name: a bundle that is loaded on demand has a class of its own. */
export function isWrongUse(error: unknown): error is WrongUse {
  return error instanceof Error && error.name === 'WrongUse';
}

export const exitCodes = { fine: 0, failed: 1, wrongUse: 2, interrupted: 130 } as const;
