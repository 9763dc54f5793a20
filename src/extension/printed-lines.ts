/** The output of processes as the editor shows it. */

/** A longer line is cut; it is shown, and nothing rests on it. */
const longestLine = 2000;

/** Whole lines without what would steer a terminal. */
export function printedLines(say: (line: string) => void): { readonly hear: (text: string) => void; readonly end: () => void } {
  let rest = '';
  const print = (line: string): void => say(line.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '').replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/g, ' ').slice(0, longestLine));
  return {
    hear(text) {
      const lines = (rest + text).split(/\r?\n|\r/);
      rest = (lines.pop() ?? '').slice(0, longestLine);
      for (const line of lines) print(line);
    },
    end() {
      if (rest !== '') print(rest);
      rest = '';
    },
  };
}
