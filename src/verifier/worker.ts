/** The worker's entry: owns the parsers, checks one claim after the other, asks the pool for every file. */
import { parentPort } from 'node:worker_threads';
import { checkClaim } from './check.ts';
import { nodeGrammars } from './grammar-files.ts';
import { languageReader } from './language-reader.ts';
import type { AttestedStatements } from './attested-results.ts';
import type { CheckPorts } from './ports.ts';
import type { NoSource, Sources, SourceText } from './sources.ts';
import type { NoTestReport, TestReport } from './test-runner.ts';
import { suggestClaims } from './suggest.ts';
import { proveClaim } from './vacuity/prove.ts';
import type { FromWorker, PortAnswer, PortsThere, ToWorker } from './worker-messages.ts';

/** Texts kept to spare their way through the message port, in UTF-16 units. */
const rememberedText = 2_000_000;

const port = parentPort;
if (port) {
  const tell = (message: FromWorker): void => port.postMessage(message);
  const waiting = new Map<number, (answer: Extract<ToWorker, { kind: 'source' }>['answer']) => void>();
  const texts = new Map<string, SourceText>();
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

  const reader = languageReader(nodeGrammars());
  // A thread whose parser broke ends here, so that the pool starts a fresh one for what comes next.
  const done = (message: FromWorker): void => {
    if (reader.broken) throw new Error('the parser broke over this text');
    tell(message);
  };
  port.on('message', (message: ToWorker) => {
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
    if (message.kind === 'suggest') {
      const { job, asked } = message;
      void suggestClaims(asked, sources, reader).then((suggestions) => done({ kind: 'suggestions', job, suggestions }), () => done({ kind: 'suggestions', job, suggestions: [] }));
      return;
    }
    const { job, claim, prove, ports } = message;
    if (!prove) void checkClaim(claim, sources, reader, portsOf(ports)).then((verdict) => done({ kind: 'verdict', job, verdict }));
    else void proveClaim(claim, prove, sources, (changed, asked) => checkClaim(asked, changed, reader)).then(
        (vacuity) => done({ kind: 'verdict', job, verdict: prove, vacuity }),
        // A defect of an operator leaves the claim untried, which is disclosed, and the worker alive.
        () => done({ kind: 'verdict', job, verdict: prove }),
      );
  });
  tell({ kind: 'ready' });
}
