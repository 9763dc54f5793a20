/** Wrong use of the command line: exit code 2, and a sentence that says what would be right. */
export class WrongUse extends Error {}

export const exitCodes = { fine: 0, failed: 1, wrongUse: 2, interrupted: 130 } as const;
