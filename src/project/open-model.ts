/** One model file of an open project: its text, its last good model, its verdicts, and the snapshot of all that. */
import { dirname, join, relative } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { assess } from '../assurance/assess.ts';
import type { Assessment } from '../assurance/assessment.ts';
import type { AssertionEvidence } from '../assurance/evidence.ts';
import { weakenings, type Weakening } from '../assurance/weakenings.ts';
import { indexLines, type LineIndex } from '../model/lines.ts';
import { claimHash } from '../model/canonical.ts';
import { maximumModelSize, parseModel, type ParsedModel } from '../model/parse.ts';
import type { Assertion, ThreatModel } from '../model/schema.ts';
import { foundationCovers } from '../verifier/foundations.ts';
import { rememberingSources } from '../verifier/remembering-sources.ts';
import type { CheckPorts } from '../verifier/ports.ts';
import type { Sources } from '../verifier/sources.ts';
import type { Vacuity } from '../verifier/vacuity/prove.ts';
import type { Claim, Verdict } from '../verifier/verdict.ts';
import type { ClaimChecker } from './claim-checker.ts';
import { collectProblems, fromRepository } from './collect-problems.ts';
import type { Disk } from './disk.ts';
import { withSlashes } from './model-names.ts';
import { pastPosture, type PastPosture } from './past-posture.ts';
import type { NoRecord, RecordedPosture } from './read-recorded.ts';
import type { RecordedReader } from './recorded-reader.ts';
import type { ModelHistory } from './review/control-checks.ts';
import { openFindings, placesOf, type PlacesNow } from './review/finding-places.ts';
import { followFindings } from './review/follow-findings.ts';
import { isThisRepository, type Repository } from './repository.ts';
import type { ModelSnapshot, ReadRecorded } from './snapshot.ts';

export interface ModelContext {
  readonly projectRoot: string;
  readonly disk: Disk;
  /** The unsaved text of a file, relative to the project's root. */
  readonly unsaved: (path: string) => string | undefined;
  readonly now: () => Date;
  readonly trusted: boolean;
  readonly base: string;
}

interface Known {
  readonly claim: string;
  readonly verdict: Verdict;
  readonly vacuity?: Vacuity;
}

function claimOf({ type, params, requires }: Assertion): Claim {
  return { type, params, ...(requires === undefined ? {} : { requires }) };
}

/** How long an assessment is kept, in milliseconds: attestations end with a day, and a day must be seen to end. */
const keptAssessment = 30_000;

export class OpenModel {
  readonly path: string;
  readonly repository: Repository;
  exists = false;
  readonly #context: ModelContext;
  #parsed: ParsedModel = parseModel('');
  #good: ParsedModel = this.#parsed;
  /** The newest reading whose YAML had no error: what is read next takes over what it shares with it. */
  #readable: ParsedModel = this.#parsed;
  #lines: LineIndex = indexLines('');
  #assessed: { readonly model: ThreatModel; readonly evidence: Readonly<Record<string, AssertionEvidence>>; readonly at: string; readonly assessment: Assessment } | undefined;
  #weakened: { readonly base: ThreatModel; readonly now: ThreatModel; readonly found: readonly Weakening[] } | undefined;
  #remembered: Sources | undefined;
  #lastPath: { readonly file: string; readonly inRepository: string } | undefined;
  #base: ModelSnapshot['base'] = { none: 'pending' };
  #baseModel: ParsedModel | undefined;
  #past: PastPosture | undefined;
  #history: ModelHistory | undefined;
  #recorded: RecordedPosture | NoRecord | undefined;
  #recordedAsked = 0;
  #findingPlaces: PlacesNow = new Map();
  readonly #known = new Map<string, Known>();
  readonly #tickets = new Map<string, number>();
  readonly #checking = new Set<string>();
  readonly #waiting = new Map<string, { ticket: number; resolve: (verdict: Verdict | undefined) => void }[]>();
  #took = { reading: 0, assessing: 0 };
  /** Missing when something changed that more than marks follow from. */
  #snapshot: ModelSnapshot | undefined;
  #marksMoved = false;
  #twins = '';

  constructor(path: string, context: ModelContext, repository: Repository) {
    this.path = path;
    this.#context = context;
    this.repository = repository;
  }

  get id(): string {
    return this.#good.model.id;
  }

  /** How long the last reading took, with the assessment that followed, in milliseconds. */
  get readingTime(): number {
    return this.#took.reading + this.#took.assessing;
  }

  /** Reads the text again; the last model without an error stays in force while the text has one. */
  async read(): Promise<void> {
    const unsaved = this.#context.unsaved(this.path);
    const text = unsaved ?? (await this.#context.disk.readModel(this.#context.projectRoot, this.path, maximumModelSize));
    this.exists = text !== undefined;
    if (text === undefined || (text === this.#parsed.source.text && this.#snapshot)) return;
    const first = this.#good.source.text === '';
    const began = performance.now();
    this.#parsed = parseModel(text.replace(/^\uFEFF/, ''), this.#readable);
    if (this.#parsed.document.errors.length === 0) this.#readable = this.#parsed;
    this.#lines = indexLines(this.#parsed.source.text);
    if (this.#parsed.usable || first) this.#good = this.#parsed;
    for (const [id, known] of this.#known) if (this.#claimKey(id) !== known.claim) this.#known.delete(id);
    this.#snapshot = undefined;
    this.#took = { reading: performance.now() - began, assessing: 0 };
    await this.followFindings();
  }

  /** Looks where open findings are in the files as they are now. Resolves with whether one is elsewhere than it was. */
  async followFindings(): Promise<boolean> {
    const { findings } = this.#good.model;
    const places = await followFindings(findings, this.sources());
    // A later reading knows better.
    if (findings !== this.#good.model.findings || isDeepStrictEqual(places, this.#findingPlaces)) return false;
    this.#findingPlaces = places;
    this.#snapshot = undefined;
    return true;
  }

  /** Whether an open finding was made in a file, named relative to the project's root. */
  hasFindingIn(file: string): boolean {
    return openFindings(this.#good.model.findings).some(([, finding]) => placesOf(finding).some((place) => place.file === this.#pathInRepository(file)));
  }

  /** Reads the model as the base commit has it. */
  async readBase(): Promise<void> {
    if (!this.#context.trusted) this.#base = { none: 'not_trusted' };
    else if (!this.repository.hasGit) this.#base = { none: 'no_repository' };
    else if (!this.#context.disk.commits) this.#base = { none: 'no_git' };
    else {
      const answer = await this.#context.disk.commits.textAt(this.repository.root, join(this.#context.projectRoot, ...this.path.split('/')), this.#context.base);
      this.#base = 'commit' in answer ? { commit: answer.commit } : { none: answer.none };
      this.#baseModel = 'commit' in answer ? parseModel(answer.text) : undefined;
    }
    if (!('commit' in this.#base) || this.#past?.commit !== this.#base.commit) this.#past = undefined;
    this.#snapshot = undefined;
  }

  /** The base commit and the model's text there, when there is one whose posture is not known yet. */
  get unknownPast(): { readonly commit: string; readonly text: string } | undefined {
    return 'commit' in this.#base && this.#baseModel && !this.#past ? { commit: this.#base.commit, text: this.#baseModel.source.text } : undefined;
  }

  /** Verifies the model of the base commit against the files of that commit. */
  async readPast(sources: Sources, checker: ClaimChecker, signal: AbortSignal): Promise<void> {
    const asked = this.unknownPast;
    if (!asked) return;
    const past = await pastPosture({ ...asked, sources, repository: this.repository, checker, at: this.#context.now().toISOString(), signal });
    // Meanwhile the base may have become another commit.
    if ((this.#base as { readonly commit?: string }).commit !== asked.commit) return;
    this.#past = past;
    this.#snapshot = undefined;
  }

  /** Asks git who last wrote each line of the text at the last commit. */
  async readHistory(): Promise<void> {
    if (!this.#context.trusted || !this.repository.hasGit) return;
    this.#history = await this.#context.disk.commits?.historyOf(this.repository.root, join(this.#context.projectRoot, ...this.path.split('/')));
    this.#snapshot = undefined;
  }

  /** Reads what is recorded of the model, where there is a ledger. `reader` is asked for only then. Resolves with whether anything is otherwise now. */
  async readRecorded(reader: () => Promise<RecordedReader>, options: ReadRecorded): Promise<boolean> {
    const asked = ++this.#recordedAsked;
    const { evidence } = this.#context.disk;
    const found = async (): Promise<RecordedPosture | NoRecord> => {
      if (!this.#context.trusted) return { none: 'not_trusted' };
      if (!this.repository.hasGit || !evidence) return { none: 'no_repository' };
      if (!(await evidence.hasLedger(this.repository.root))) return { none: 'no_ledger' };
      return (await reader())({ model: this.#good.model, repository: this.repository }, { ...options, now: this.#context.now() });
    };
    const recorded = await found();
    // A later asking knows better.
    if (this.#recordedAsked !== asked || isDeepStrictEqual(recorded, this.#recorded)) return false;
    this.#recorded = recorded;
    this.#snapshot = undefined;
    return true;
  }

  assertion(id: string): Assertion | undefined {
    return this.#good.model.assertions[id];
  }

  /** The assertions of this checkout, by identifier. */
  ownAssertions(): string[] {
    const { assertions } = this.#good.model;
    return Object.keys(assertions).filter((id) => isThisRepository(assertions[id]!.repository, this.repository));
  }

  /** The assertions of this checkout whose claim has no verdict yet. */
  unverifiedClaims(): string[] {
    return this.ownAssertions().filter((id) => !this.#known.has(id));
  }

  /** Whether the verdict on an assertion can depend on a file, named relative to the project's root. */
  restsOn(assertion: string, file: string): boolean {
    const inRepository = this.#pathInRepository(file);
    const claimed = this.#good.model.assertions[assertion]?.params.file;
    return claimed === inRepository || (this.#known.get(assertion)?.verdict.restsOn.some((foundation) => foundationCovers(foundation, inRepository)) ?? false);
  }

  #pathInRepository(file: string): string {
    if (this.#lastPath?.file !== file) this.#lastPath = { file, inRepository: withSlashes(relative(this.repository.root, join(this.#context.projectRoot, ...file.split('/')))) };
    return this.#lastPath.inRepository;
  }

  /** Marks an assertion as due; the ticket says which asking a later answer belongs to. */
  begin(assertion: string): number {
    const ticket = (this.#tickets.get(assertion) ?? 0) + 1;
    this.#tickets.set(assertion, ticket);
    this.#checking.add(assertion);
    this.#marksMoved = true;
    return ticket;
  }

  whenDone(assertion: string, ticket: number, resolve: (verdict: Verdict | undefined) => void): void {
    const waiting = this.#waiting.get(assertion);
    if (waiting) waiting.push({ ticket, resolve });
    else this.#waiting.set(assertion, [{ ticket, resolve }]);
  }

  /** Asks the checker. An answer to an earlier text than the newest is dropped: a newer asking is on its way. */
  async check(assertion: string, checker: ClaimChecker, signal: AbortSignal, ports?: CheckPorts): Promise<void> {
    const ticket = this.#tickets.get(assertion) ?? 0;
    const claimed = this.#good.model.assertions[assertion];
    if (!claimed) {
      this.#finish(assertion, ticket, undefined);
      return;
    }
    const claim = claimOf(claimed);
    const key = this.#claimKey(assertion);
    let verdict: Verdict;
    try {
      verdict = await checker.check(this.#filesOfNow(), claim, signal, ports);
    } catch (error) {
      if (signal.aborted) {
        this.giveUp(assertion);
        return;
      }
      verdict = { verdict: 'undecidable', reason: 'internal_error', details: `The verifier broke: ${error instanceof Error ? error.message : String(error)}.`, restsOn: [] };
    }
    if (this.#tickets.get(assertion) !== ticket) return;
    if (key === this.#claimKey(assertion)) {
      const before = this.#known.get(assertion);
      if (before?.claim !== key || !isDeepStrictEqual(before.verdict, verdict)) {
        this.#known.set(assertion, { claim: key, verdict });
        this.#snapshot = undefined;
      }
    }
    this.#finish(assertion, ticket, verdict);
  }

  /** Asks whether a passing assertion notices that what it claims is gone, once for the same claim and the same texts. */
  async prove(assertion: string, checker: ClaimChecker, signal: AbortSignal): Promise<void> {
    const known = this.#known.get(assertion);
    const claimed = this.#good.model.assertions[assertion];
    if (known?.verdict.verdict !== 'pass' || !claimed || known.vacuity) return;
    const vacuity = await checker.prove(this.#filesOfNow(), claimOf(claimed), known.verdict, signal);
    if (!vacuity || this.#known.get(assertion) !== known) return;
    this.#known.set(assertion, { ...known, vacuity });
    this.#snapshot = undefined;
  }

  /** Each file is read once: verdicts that are worked out together speak of one state. */
  #filesOfNow(): Sources {
    return (this.#remembered ??= rememberingSources(this.sources()));
  }

  /** To be called when a file may have changed, and when nothing is checked any more. */
  forgetFiles(): void {
    this.#remembered = undefined;
  }

  /** The files of its repository as they are now; some, named relative to the project, may be taken to say something else. */
  sources(instead?: ReadonlyMap<string, string>): Sources {
    const roots = { projectRoot: this.#context.projectRoot, repositoryRoot: this.repository.root };
    return this.#context.disk.sources(this.repository.root, (path) => instead?.get(fromRepository(path, roots)) ?? this.#unsavedInRepository(path));
  }

  /** Stops waiting for an assertion; its last verdict stands. */
  giveUp(assertion: string): void {
    this.#finish(assertion, this.#tickets.get(assertion) ?? 0, undefined);
  }

  #finish(assertion: string, ticket: number, verdict: Verdict | undefined): void {
    this.#checking.delete(assertion);
    this.#marksMoved = true;
    for (const waiting of this.#waiting.get(assertion) ?? []) if (waiting.ticket <= ticket) waiting.resolve(verdict);
    this.#waiting.delete(assertion);
  }

  /** What this model comes to now. The same object as long as nothing changed. */
  snapshot(twins: readonly string[]): ModelSnapshot {
    const at = this.#context.now().toISOString();
    if (this.#snapshot && this.#twins === twins.join() && (!this.#marksMoved || this.#stillAssessed(at))) return this.#withMarks(this.#snapshot);
    this.#twins = twins.join();
    this.#marksMoved = false;
    const { model } = this.#good;
    const verdicts = new Map(Object.keys(model.assertions).flatMap((id) => (this.#known.has(id) ? [[id, this.#known.get(id)!.verdict] as const] : [])));
    const vacuity = new Map([...this.#known].flatMap(([id, known]) => (known.vacuity ? [[id, known.vacuity] as const] : [])));
    const evidence: Record<string, AssertionEvidence> = {};
    for (const [id, assertion] of Object.entries(model.assertions)) {
      const verdict = verdicts.get(id);
      if (!isThisRepository(assertion.repository, this.repository)) evidence[id] = { verdict: 'elsewhere' };
      else if (verdict) {
        // A claim that does not notice what it claims is worth no more than a text that was found.
        const strength = vacuity.get(id)?.survived.length ? 'text' : verdict.strength;
        evidence[id] = { verdict: verdict.verdict, ...(strength === undefined ? {} : { strength }) };
      }
    }
    const assessment = this.#assess(model, evidence, at);
    const problems = collectProblems({ file: this.path, projectRoot: this.#context.projectRoot, repositoryRoot: this.repository.root, parsed: this.#parsed, model, assessment, verdicts, vacuity, findingPlaces: this.#findingPlaces, at, ...(this.#recorded && 'history' in this.#recorded ? { lastPasses: this.#recorded.history.lastPasses } : {}) });
    if (twins.length > 0) {
      const range = this.#parsed.source.valueRangeOf(['id']) ?? { start: 0, end: 0 };
      problems.unshift({
        code: 'model_id_twice',
        severity: 'error',
        place: { in: 'model', file: this.path, range, lines: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } },
        message: `The model id ${model.id} is in use in ${twins.join(', ')} as well.`,
        remedy: 'Give one of them another id: it qualifies identifiers elsewhere.',
        subject: model.id,
      });
    }
    const lines = this.#lines;
    return (this.#snapshot = {
      projectRoot: this.#context.projectRoot,
      linesOf: (range) => ({ start: lines.positionAt(range.start), end: lines.positionAt(range.end) }),
      path: this.path,
      text: this.#parsed.source.text,
      parsed: this.#parsed,
      model,
      current: this.#good === this.#parsed,
      verdicts,
      vacuity,
      findingPlaces: this.#findingPlaces,
      checking: new Set(this.#checking),
      assessment,
      weakenings: this.#weakenings(),
      base: this.#base,
      past: this.#past,
      history: this.#history,
      recorded: this.#recorded,
      repository: this.repository,
      problems,
    });
  }

  /** While marks come and go and verdicts stay, so does all that follows from these. */
  #withMarks(snapshot: ModelSnapshot): ModelSnapshot {
    if (!this.#marksMoved) return snapshot;
    this.#marksMoved = false;
    return (this.#snapshot = { ...snapshot, checking: new Set(this.#checking) });
  }

  #stillAssessed(at: string): boolean {
    const age = this.#assessed ? Date.parse(at) - Date.parse(this.#assessed.at) : Infinity;
    return age >= 0 && age < keptAssessment;
  }

  /** For as long as no clock can have changed it, the same evidence comes to the same. */
  #assess(model: ThreatModel, evidence: Readonly<Record<string, AssertionEvidence>>, at: string): Assessment {
    const last = this.#assessed;
    if (last?.model === model && this.#stillAssessed(at) && isDeepStrictEqual(last.evidence, evidence)) return last.assessment;
    const began = performance.now();
    const assessment = assess(model, { basis: 'worktree', assertions: evidence }, at, last);
    this.#took = { ...this.#took, assessing: performance.now() - began };
    this.#assessed = { model, evidence, at, assessment };
    return assessment;
  }

  #weakenings(): readonly Weakening[] {
    const [base, now] = [this.#baseModel?.model, this.#good.model];
    if (!base) return [];
    if (this.#weakened?.base !== base || this.#weakened.now !== now) this.#weakened = { base, now, found: weakenings(base, now) };
    return this.#weakened.found;
  }

  #claimKey(assertion: string): string {
    const claimed = this.#good.model.assertions[assertion];
    return claimed ? claimHash(claimed) : '';
  }

  #unsavedInRepository(path: string): string | undefined {
    return this.#context.unsaved(fromRepository(path, { projectRoot: this.#context.projectRoot, repositoryRoot: this.repository.root }));
  }
}

/** The folder that a model file lies in, relative to the project, for fronts that create files beside it. */
export function folderOf(path: string): string {
  return dirname(path) === '.' ? '' : withSlashes(dirname(path));
}
