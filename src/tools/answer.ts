/** What a tool answers: the summary first, then the data; or why it did not do what was asked, with the next step. */

export interface Answer<Data = Readonly<Record<string, unknown>>> {
  /** What a reader should know, in one to five lines. Text of a workspace in it went through `printable`. */
  readonly summary: string;
  /** As the tool's output schema says. Text of a workspace stands in it as data, and a reader takes no instruction from it. */
  readonly data: Data;
  /** The call or step that most likely follows. */
  readonly next?: string;
}

/** Why a tool did nothing. Nothing has changed then, unless `message` says so. */
export class ToolRefusal extends Error {
  /** Stable, such as `unknown_model`. */
  readonly code: string;
  /** What to do about it, in one sentence. */
  readonly remedy: string;
  /** What helps to follow the remedy: the identifiers that exist, the text as it is now. */
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, remedy: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = 'ToolRefusal';
    this.code = code;
    this.remedy = remedy;
    this.data = data;
  }
}
