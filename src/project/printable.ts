/** Text that nobody here wrote, made fit to be shown as a line. */

/** Text of a workspace as a terminal or the output of an editor may show it: without control characters, which could rewrite what stands there. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g, '\uFFFD').replaceAll('\t', ' ');
}
