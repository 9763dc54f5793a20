/** Reads workflow commands as the runner of GitHub Actions does: one a line, properties apart from the message, escapes undone. */

export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly message: string;
}

/** The commands of a step's output. The older form `##[name]`, which the runner finds anywhere in a line, is refused. */
export function readCommands(output: string): readonly WorkflowCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line): WorkflowCommand[] => {
    const found = /^\s*::([^\s:]+)(?: (.*?))?::(.*)$/.exec(line);
    if (!found) {
      if (line.includes('##[')) throw new Error(`a command of the older form: ${line}`);
      return [];
    }
    const undone = (text: string): string => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n');
    const properties = (found[2] ?? '').split(',').filter((pair) => pair !== '').map((pair) => [pair.slice(0, pair.indexOf('=')), undone(pair.slice(pair.indexOf('=') + 1)).replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%25', '%')] as const);
    return [{ command: found[1]!, properties: Object.fromEntries(properties), message: undone(found[3]!).replaceAll('%25', '%') }];
  });
}
