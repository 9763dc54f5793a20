/**
 * Asking git for a remote: the one way of this tool to reach another repository, and only from the command line. A fetch or a push runs
 * what its transport needs, such as ssh or a credential helper, as the same command typed by hand would; nothing else of a configuration.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { git, safeSettings } from './git.ts';

const run = promisify(execFile);

/** Besides what is always off: commands of a configuration, signatures, upkeep, submodules, and bundles from other addresses. */
const remoteSettings = [
  ...['core.alternateRefsCommand=true', 'push.gpgSign=false', 'push.pushOption=', 'push.recurseSubmodules=no', 'fetch.recurseSubmodules=no', 'submodule.recurse=false'],
  ...['maintenance.auto=false', 'gc.auto=0', 'transfer.bundleURI=false'],
].flatMap((setting) => ['-c', setting]);

/** Transports that run no helper of a repository's choice. `ext::` and the like run commands; `git://` protects nothing, and has a proxy command. */
const transports = 'file:http:https:ssh';

export type RemoteAnswer = { readonly ok: true; readonly out: string } | { readonly ok: false; /** What git and the remote said, for people. */ readonly because: string };

/**
 * Runs git with a network. Gives up after ten minutes, asks nobody at a terminal.
 *
 * @throws The signal's reason when it is aborted.
 */
export async function gitWithRemote(cwd: string, words: readonly string[], signal?: AbortSignal): Promise<RemoteAnswer> {
  const env = { ...process.env, GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: transports };
  try {
    const running = run('git', [...safeSettings, ...remoteSettings, ...words], { cwd, encoding: 'utf8', maxBuffer: 16_000_000, timeout: 600_000, windowsHide: true, env, ...(signal ? { signal } : {}) });
    running.child.stdin?.on('error', () => undefined).end();
    return { ok: true, out: (await running).stdout };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, killed, stdout = '', stderr = '' } = error as { code?: unknown; killed?: boolean; stdout?: string; stderr?: string };
    if (code === 'ENOENT') return { ok: false, because: 'git is not installed' };
    if (killed === true) return { ok: false, because: 'git took longer than ten minutes' };
    return { ok: false, because: saidBy(stderr, stdout) };
  }
}

/** The lines that say what is wrong, without advice, and without passwords in addresses. */
function saidBy(errors: string, output: string): string {
  const rejected = output.split('\n').flatMap((line) => (line.startsWith('!\t') ? [line.split('\t').slice(2).join(' ')] : []));
  const lines = [...errors.split(/[\r\n]+/), ...rejected].map((line) => line.replace(/^(fatal|error|remote): /, '').trim()).filter((line) => line !== '' && !line.startsWith('hint:'));
  const said = [...new Set(lines)].slice(0, 8).join('; ');
  return said === '' ? 'git failed and did not say why' : said.replace(/\/\/[^/@\s]+@/g, '//').slice(0, 1000);
}

/** Whether a remote of this name is configured, in words when not. Other words could be a path or an option to git. */
export async function notARemote(root: string, remote: string): Promise<string | undefined> {
  const unusual = `there is no remote ${remote}; git remote add ${remote} ADDRESS makes one`;
  if (!/^[A-Za-z0-9_][\w./-]*$/.test(remote)) return `${remote} is no name of a remote`;
  const url = await git(root, ['config', '--get-all', `remote.${remote}.url`]).catch(() => '');
  return url.trim() === '' ? unusual : undefined;
}
