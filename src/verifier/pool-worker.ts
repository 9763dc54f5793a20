/** One worker thread of the pool: one job at a time, under a hard deadline. */
import type { CheckPorts } from './ports.ts';
import type { NoSource, Sources } from './sources.ts';
import type { Suggestion, SuggestionsOf } from './suggest.ts';
import type { Vacuity } from './vacuity/prove.ts';
import type { StartThread, VerifierThread } from './thread.ts';
import type { Claim, Verdict } from './verdict.ts';
import type { FromWorker, PortAnswer, ToWorker } from './worker-messages.ts';

export interface WorkerJob {
  readonly claim: Claim;
  readonly sources: Sources;
  readonly ports: CheckPorts;
  /** The verdict of this claim, when it is to be proven instead of checked. */
  readonly prove?: Verdict;
  /** Claims are suggested instead of one being checked; `claim` only says for which file. */
  readonly suggest?: SuggestionsOf;
  /** A job that checks or proves has a verdict, also when its worker is lost. */
  readonly settle: (verdict: Verdict | undefined, more?: { readonly vacuity?: Vacuity | undefined; readonly suggestions?: readonly Suggestion[] }) => void;
}

/** A worker that ended, with the job that it had, the text it was last given, and whether it ever got going. */
export interface LostWorker {
  readonly job: WorkerJob | undefined;
  readonly loss: WorkerLoss;
  readonly digest: string | undefined;
  readonly started: boolean;
}

/** Why a worker ended before its verdict. */
export type WorkerLoss = { readonly reason: 'timeout' } | { readonly reason: 'internal_error'; readonly words: string };

/** Starting a thread and loading its code may take this much longer than a check. */
const startMs = 30_000;
/** How many deadlines a proof may take. */
const provingTakes = 20;

/**
 * Runs jobs in one thread. The deadline covers the worker's own time: it stands still while the worker starts and while
 * the pool reads a file. When it passes, or the thread dies, `lost` is told and this object is used up.
 */
export class PoolWorker {
  readonly #thread: VerifierThread;
  readonly #deadlineMs: number;
  readonly #lost: (lost: LostWorker) => void;
  readonly #idle: () => void;
  #job: { readonly number: number; readonly job: WorkerJob } | undefined;
  #jobs = 0;
  #ready = false;
  #ended = false;
  #timer: NodeJS.Timeout | undefined;
  #left = 0;
  #since = 0;
  #open = 0;
  #digest: string | undefined;

  constructor(
    start: StartThread,
    deadlineMs: number,
    lost: (lost: LostWorker) => void,
    idle: () => void,
  ) {
    this.#deadlineMs = deadlineMs;
    this.#lost = lost;
    this.#idle = idle;
    this.#thread = start({ hear: (message) => this.#hear(message), died: (words) => this.#end({ reason: 'internal_error', words }) });
  }

  get busy(): boolean {
    return this.#job !== undefined;
  }

  /** Starts a job; the worker must not be busy. */
  start(job: WorkerJob): void {
    const number = this.#jobs++;
    this.#job = { number, job };
    this.#digest = undefined;
    this.#left = this.#ready ? this.#allowance : startMs;
    this.#thread.hold(true);
    this.#tick();
    if (job.suggest) this.#say({ kind: 'suggest', job: number, asked: job.suggest });
    else this.#say({ kind: 'check', job: number, claim: job.claim, ...(job.prove ? { prove: job.prove } : {}), ports: { tests: job.ports.tests !== undefined, attested: job.ports.attested !== undefined } });
  }

  /** Proving is checking many times over. */
  get #allowance(): number {
    return this.#job?.job.prove ? provingTakes * this.#deadlineMs : this.#deadlineMs;
  }

  /** Ends the thread. A job that runs is told as lost. */
  async dispose(): Promise<void> {
    this.#end({ reason: 'internal_error', words: 'the verifier was closed' });
    await this.#thread.terminate();
  }

  #say(message: ToWorker): void {
    this.#thread.postMessage(message);
  }

  #hear(message: FromWorker): void {
    if (this.#ended) return;
    if (message.kind === 'ready') {
      this.#ready = true;
      if (!this.#job) return;
      this.#pause();
      this.#left = this.#allowance;
      this.#tick();
    } else if (message.kind === 'ask') {
      void this.#answer(message);
    } else if (message.kind === 'load') {
      void this.#load(message);
    } else if (message.kind === 'run' || message.kind === 'statements') {
      void this.#answerPort(message);
    } else if (this.#job?.number === message.job) {
      const { job } = this.#job;
      this.#pause();
      this.#job = undefined;
      this.#thread.hold(false);
      if (message.kind === 'suggestions') job.settle(job.prove, { suggestions: message.suggestions });
      else job.settle(message.verdict, { vacuity: message.vacuity });
      this.#idle();
    }
  }

  async #answer({ question, about, path, have }: Extract<FromWorker, { kind: 'ask' }>): Promise<void> {
    const sources = this.#job?.job.sources;
    this.#open++;
    this.#pause();
    try {
      const read = about === 'read' ? await (sources?.read(path) ?? lostSource) : undefined;
      const answer = read ?? (await ((about === 'list' ? sources?.list(path) : about === 'digest' ? sources?.digest(path) : sources?.exists(path)) ?? lostSource));
      const digest = read?.ok ? read.sha256 : undefined;
      if (digest !== undefined) this.#digest = digest;
      if (!this.#ended) this.#say({ kind: 'source', question, answer: digest !== undefined && digest === have ? { unchanged: true } : answer });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      if (!this.#ended) this.#say({ kind: 'source', question, answer: { ok: false, refusal: 'unreadable', detail } });
    } finally {
      this.#open--;
      if (this.#open === 0 && this.#job && !this.#ended) this.#tick();
    }
  }

  /** Loading what ships with the worker is no part of checking. */
  async #load({ question, file }: Extract<FromWorker, { kind: 'load' }>): Promise<void> {
    this.#open++;
    this.#pause();
    const bytes = await this.#thread.load?.(file).catch(() => undefined);
    if (!this.#ended) this.#say({ kind: 'loaded', question, bytes });
    this.#open--;
    if (this.#open === 0 && this.#job && !this.#ended) this.#tick();
  }

  /** The deadline stands still: how long tests may take is a matter of whoever runs them. */
  async #answerPort(message: Extract<FromWorker, { kind: 'run' | 'statements' }>): Promise<void> {
    const ports = this.#job?.job.ports;
    this.#open++;
    this.#pause();
    try {
      const answer: PortAnswer =
        message.kind === 'run'
          ? await (ports?.tests?.run(message.request) ?? ({ ok: false, reason: 'not_run', details: 'No check is running.' } as const))
          : await (ports?.attested?.statements() ?? { runs: [], refused: [] });
      if (!this.#ended) this.#say({ kind: 'answer', question: message.question, answer });
    } catch (error) {
      // A port promises not to reject; one that does must not leave the worker waiting.
      this.#end({ reason: 'internal_error', words: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#open--;
      if (this.#open === 0 && this.#job && !this.#ended) this.#tick();
    }
  }

  #tick(): void {
    this.#since = performance.now();
    this.#timer = setTimeout(() => this.#end({ reason: 'timeout' }), Math.max(1, this.#left));
  }

  #pause(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#left -= performance.now() - this.#since;
  }

  #end(loss: WorkerLoss): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pause();
    const job = this.#job?.job;
    this.#job = undefined;
    void this.#thread.terminate();
    this.#lost({ job, loss, digest: this.#digest, started: this.#ready });
  }
}

const lostSource: NoSource = { ok: false, refusal: 'unreadable', detail: 'No check is running.' };
