/** The output of processes as the editor shows it. */
import { printable } from '../project/printable.ts';

/** A longer line is cut; it is shown, and nothing rests on it. */
const longestLine = 2000;

/** Whole lines without what would steer a terminal. */
export function printedLines(say: (line: string) => void): { readonly hear: (text: string) => void; readonly end: () => void } {
  let rest = '';
  const print = (line: string): void => say(printable(line.replace(/\u001B\[[0-9;?]*[A-Za-z]/g, '')).slice(0, longestLine));
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
