/** The words of `mipiti mcp`, read. */
import { parseArgs } from 'node:util';
import { toolsets, type Toolset } from '../tools/tool.ts';

export const helpText = `Usage: mipiti mcp [options] [path...]

Serves coding agents by the Model Context Protocol, over standard input and output unless told otherwise.

Arguments:
  path                  folders or model files to serve; nothing outside of them is read or written (default: this folder)

Options:
  --root <folder>       the same as naming it as a path; may be repeated
  --toolsets <names>    ${toolsets.join(', ')} or all, with commas (default: core)
  --tools <names>       these tools as well, whatever their toolset
  --except <names>      without these tools
  --read-only           only tools that change nothing
  --allow-removal       also tools that remove something
  --run-tests           let assertions of type test_passes run tests: this executes code of the repository
  --http [port]         Streamable HTTP on the loopback interface instead (default: a free port)
  --token-file <file>   with --http, the file that holds the token; made for you alone when it is not there
                        (without it, a token is made and printed once)
  -h, --help            show this help`;

export interface McpOptions {
  readonly paths: readonly string[];
  readonly toolsets: readonly (Toolset | 'all')[];
  readonly tools: readonly string[];
  /** Left out whatever else says. */
  readonly except: readonly string[];
  readonly readOnly: boolean;
  readonly allowRemoval: boolean;
  readonly runTests: boolean;
  /** The port, 0 for a free one; missing: standard input and output. */
  readonly http?: { readonly port: number; readonly tokenFile?: string };
}

/** What is wrong with the words, and fit to be shown. */
export class WrongWords extends Error {}

/** The options, or `help`. @throws WrongWords with a sentence. */
export function readWords(words: readonly string[]): McpOptions | 'help' {
  const { values, positionals } = parsed(words);
  if (values.help) return 'help';
  const sets = listOf(values.toolsets);
  for (const set of sets) if (set !== 'all' && !toolsets.some((one) => one === set)) throw new WrongWords(`There is no toolset ${set}. There are ${toolsets.join(', ')} and all.`);
  if (values['token-file'] !== undefined && values.http === undefined) throw new WrongWords('--token-file goes with --http.');
  const port = values.http === undefined ? undefined : portOf(values.http);
  return {
    paths: [...positionals, ...(values.root ?? [])],
    toolsets: sets.length > 0 ? (sets as (Toolset | 'all')[]) : ['core'],
    tools: listOf(values.tools),
    except: listOf(values.except),
    readOnly: values['read-only'],
    allowRemoval: values['allow-removal'],
    runTests: values['run-tests'],
    ...(port === undefined ? {} : { http: { port, ...(values['token-file'] === undefined ? {} : { tokenFile: values['token-file'] }) } }),
  };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: withPort(words),
      allowPositionals: true,
      options: {
        root: { type: 'string', multiple: true },
        toolsets: { type: 'string', multiple: true },
        tools: { type: 'string', multiple: true },
        except: { type: 'string', multiple: true },
        'read-only': { type: 'boolean', default: false },
        'allow-removal': { type: 'boolean', default: false },
        'run-tests': { type: 'boolean', default: false },
        http: { type: 'string' },
        'token-file': { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new WrongWords(error instanceof Error ? error.message : String(error));
  }
}

/** `--http` may stand alone: the port is the next word only where that is a number. */
function withPort(words: readonly string[]): string[] {
  return words.flatMap((word, index) => {
    if (word === '--http') return /^\d+$/.test(words[index + 1] ?? '') ? [word] : ['--http=0'];
    return [word];
  });
}

function portOf(written: string): number {
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > 65_535) throw new WrongWords(`${written} is no port.`);
  return port;
}

function listOf(written: readonly string[] = []): string[] {
  return written.flatMap((words) => words.split(',')).map((word) => word.trim()).filter((word) => word !== '');
}
