/** What was asked for rightly and cannot be done: exit code 1, so that no pipeline takes it for a success. */
export class CannotDo extends Error {}
