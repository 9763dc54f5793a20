/** What a worker does: owns the parsers, checks one claim after the other, asks the pool for every file. */
import type { AttestedStatements } from './attested-results.ts';
import { checkClaim } from './check.ts';
import { languageReader } from './language-reader.ts';
import type { CheckPorts } from './ports.ts';
import type { NoSource, Sources, SourceText } from './sources.ts';
import { suggestClaims } from './suggest.ts';
import type { GrammarFiles } from './syntax/parser.ts';
import type { NoTestReport, TestReport } from './test-runner.ts';
import { proveClaim } from './vacuity/prove.ts';
import type { FromWorker, KnownText, PortAnswer, PortsThere, ToWorker } from './worker-messages.ts';

/** The worker's end of the line to the pool. */
export interface WorkerPort {
  tell(message: FromWorker): void;
  listen(hear: (message: ToWorker) => void): void;
}

/** Texts kept to spare their way through the message port, in UTF-16 units. */
const rememberedText = 2_000_000;

/**
 * Serves the pool at the other end of `port`.
 *
 * @param grammars Where the WebAssembly comes from; `load` asks the pool for a file that ships with the worker.
 */
export function serveClaims(port: WorkerPort, grammars: (load: (file: string) => Promise<Uint8Array>) => GrammarFiles): void {
  const tell = (message: FromWorker): void => port.tell(message);
  const waiting = new Map<number, (answer: Extract<ToWorker, { kind: 'source' }>['answer']) => void>();
  const texts = new Map<string, SourceText>();
  /** Of the job at hand. */
  let now: KnownText | undefined;
  let held = 0;
  let questions = 0;

  const ask = (about: 'read' | 'exists' | 'list' | 'digest', path: string, have?: string): Promise<Extract<ToWorker, { kind: 'source' }>['answer']> =>
    new Promise((resolve) => {
      const question = questions++;
      waiting.set(question, resolve);
      tell({ kind: 'ask', question, about, path, ...(have === undefined ? {} : { have }) });
    });

  const remember = (path: string, source: SourceText): void => {
    held += source.text.length - (texts.get(path)?.text.length ?? 0);
    texts.delete(path);
    texts.set(path, source);
    for (const [oldest, { text }] of texts) {
      if (held <= rememberedText) break;
      texts.delete(oldest);
      held -= text.length;
    }
  };

  const nothing: NoSource = { ok: false, refusal: 'unreadable', detail: 'The answer was lost.' };
  const sources: Sources = {
    async read(path) {
      const known = texts.get(path);
      if (known && now?.path === path && now.sha256 === known.sha256) return known;
      const answer = await ask('read', path, known?.sha256);
      if ('unchanged' in answer) return known ?? nothing;
      if (!answer.ok) return answer;
      if (!('text' in answer)) return nothing;
      remember(path, answer);
      return answer;
    },
    async exists(path) {
      const answer = await ask('exists', path);
      if ('unchanged' in answer || (answer.ok && !('file' in answer))) return nothing;
      return answer.ok ? { ok: true, file: answer.file } : answer;
    },
    async digest(path) {
      const answer = await ask('digest', path);
      return 'gitBlob' in answer || ('ok' in answer && !answer.ok) ? answer : nothing;
    },
    async list(glob) {
      const answer = await ask('list', glob);
      return 'files' in answer || ('ok' in answer && !answer.ok) ? answer : nothing;
    },
  };

  const answers = new Map<number, (answer: PortAnswer) => void>();
  const askPort = (message: (question: number) => FromWorker): Promise<PortAnswer> =>
    new Promise((resolve) => {
      const question = questions++;
      answers.set(question, resolve);
      tell(message(question));
    });
  const portsOf = ({ tests, attested }: PortsThere): CheckPorts => ({
    ...(tests ? { tests: { run: async (request) => (await askPort((question) => ({ kind: 'run', question, request }))) as TestReport | NoTestReport } } : {}),
    ...(attested ? { attested: { statements: async () => (await askPort((question) => ({ kind: 'statements', question }))) as AttestedStatements } } : {}),
  });

  const loading = new Map<number, (bytes: Uint8Array | undefined) => void>();
  const load = async (file: string): Promise<Uint8Array> => {
    const bytes = await new Promise<Uint8Array | undefined>((resolve) => {
      const question = questions++;
      loading.set(question, resolve);
      tell({ kind: 'load', question, file });
    });
    if (!bytes) throw new Error(`${file} could not be loaded`);
    return bytes;
  };

  const reader = languageReader(grammars(load));
  // A thread whose parser broke ends here, so that the pool starts a fresh one for what comes next.
  const done = (message: FromWorker): void => {
    if (reader.broken) throw new Error('the parser broke over this text');
    tell(message);
  };
  const serve = async (job: Extract<ToWorker, { kind: 'check' | 'suggest' }>): Promise<void> => {
    now = job.now;
    if (job.kind === 'suggest') {
      const suggestions = await suggestClaims(job.asked, sources, reader).catch(() => []);
      done({ kind: 'suggestions', job: job.job, suggestions });
    } else if (!job.prove) {
      done({ kind: 'verdict', job: job.job, verdict: await checkClaim(job.claim, sources, reader, portsOf(job.ports)) });
    } else {
      // A defect of an operator leaves the claim untried, which is disclosed, and the worker alive.
      const vacuity = await proveClaim(job.claim, job.prove, sources, (changed, asked) => checkClaim(asked, changed, reader)).catch(() => undefined);
      done({ kind: 'verdict', job: job.job, verdict: job.prove, ...(vacuity ? { vacuity } : {}) });
    }
  };
  let turn = Promise.resolve();
  port.listen((message) => {
    if (message.kind === 'source') {
      const resolve = waiting.get(message.question);
      waiting.delete(message.question);
      resolve?.(message.answer);
      return;
    }
    if (message.kind === 'answer') {
      const resolve = answers.get(message.question);
      answers.delete(message.question);
      resolve?.(message.answer);
      return;
    }
    if (message.kind === 'loaded') {
      const resolve = loading.get(message.question);
      loading.delete(message.question);
      resolve?.(message.bytes);
      return;
    }
    // One job at a time, in the order in which they came.
    turn = turn.then(() => serve(message));
  });
  tell({ kind: 'ready' });
}
