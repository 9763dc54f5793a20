/** Checks claims in worker threads: several at once, each under a hard deadline, a broken worker replaced. */
import { PoolWorker } from './pool-worker.ts';
import type { WorkerJob, WorkerLoss } from './pool-worker.ts';
import type { CheckPorts } from './ports.ts';
import { rememberingSources } from './remembering-sources.ts';
import type { Sources } from './sources.ts';
import type { Suggestion, SuggestionsOf } from './suggest.ts';
import type { StartThread } from './thread.ts';
import type { Vacuity } from './vacuity/prove.ts';
import type { Claim, Verdict } from './verdict.ts';

export interface VerifierPoolOptions {
  /** How a thread is started: `nodeThreads` of `dist/verifier-worker.cjs`, or of `src/verifier/worker.ts` where TypeScript runs as it is; `webThreads` in a browser. */
  readonly start: StartThread;
  /** Threads at most; they start when they are needed. */
  readonly size: number;
  /** Of the worker's own time for one claim. Defaults to 3000. */
  readonly deadlineMs?: number;
}

export interface CheckAllOptions {
  readonly signal?: AbortSignal;
  /** Told once for each claim, in the order in which they are done. */
  readonly onVerdict?: (index: number, verdict: Verdict) => void;
}

interface Lane {
  worker: PoolWorker | undefined;
  readonly queue: WorkerJob[];
}

/** How long a text on which a worker hung or died is not tried again, in deadlines. */
const lethalTextRests = 20;
const rememberedFiles = 10_000;

export class VerifierPool {
  readonly #options: Required<VerifierPoolOptions>;
  readonly #lanes: Lane[];
  readonly #laneOfFile = new Map<string, Lane>();
  readonly #lethal = new Map<string, number>();
  #disposed = false;
  #lost = 0;

  constructor(options: VerifierPoolOptions) {
    this.#options = { ...options, deadlineMs: options.deadlineMs ?? 3000 };
    this.#lanes = Array.from({ length: options.size }, () => ({ worker: undefined, queue: [] }));
  }

  /**
   * The verdict on one claim. Rejects only when `signal` aborts, with its reason; a worker that hangs or dies gives
   * undecidable with the reason `timeout` or `internal_error`.
   */
  check(sources: Sources, claim: Claim, signal?: AbortSignal, ports: CheckPorts = {}): Promise<Verdict> {
    return new Promise((resolve, reject) => this.#enqueue({ claim, sources, ports }, (verdict) => resolve(verdict!), reject, signal));
  }

  /**
   * Whether a passing claim notices that what it claims is gone; undefined when a worker was lost over it. Rejects only
   * when `signal` aborts, with its reason.
   */
  prove(sources: Sources, claim: Claim, verdict: Verdict, signal?: AbortSignal): Promise<Vacuity | undefined> {
    return new Promise((resolve, reject) => this.#enqueue({ claim, sources, ports: {}, prove: verdict }, (_, more) => resolve(more?.vacuity), reject, signal));
  }

  /** Claims that could be made about a place; none when a worker was lost over it. Rejects only when `signal` aborts. */
  suggest(sources: Sources, asked: SuggestionsOf, signal?: AbortSignal): Promise<readonly Suggestion[]> {
    const claim: Claim = { type: 'suggest', params: { file: asked.file } };
    return new Promise((resolve, reject) => this.#enqueue({ claim, sources, ports: {}, suggest: asked }, (_, more) => resolve(more?.suggestions ?? []), reject, signal));
  }

  #enqueue(asked: Pick<WorkerJob, 'claim' | 'sources' | 'ports' | 'prove' | 'suggest'>, done: WorkerJob['settle'], refuse: (error: Error) => void, signal?: AbortSignal): void {
    if (signal?.aborted) {
      refuse(asError(signal.reason));
      return;
    }
    const file = fileOf(asked.claim) ?? '';
    const lane = this.#laneFor(file);
    const abort = (): void => {
      const place = lane.queue.indexOf(job);
      if (place >= 0) lane.queue.splice(place, 1);
      refuse(asError(signal?.reason));
    };
    const settle: WorkerJob['settle'] = (verdict, more) => {
      signal?.removeEventListener('abort', abort);
      done(verdict, more);
    };
    const job: WorkerJob = { ...asked, sources: this.#withoutLethalTexts(asked.sources), file, settle };
    signal?.addEventListener('abort', abort, { once: true });
    queueUp(lane.queue, job);
    this.#advance(lane);
  }

  /**
   * The verdicts on many claims, in their order. All of them see one state of the files: each path is read once. Claims
   * on the same file go to the same worker one after the other and share its parse.
   */
  async checkAll(sources: Sources, claims: readonly Claim[], options: CheckAllOptions = {}): Promise<readonly Verdict[]> {
    const remembering = rememberingSources(sources);
    return Promise.all(
      claims.map(async (claim, index) => {
        const verdict = await this.check(remembering, claim, options.signal);
        options.onVerdict?.(index, verdict);
        return verdict;
      }),
    );
  }

  /** How many threads run, of how many that may; how many of them work, how many claims wait, and how many threads were lost. */
  get state(): { readonly threads: number; readonly most: number; readonly busy: number; readonly waiting: number; readonly lost: number } {
    const running = this.#lanes.filter(({ worker }) => worker);
    return { threads: running.length, most: this.#lanes.length, busy: running.filter(({ worker }) => worker!.load > 0).length, waiting: this.#lanes.reduce((sum, { queue, worker }) => sum + queue.length + Math.max(0, (worker?.load ?? 0) - 1), 0), lost: this.#lost };
  }

  /** Ends all threads. Claims still waiting are answered undecidable with the reason internal_error. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    const workers = this.#lanes.map(({ worker }) => worker);
    for (const lane of this.#lanes) {
      for (const job of lane.queue.splice(0)) job.settle(lossVerdict(job, { reason: 'internal_error', words: 'the verifier was closed' }, 0));
    }
    await Promise.all(workers.flatMap((worker) => (worker ? [worker.dispose()] : [])));
  }

  /** The lane that has the file's tree already, else the shortest one. */
  #laneFor(file: string): Lane {
    const known = this.#laneOfFile.get(file);
    if (known) return known;
    const lane = this.#lanes.reduce((best, next) => (loadOf(next) < loadOf(best) ? next : best));
    if (this.#laneOfFile.size >= rememberedFiles) this.#laneOfFile.clear();
    this.#laneOfFile.set(file, lane);
    return lane;
  }

  #advance(lane: Lane): void {
    while (lane.queue.length > 0 && !lane.worker?.full) {
      const job = lane.queue.shift()!;
      if (this.#disposed) job.settle(lossVerdict(job, { reason: 'internal_error', words: 'the verifier was closed' }, 0));
      else (lane.worker ??= this.#startIn(lane)).start(job);
    }
  }

  #startIn(lane: Lane): PoolWorker {
    return new PoolWorker(
      this.#options.start,
      this.#options.deadlineMs,
      ({ job: lost, next, loss, digest, started }) => {
        lane.worker = undefined;
        this.#lost++;
        if (started && digest !== undefined) this.#lethal.set(digest, performance.now() + lethalTextRests * this.#options.deadlineMs);
        lost?.settle(lossVerdict(lost, loss, this.#options.deadlineMs));
        lane.queue.unshift(...next);
        // A worker that never got going will not do so for the next claim either.
        if (!started) for (const job of lane.queue.splice(0)) job.settle(lossVerdict(job, loss, this.#options.deadlineMs));
        this.#advance(lane);
      },
      () => this.#advance(lane),
    );
  }

  /** Texts on which a worker hung or died are refused for a while, or every claim on them would cost a deadline and a worker. */
  #withoutLethalTexts(sources: Sources): Sources {
    return {
      exists: (path) => sources.exists(path),
      digest: (path) => sources.digest(path),
      list: (glob) => sources.list(glob),
      read: async (path) => {
        const answer = await sources.read(path);
        const until = answer.ok ? this.#lethal.get(answer.sha256) : undefined;
        if (until === undefined) return answer;
        if (answer.ok && until < performance.now()) {
          this.#lethal.delete(answer.sha256);
          return answer;
        }
        return { ok: false, refusal: 'unreadable', detail: `Checking it took longer than ${this.#options.deadlineMs} ms, or broke the parser, a moment ago.` };
      },
    };
  }
}

/**
 * Behind what waits for the same file already, so that claims on one file share its tree although those of a model are mixed;
 * and before all proofs, which take long and nobody waits for while they type.
 */
function queueUp(queue: WorkerJob[], job: WorkerJob): void {
  const proves = job.prove !== undefined;
  const last = job.file === '' ? -1 : queue.findLastIndex(({ file, prove }) => file === job.file && (prove !== undefined) === proves);
  const firstProof = proves ? -1 : queue.findIndex(({ prove }) => prove !== undefined);
  queue.splice(last >= 0 ? last + 1 : firstProof >= 0 ? firstProof : queue.length, 0, job);
}

function loadOf(lane: Lane): number {
  return lane.queue.length + (lane.worker?.load ?? 0);
}

/** The file that a claim begins with, under either of its names. */
function fileOf({ params }: Claim): string | undefined {
  const file = params['file'] ?? params['manifest'];
  return typeof file === 'string' ? file : undefined;
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(String(reason));
}

function lossVerdict(job: WorkerJob, loss: WorkerLoss, deadlineMs: number): Verdict {
  const file = fileOf(job.claim);
  const details =
    loss.reason === 'timeout'
      ? `The check ${job.claim.type} was stopped after ${deadlineMs} ms.`
      : `The check ${job.claim.type} could not be finished: ${loss.words}.`;
  return {
    verdict: 'undecidable',
    reason: loss.reason,
    details,
    ...(file === undefined ? {} : { file }),
    restsOn: file === undefined ? [] : [{ file }],
  };
}
