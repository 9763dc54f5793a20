/** What waits for a person: open findings, what ended or ends soon, contradictions, controls nobody looked at; and when something will. */
import type { CoherenceProblem } from '../../assurance/assessment.ts';
import { isOpen } from '../../assurance/controls.ts';
import { deadlinesOf, nearExpiryDays, type Deadline, type DeadlineKind } from '../../assurance/deadlines.ts';
import { daysUntil, utcDayOf } from '../../model/dates.ts';
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { ModelPath } from '../../model/problem.ts';
import type { Finding } from '../../model/schema.ts';
import { findingSeverities } from '../../model/vocabulary.ts';
import { coherenceToTell } from '../collect-problems.ts';
import { entityTitle } from '../language/entity-words.ts';
import { describeCheck, describeDeadline, describeFinding } from '../sentences/review.ts';
import { describeCoherence } from '../sentences/coherence.ts';
import type { ModelSnapshot } from '../snapshot.ts';
import { checksOf, type ControlCheck, type RecordedRuns } from './control-checks.ts';
import { daysAfter } from './extend.ts';
import { findingSteps } from './finding-life.ts';
import { acceptanceRemedies, coherenceRemedies, gapRemedies, sealRemedies, unattested, type Remedy } from './remedies.ts';

/** The sections, in the order in which they are shown. What is closed waits for nobody. */
export const reviewSections = ['findings', 'attestations', 'seals', 'acceptances', 'gaps', 'contradictions', 'unchecked', 'closed'] as const;
export type ReviewSection = (typeof reviewSections)[number];

/** Days after which a control that nobody checked waits for somebody. */
const uncheckedDays = 90;

export interface ReviewItem {
  readonly section: ReviewSection;
  readonly model: ModelSnapshot;
  /** The same as long as it waits for the same reason. */
  readonly key: string;
  /** The entity that it is about. */
  readonly entity: string;
  /** What people call it. */
  readonly title: string;
  /** Why it waits, in a few words. */
  readonly why: string;
  /** One fact a line. */
  readonly details: readonly string[];
  /** It ends soon, and waits for nobody to mend it today. */
  readonly soon: boolean;
  readonly path: ModelPath;
  readonly remedies: readonly Remedy[];
}

export interface Review {
  /** Sections without an item are left out. */
  readonly sections: readonly { readonly section: ReviewSection; readonly items: readonly ReviewItem[] }[];
  /** How many wait, what ends soon included and what is closed left out. */
  readonly waiting: number;
  /** The next day on which something will wait that does not yet. */
  readonly next?: { readonly day: string; readonly model: ModelSnapshot; readonly entity: string };
}

/**
 * The review of models at a moment.
 *
 * @param at ISO instant.
 * @param runsOf The recorded runs of a model, where a ledger of evidence has them.
 */
export function reviewOf(models: readonly ModelSnapshot[], at: string, runsOf: (model: ModelSnapshot) => RecordedRuns | undefined = () => undefined): Review {
  const items: ReviewItem[] = [];
  let next: Review['next'];
  const later = (day: string | undefined, model: ModelSnapshot, entity: string): void => {
    if (day !== undefined && (next === undefined || day < next.day)) next = { day, model, entity };
  };
  for (const model of models) {
    items.push(...findingItems(model));
    for (const deadline of deadlinesOf(model.model, at)) {
      if (deadline.standing === 'live') later(daysAfter(deadline.ends!, -nearExpiryDays), model, deadline.id);
      else items.push(deadlineItem(model, deadline));
    }
    items.push(...contradictions(model, at));
    const checks = checksOf(model.model, model.history, runsOf(model));
    for (const { id, claimed } of model.assessment.controls) {
      const check = checks.get(id);
      // A control that nobody claims has nothing to check yet, and its objectives say so.
      if (!claimed || !check) continue;
      const due = dueDay(check, at);
      if (due <= at.slice(0, 10)) items.push(uncheckedItem(model, id, check, at));
      else later(due, model, id);
    }
  }
  const sections = reviewSections.map((section) => ({ section, items: items.filter((item) => item.section === section) })).filter((one) => one.items.length > 0);
  return { sections, waiting: items.filter(({ section }) => section !== 'closed').length, ...(next ? { next } : {}) };
}

function findingItems(model: ModelSnapshot): readonly ReviewItem[] {
  return Object.entries(model.model.findings)
    .map(([id, finding]): ReviewItem & { readonly rank: number } => {
      const open = isOpen(finding);
      return {
        section: open ? 'findings' : 'closed',
        model,
        key: id,
        entity: id,
        title: finding.title,
        ...describeFinding(id, finding, model.model, model.findingPlaces),
        soon: false,
        path: ['findings', id],
        remedies: findingRemedies(model, id, finding),
        rank: -findingSeverities.indexOf(finding.severity),
      };
    })
    .sort((a, b) => a.rank - b.rank || compareIdentifiers(a.key, b.key))
    .map(({ rank: _, ...item }) => item);
}

/** The steps of a finding's life that can be made now. */
export function findingRemedies(model: ModelSnapshot, id: string, finding: Finding): readonly Remedy[] {
  return findingSteps(finding, (assertion) => model.verdicts.get(assertion)?.verdict)
    .filter(({ blocked }) => blocked === undefined)
    .map(({ title, to }) => ({ title, asks: { ask: 'finding', id, to } }));
}

const deadlineSections: Readonly<Record<DeadlineKind, ReviewSection>> = { attestation: 'attestations', seal: 'seals', acceptance: 'acceptances', gap: 'gaps' };

function deadlineItem(model: ModelSnapshot, deadline: Deadline): ReviewItem {
  const { kind, id, standing, path } = deadline;
  return { section: deadlineSections[kind], model, key: id, entity: id, title: entityTitle(model.model, id) ?? '', ...describeDeadline(deadline, model.model), soon: standing === 'soon', path, remedies: remediesOfDeadline(deadline) };
}

function remediesOfDeadline({ kind, id, standing }: Deadline): readonly Remedy[] {
  const title = standing === 'none' ? `Attest ${id}…` : `Renew the attestation of ${id}…`;
  if (kind === 'acceptance') return acceptanceRemedies(id);
  if (kind === 'gap') return gapRemedies(id);
  if (kind === 'seal') return sealRemedies(id, `${title.replace(/…$/, '').replace(id, `the seal of ${id}`)}…`);
  return standing === 'soon' ? unattested(id, title).slice(0, 1) : unattested(id, title);
}

/** Those of these codes stand in a section of their own. */
const dated = /_(ended|ends_soon)$|^seal_not_attested$/;

function contradictions(model: ModelSnapshot, at: string): readonly ReviewItem[] {
  return coherenceToTell(model.assessment, model.parsed)
    .filter(({ code, severity }) => severity !== 'information' && !dated.test(code))
    .map((problem) => {
      const { message, remedy } = describeCoherence(problem);
      const entity = String(problem.path[1] ?? problem.path[0]);
      return { section: 'contradictions', model, key: keyOfProblem(problem), entity, title: message, why: entity, details: [remedy], soon: false, path: problem.path, remedies: coherenceRemedies(model.model, problem, at.slice(0, 10)) };
    });
}

function keyOfProblem({ code, path, parameters }: CoherenceProblem): string {
  return [code, ...path, ...Object.values(parameters).flat()].join(':');
}

/** The day on which a check is due again: uncommitted text was looked at now. */
function dueDay({ by, at: checked }: ControlCheck, at: string): string {
  return daysAfter(utcDayOf(by === 'uncommitted' || checked === undefined ? at : checked) ?? at.slice(0, 10), uncheckedDays);
}

function uncheckedItem(model: ModelSnapshot, id: string, check: ControlCheck, at: string): ReviewItem {
  const days = -(daysUntil(check.at ?? at, at) ?? 0);
  return {
    section: 'unchecked',
    model,
    key: id,
    entity: id,
    title: entityTitle(model.model, id) ?? '',
    ...describeCheck(check, days),
    soon: false,
    path: ['controls', id],
    remedies: [
      { title: `Explain ${id}`, asks: { ask: 'explain', id } },
      { title: `Note that ${id} was checked…`, asks: { ask: 'note', id } },
    ],
  };
}
