/** From our JSON form to a framework, or to what is wrong with it. Nothing that stands in a file makes it throw. */
import * as z from 'zod/mini';
import type { Framework, LevelDefinition, Requirement } from './framework.ts';

export interface FrameworkProblem {
  /** Where, such as `chapters[0].sections[1].requirements[2].id`. */
  readonly place: string;
  readonly message: string;
}

export type ReadFramework = { readonly framework: Framework } | { readonly problems: readonly FrameworkProblem[] };

/** More than any standard has, and few enough to be looked at. */
export const maximumRequirements = 5000;
/** Of a file, in characters. */
export const maximumFrameworkSize = 5_000_000;
/** Kept for the dependencies between the models of a system. */
export const reservedFrameworkId = 'dependencies';

const name = z.string().check(z.minLength(1), z.maxLength(300));
const idText = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9._()/-]{0,79}$/));
const scope = z.enum(['component', 'system']);
const text = z.optional(z.nullable(z.string().check(z.maxLength(20_000))));
const level = z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(9))));
const requirement = z.object({ id: idText, level, title: text, description: text, scope: z.optional(scope) });
const flatRequirement = z.extend(requirement, { chapter_id: z.optional(z.string()), chapter_name: z.optional(z.string()), section_id: z.optional(z.string()), section_name: z.optional(z.string()) });
const section = z.object({ id: idText, name, requirements: z.array(requirement) });

/** The form as it is written; for briefs, tools and documentation. */
export const frameworkForm = z.object({
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9._-]{0,59}$/), z.describe('Lower case, such as asvs-5.0. It names the file and the selection in a model.')),
  name,
  version: z.string().check(z.minLength(1), z.maxLength(60)),
  description: text,
  source: text,
  licence: text,
  total_requirements: z.optional(z.int()),
  default_scope: z.optional(scope),
  level_definitions: z.optional(z.record(z.string().check(z.regex(/^[1-9]$/)), z.object({ name, description: text, source: z.optional(z.enum(['authoritative', 'mipiti_convention'])) }))),
  chapters: z.optional(z.array(z.object({ id: idText, name, sections: z.array(section) }))),
  requirements: z.optional(z.array(flatRequirement)),
});

/** Reads a parsed JSON value. */
export function readFramework(value: unknown): ReadFramework {
  const read = frameworkForm.safeParse(value);
  if (!read.success) return { problems: read.error.issues.slice(0, 50).map(({ path, message }) => ({ place: placeOf(path), message: `${message}.` })) };
  const form = read.data;
  const found = [...nested(form), ...flat(form)];
  const problems = problemsOf(form, found);
  if (problems.length > 0) return { problems: problems.slice(0, 50) };
  const levels = Object.fromEntries(Object.entries(form.level_definitions ?? {}).map(([key, { name: title, description, source }]): [string, LevelDefinition] => [key, { name: title, ...said('description', description), source: source ?? 'mipiti_convention' }]));
  return { framework: { id: form.id, name: form.name, version: form.version, ...said('description', form.description), ...said('source', form.source), ...said('licence', form.licence), levels, requirements: found.map(({ requirement: one }) => one) } };
}

type Form = z.output<typeof frameworkForm>;
interface Placed {
  readonly place: string;
  readonly requirement: Requirement;
}

function nested(form: Form): Placed[] {
  return (form.chapters ?? []).flatMap((chapter, c) =>
    chapter.sections.flatMap((part, s) =>
      part.requirements.map((one, r) => ({ place: `chapters[${c}].sections[${s}].requirements[${r}]`, requirement: requirementOf(one, { id: chapter.id, name: chapter.name }, { id: part.id, name: part.name }, form) })),
    ),
  );
}

function flat(form: Form): Placed[] {
  return (form.requirements ?? []).map((one, index) => {
    const chapter = { id: one.chapter_id ?? '', name: one.chapter_name ?? one.chapter_id ?? '' };
    return { place: `requirements[${index}]`, requirement: requirementOf(one, chapter, { id: one.section_id ?? chapter.id, name: one.section_name ?? one.section_id ?? chapter.name }, form) };
  });
}

function requirementOf(one: z.output<typeof requirement>, chapter: Requirement['chapter'], part: Requirement['section'], form: Form): Requirement {
  return { id: one.id, level: one.level ?? 1, ...said('title', one.title), ...said('description', one.description), chapter, section: part, scope: one.scope ?? form.default_scope ?? 'component' };
}

function problemsOf(form: Form, found: readonly Placed[]): FrameworkProblem[] {
  const problems: FrameworkProblem[] = [];
  if (form.id === reservedFrameworkId) problems.push({ place: 'id', message: `${reservedFrameworkId} is kept for what the models of a system need of each other. Choose another id.` });
  if (found.length === 0) problems.push({ place: form.chapters ? 'chapters' : 'requirements', message: 'There is no requirement. Give chapters with sections, or a flat list of requirements.' });
  if (found.length > maximumRequirements) problems.push({ place: 'requirements', message: `There are ${found.length} requirements; at most ${maximumRequirements} are taken.` });
  if (form.total_requirements !== undefined && form.total_requirements !== found.length) problems.push({ place: 'total_requirements', message: `It says ${form.total_requirements}, and there are ${found.length}: some are missing, or the number is wrong.` });
  const first = new Map<string, string>();
  for (const { place, requirement: one } of found) {
    const known = first.get(one.id.toLowerCase());
    if (known !== undefined) problems.push({ place: `${place}.id`, message: `${one.id} stands at ${known} already.` });
    else first.set(one.id.toLowerCase(), place);
    if (form.level_definitions && !Object.hasOwn(form.level_definitions, String(one.level))) problems.push({ place: `${place}.level`, message: `Level ${one.level} is not among level_definitions.` });
  }
  return problems;
}

function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((place, step) => (typeof step === 'number' ? `${place}[${step}]` : place === '' ? String(step) : `${place}.${String(step)}`), '') || 'the top';
}

function said<Key extends string>(key: Key, value: string | null | undefined): Partial<Record<Key, string>> {
  return value === null || value === undefined || value === '' ? {} : ({ [key]: value } as Partial<Record<Key, string>>);
}
