/** What the command line writes to: colours where a terminal shows them, progress where somebody watches, plain text in a pipe. */
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

export interface Terminal {
  /** A result that is a text of its own, to standard output as it is. */
  raw(text: string): void;
  /** A line of the result, to standard output. */
  line(text?: string): void;
  /** A line about the work, to standard error. */
  note(text: string): void;
  style(style: Style, text: string): string;
  /** Redraws one line while work goes on; nothing in a pipe. */
  progress(text: string): void;
  /** Clears the progress line. */
  clear(): void;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const colours = process.stdout.isTTY && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  const watched = process.stderr.isTTY && process.env.TERM !== 'dumb' && !process.env.CI;
  let shown = false;
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001B[2K');
    shown = false;
  };
  const inWorkflow = process.env.GITHUB_ACTIONS === 'true';
  const plain = (text: string): string => (inWorkflow ? withoutCommands(text) : text);
  return {
    raw(text) {
      clear();
      process.stdout.write(text);
    },
    line(text = '') {
      clear();
      process.stdout.write(`${plain(text)}\n`);
    },
    note(text) {
      clear();
      process.stderr.write(`${plain(text)}\n`);
    },
    style: (style, text) => (colours ? styleText(style, text) : text),
    progress(text) {
      if (!watched) return;
      const width = process.stderr.columns || 80;
      process.stderr.write(`\r\u001B[2K${text.slice(0, width - 1)}`);
      shown = true;
    },
    clear,
  };
}

/** A line that GitHub Actions takes for no command of its workflows, whatever a model or a test runner put into it. */
function withoutCommands(line: string): string {
  return line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '## [');
}
