/** What a known format of secrets is, as data. */

export interface SecretFormat {
  /** Named in verdicts; stable. */
  readonly id: string;
  /** At least one stands in every text that holds the format, so that most texts are never searched. Small letters where the expression ignores case. */
  readonly keywords: readonly string[];
  /** RE2 syntax. A first group is the secret itself; without one it is all of the match. */
  readonly expression: string;
  /**
   * Looks at the secret more closely: false, it is none of this format; a sentence, it is in doubt, and the sentence says
   * why as the rest of one that begins with "it".
   */
  readonly judge?: (secret: string) => boolean | string;
}

/** A row of a table of formats. Keywords are separated by blanks. */
export function format(id: string, keywords: string, expression: string, judge?: SecretFormat['judge']): SecretFormat {
  return { id, keywords: keywords.split(' '), expression, ...(judge ? { judge } : {}) };
}

export const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
