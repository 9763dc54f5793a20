/** Text of a workspace in hovers. */

/**
 * Lets lines break between words. `appendText` of the editor's MarkdownString, which is how text becomes text, also makes every space
 * one that does not break, so that long lines are cut within words. A run becomes one space: several at the start of a line would be a block of code.
 */
export function letLinesBreak<Text extends { value: string }>(text: Text): Text {
  text.value = text.value.replaceAll(/(?:&nbsp;)+/g, ' ');
  return text;
}
