/** One worker thread of the pool: one job after the other, each under a hard deadline; the next ones wait in the thread already. */
import type { CheckPorts } from './ports.ts';
import type { NoSource, Sources } from './sources.ts';
import type { Suggestion, SuggestionsOf } from './suggest.ts';
import type { Vacuity } from './vacuity/prove.ts';
import type { StartThread, VerifierThread } from './thread.ts';
import type { Claim, Verdict } from './verdict.ts';
import type { FromWorker, KnownText, PortAnswer, ToWorker } from './worker-messages.ts';

export interface WorkerJob {
  readonly claim: Claim;
  /** The file that the claim begins with; its text is read when the job is handed over. Empty when there is none. */
  readonly file: string;
  readonly sources: Sources;
  readonly ports: CheckPorts;
  /** The verdict of this claim, when it is to be proven instead of checked. */
  readonly prove?: Verdict;
  /** Claims are suggested instead of one being checked; `claim` only says for which file. */
  readonly suggest?: SuggestionsOf;
  /** A job that checks or proves has a verdict, also when its worker is lost. */
  readonly settle: (verdict: Verdict | undefined, more?: { readonly vacuity?: Vacuity | undefined; readonly suggestions?: readonly Suggestion[] }) => void;
}

/** A worker that ended, with the job that it had, those that it had not begun, the text it was last given, and whether it ever got going. */
export interface LostWorker {
  readonly job: WorkerJob | undefined;
  readonly next: readonly WorkerJob[];
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
/** Jobs in the thread at once, so that it need not wait for the pool between two. */
const mostInFlight = 4;

interface Flight {
  readonly number: number;
  readonly job: WorkerJob;
  /** The text of its file when it was handed over. */
  now?: KnownText;
  handedOver: boolean;
}

/**
 * Runs jobs in one thread. The deadline covers the worker's own time: it stands still while the worker starts and while
 * the pool reads a file. When it passes, or the thread dies, `lost` is told and this object is used up.
 */
export class PoolWorker {
  readonly #thread: VerifierThread;
  readonly #deadlineMs: number;
  readonly #lost: (lost: LostWorker) => void;
  readonly #free: () => void;
  /** The first is the one that the thread works on. */
  readonly #flights: Flight[] = [];
  #handing = Promise.resolve();
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
    free: () => void,
  ) {
    this.#deadlineMs = deadlineMs;
    this.#lost = lost;
    this.#free = free;
    this.#thread = start({ hear: (message) => this.#hear(message), died: (words) => this.#end({ reason: 'internal_error', words }) });
  }

  /** Jobs that were given to it and are not done. */
  get load(): number {
    return this.#flights.length;
  }

  /** Behind a proof nothing waits in the thread: what comes meanwhile is to go before the next one. */
  get full(): boolean {
    return this.#flights.length >= mostInFlight || this.#flights.some(({ job }) => job.prove !== undefined);
  }

  /** Takes a job; the worker must not be full. */
  start(job: WorkerJob): void {
    const flight: Flight = { number: this.#jobs++, job, handedOver: false };
    this.#flights.push(flight);
    if (this.#flights.length === 1) this.#begin();
    this.#handing = this.#handing.then(() => this.#handOver(flight));
  }

  /** What the text of its file is goes along: of the jobs on one file, only the first that meets a new text asks for it. */
  async #handOver(flight: Flight): Promise<void> {
    const { number, job } = flight;
    const source = job.file === '' ? undefined : await job.sources.read(job.file).catch(() => undefined);
    if (this.#ended) return;
    if (source?.ok) flight.now = { path: job.file, sha256: source.sha256 };
    const now = flight.now ? { now: flight.now } : {};
    if (job.suggest) this.#say({ kind: 'suggest', job: number, asked: job.suggest, ...now });
    else this.#say({ kind: 'check', job: number, claim: job.claim, ...(job.prove ? { prove: job.prove } : {}), ports: { tests: job.ports.tests !== undefined, attested: job.ports.attested !== undefined }, ...now });
    flight.handedOver = true;
    this.#digest ??= this.#flights[0]?.now?.sha256;
    this.#watch();
  }

  /** The first job is at hand from now on. */
  #begin(): void {
    this.#pause();
    this.#digest = this.#flights[0]?.now?.sha256;
    this.#left = this.#allowance;
    this.#thread.hold(true);
    this.#watch();
  }

  /** Proving is checking many times over. */
  get #allowance(): number {
    if (!this.#ready) return startMs;
    return this.#flights[0]?.job.prove ? provingTakes * this.#deadlineMs : this.#deadlineMs;
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
      if (this.#flights.length === 0) return;
      this.#pause();
      this.#left = this.#allowance;
      this.#watch();
    } else if (message.kind === 'ask') {
      void this.#answer(message);
    } else if (message.kind === 'load') {
      void this.#load(message);
    } else if (message.kind === 'run' || message.kind === 'statements') {
      void this.#answerPort(message);
    } else if (this.#flights[0]?.number === message.job) {
      const { job } = this.#flights.shift()!;
      if (this.#flights.length > 0) {
        this.#begin();
      } else {
        this.#pause();
        this.#thread.hold(false);
      }
      if (message.kind === 'suggestions') job.settle(job.prove, { suggestions: message.suggestions });
      else job.settle(message.verdict, { vacuity: message.vacuity });
      this.#free();
    }
  }

  async #answer({ question, about, path, have }: Extract<FromWorker, { kind: 'ask' }>): Promise<void> {
    const sources = this.#flights[0]?.job.sources;
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
      this.#watch();
    }
  }

  /** Loading what ships with the worker is no part of checking. */
  async #load({ question, file }: Extract<FromWorker, { kind: 'load' }>): Promise<void> {
    this.#open++;
    this.#pause();
    const bytes = await this.#thread.load?.(file).catch(() => undefined);
    if (!this.#ended) this.#say({ kind: 'loaded', question, bytes });
    this.#open--;
    this.#watch();
  }

  /** The deadline stands still: how long tests may take is a matter of whoever runs them. */
  async #answerPort(message: Extract<FromWorker, { kind: 'run' | 'statements' }>): Promise<void> {
    const ports = this.#flights[0]?.job.ports;
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
      this.#watch();
    }
  }

  /** Lets the deadline run while it is the worker's turn. */
  #watch(): void {
    if (this.#timer || this.#ended || this.#open > 0 || !this.#flights[0]?.handedOver) return;
    this.#since = performance.now();
    // A pool that was held up itself hears first what the worker has said meanwhile.
    this.#timer = setTimeout(() => (this.#timer = setTimeout(() => this.#end({ reason: 'timeout' }), 0)), Math.max(1, this.#left));
  }

  #pause(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const left = this.#left - (performance.now() - this.#since);
    // The worker spoke before its end came although the time was over: the pool was held up itself, and how long the worker took nobody knows.
    this.#left = left > 0 ? left : this.#allowance;
  }

  #end(loss: WorkerLoss): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#pause();
    const [job, ...next] = this.#flights.splice(0).map((flight) => flight.job);
    void this.#thread.terminate();
    this.#lost({ job, next, loss, digest: this.#digest, started: this.#ready });
  }
}

const lostSource: NoSource = { ok: false, refusal: 'unreadable', detail: 'No check is running.' };
