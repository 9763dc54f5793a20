/** Which control answers which requirement: said one by one, or proposed for many. */
import * as z from 'zod/mini';
import type { Framework, Requirement } from '../../compliance/framework.ts';
import { highestLevel } from '../../compliance/framework.ts';
import { requirementNamed } from '../../compliance/requirement-named.ts';
import { complianceReport } from '../../compliance/report.ts';
import { editInSteps } from '../../model/edit-in-steps.ts';
import type { EditResult } from '../../model/edit.ts';
import type { Framework as Selection, ThreatModel } from '../../model/schema.ts';
import { mappingConfidences } from '../../model/vocabulary.ts';
import { excludeRequirements, mapControls, type NewMapping } from '../../project/compliance/edit-compliance.ts';
import { dataOnly, fenced, type ProposalProblem } from '../../project/proposals/brief.ts';
import { addProposedControls, controlChecks, problemsOfControls, proposedControl } from '../../project/proposals/proposed-control.ts';
import { printable } from '../../project/printable.ts';
import type { ModelSnapshot } from '../../project/snapshot.ts';
import { ToolRefusal } from '../answer.ts';
import { changeLines, changeOutput, editAndTell } from '../change-output.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { agreedOrProposed, personDecides } from '../person-decides.ts';
import { briefData, briefOutput, refuseProblems, schemaForBrief } from '../proposal.ts';
import { proposalInput, readProposal } from '../read-proposal.ts';
import { tool } from '../tool.ts';
import { checkDependency } from '../workspace/dependency-mapping.ts';
import { reservedFrameworkId } from '../../compliance/read-framework.ts';
import { countsIn, findRequirement, findSelected, spelledIn } from './find-framework.ts';

export const mapControlToRequirement = tool({
  name: 'map_control_to_requirement',
  title: 'Map a control to a requirement',
  toolsets: ['compliance'],
  use: 'To say that a control answers a requirement. manual and verified are a person’s word: the person is asked.',
  not: 'With framework_id dependencies the requirement is an assumption of another model, such as upload/AS2.',
  effect: 'decides',
  idempotent: true,
  input: z.object({ ...modelInput, framework_id: z.string(), requirement_id: z.string(), control_id: z.string(), confidence: z._default(z.enum(mappingConfidences).check(z.describe('llm: you say so. manual: a person does. verified: a person checked.')), 'llm'), notes: z.optional(z.string().check(z.maxLength(2000), z.describe('In what way the control answers it.'))) }),
  output: z.object({ ...changeOutput, framework_id: z.string(), requirement_id: z.string(), control_id: z.string(), confidence: z.string() }),
  async run({ model_id, framework_id, requirement_id, control_id, confidence, notes }, desk) {
    const { project, model } = await findModel(desk, model_id);
    findEntity(model, 'controls', control_id);
    let requirement = requirement_id;
    if (framework_id === reservedFrameworkId) await checkDependency(desk, model, requirement_id);
    else {
      const { framework, selection } = await findSelected(project, model, framework_id);
      requirement = spelledIn(framework, Object.keys(selection.mappings), findRequirement(framework, requirement_id));
    }
    const vouched = confidence !== 'llm' && (await agreedOrProposed(desk, { question: `Say that ${control_id} answers ${printable(requirement)} of ${printable(framework_id)}${confidence === 'verified' ? ', and that you checked it' : ''}?`, consequences: ['A requirement that only a language model mapped is never covered; with your word it can be.'] })) === 'agreed';
    const written = confidence === 'llm' || !vouched ? 'llm' : confidence;
    const { change } = await editAndTell(desk, model, mapControls(model.parsed, [{ framework: framework_id, requirement, control: control_id, confidence: written, notes }]));
    return {
      summary: [`${control_id} is mapped to ${printable(requirement)} of ${printable(framework_id)}, with the confidence ${written}.${written === confidence ? '' : ' Nobody could be asked, so it stands as your word and no person’s.'}`, ...changeLines(change)].join('\n'),
      data: { ...change, framework_id, requirement_id: requirement, control_id, confidence: written },
    };
  },
});

const proposedMapping = z.object({ requirement_id: z.string(), control_id: z.string(), notes: z.optional(z.string().check(z.maxLength(1000))) });
const mappingProposal = z.object({ mappings: z.array(proposedMapping).check(z.minLength(1), z.maxLength(500)) });
const mappingChecks = ['Each requirement is one of the framework, each control is live.', 'A mapping is written with the confidence llm; a person may vouch for it later.'];

/** So many requirements and controls fit one brief. */
const mostInBrief = 120;

export const autoMapControls = tool({
  name: 'auto_map_controls',
  title: 'Map controls to a framework',
  toolsets: ['compliance'],
  use: 'To map many controls: by the references that controls carry, and by a brief for the rest; with your proposal it writes them.',
  effect: 'edits',
  input: z.object({ ...modelInput, framework_id: z.string(), control_id: z.optional(z.string()), from_references: z._default(z.boolean().check(z.describe('Write what follows from framework_refs of the controls.')), false), proposal: proposalInput }),
  output: z.object({ ...changeOutput, framework_id: z.string(), written: z.int(), derived: z.array(z.object({ requirement_id: z.string(), control_id: z.string() })), left: z.int().check(z.describe('Requirements that are still unmapped.')), brief: z.optional(briefOutput) }),
  async run({ model_id, framework_id, control_id, from_references, proposal: raw }, desk) {
    const proposal = raw === undefined ? undefined : readProposal(mappingProposal, raw);
    const { project, model } = await findModel(desk, model_id);
    const { framework, selection } = await findSelected(project, model, framework_id);
    if (control_id !== undefined) findEntity(model, 'controls', control_id);
    const controls = control_id === undefined ? Object.keys(model.model.controls) : [control_id];
    const derived = derivedMappings(model.model, framework, selection, controls);
    const level = selection.level ?? highestLevel(framework);
    const unmapped = (at: ModelSnapshot): readonly Requirement[] => complianceReport(framework, at.model.compliance[framework_id] ?? selection, countsIn(at), level).rows.filter(({ status }) => status === 'unmapped').map(({ requirement }) => requirement);
    if (proposal || from_references) {
      const mappings = [...(from_references ? derived : []), ...(proposal?.mappings ?? [])];
      if (mappings.length === 0) throw new ToolRefusal('nothing_to_map', 'No control refers to a requirement of it that is not mapped yet.', 'Call it without from_references for a brief.');
      refuseProblems(problemsOfMappings(model.model, framework, mappings));
      const { after, change } = await editAndTell(desk, model, mapControls(model.parsed, newMappings(framework_id, framework, selection, mappings)));
      return { summary: `Wrote ${mappings.length} ${mappings.length === 1 ? 'mapping' : 'mappings'} to ${printable(framework_id)}; none counts as covered before a person vouches for it.`, data: { ...change, framework_id, written: mappings.length, derived: [], left: unmapped(after).length }, next: 'get_compliance_report shows what they come to.' };
    }
    const open = unmapped(model);
    const material = { framework: { id: framework.id, name: framework.name, version: framework.version }, requirements: open.slice(0, mostInBrief).map(asMaterial), controls: controls.slice(0, mostInBrief).map((id) => ({ id, description: model.model.controls[id]?.description ?? '', shows: Object.values(model.model.controls[id]?.clauses ?? {}).map(({ shows }) => shows) })) };
    const instructions = `Say which of the controls answer which of the requirements of ${framework.name} ${framework.version}. Map only where the control, implemented, answers the requirement; leave out what merely sounds alike. ${dataOnly}`;
    return {
      summary: `${open.length} requirements are unmapped.${derived.length > 0 ? ` ${derived.length} ${derived.length === 1 ? 'mapping follows' : 'mappings follow'} from references that controls carry.` : ''} Nothing was changed.`,
      data: { model_id: model.model.id, weakens: [], changes: [], framework_id, written: 0, derived, left: open.length, brief: briefData({ instructions, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(mappingProposal), checks: mappingChecks }) },
      next: derived.length > 0 ? 'Call it with from_references to write what follows, or with your proposal.' : 'Call auto_map_controls again with your proposal.',
    };
  },
});

const remediation = z.object({
  mappings: z.optional(z.array(proposedMapping).check(z.maxLength(500))),
  exclusions: z.optional(z.array(z.object({ requirement_id: z.string(), why: z.string().check(z.maxLength(1000), z.describe('Why it does not apply here.')) })).check(z.maxLength(200))),
  controls: z.optional(z.array(z.extend(proposedControl, { requirement_ids: z.array(z.string()).check(z.describe('The requirements that it will answer.')) })).check(z.maxLength(50))),
});

export const autoRemediate = tool({
  name: 'auto_remediate',
  title: 'Close gaps of a framework',
  toolsets: ['compliance'],
  use: 'To get a brief for requirements that are not covered; your proposal maps controls, adds controls, or excludes for a reason.',
  not: 'For new assets and attackers, call add_asset and add_attacker first. For exclusions the person is asked.',
  effect: 'decides',
  input: z.object({ ...modelInput, framework_id: z.string(), proposal: proposalInput }),
  output: z.object({ ...changeOutput, framework_id: z.string(), added_controls: z.array(z.string()), mapped: z.int(), excluded: z.int(), decision: z.optional(z.enum(['agreed', 'proposed'])), left: z.int(), brief: z.optional(briefOutput) }),
  async run({ model_id, framework_id, proposal: raw }, desk) {
    const proposal = raw === undefined ? undefined : readProposal(remediation, raw);
    const { project, model } = await findModel(desk, model_id);
    const { framework, selection } = await findSelected(project, model, framework_id);
    const level = selection.level ?? highestLevel(framework);
    const gaps = (at: ModelSnapshot): readonly Requirement[] => complianceReport(framework, at.model.compliance[framework_id] ?? selection, countsIn(at), level).rows.filter(({ status }) => status === 'unmapped' || status === 'uncovered').map(({ requirement }) => requirement);
    if (!proposal) {
      const open = gaps(model);
      const material = { framework: { id: framework.id, name: framework.name, version: framework.version }, gaps: open.slice(0, mostInBrief).map(asMaterial), model: { title: model.model.title, description: model.model.description ?? '' }, objectives: model.assessment.objectives.slice(0, mostInBrief).map(({ id, statement }) => ({ id, statement })), controls: Object.entries(model.model.controls).slice(0, mostInBrief).map(([id, { description }]) => ({ id, description })) };
      const instructions = `For each gap against ${framework.name} ${framework.version}, say which control answers it, propose a control that will, or say why it does not apply to this feature. Exclude only what cannot apply, such as a requirement on files where none are handled. ${dataOnly}`;
      return {
        summary: open.length === 0 ? 'No requirement is unmapped or uncovered.' : `${open.length} requirements are unmapped or not covered. Nothing was changed.`,
        data: { model_id: model.model.id, weakens: [], changes: [], framework_id, added_controls: [], mapped: 0, excluded: 0, left: open.length, ...(open.length === 0 ? {} : { brief: briefData({ instructions, data: fenced(material, () => desk.chance()), proposal_schema: schemaForBrief(remediation), checks: [...mappingChecks, ...controlChecks, 'Each exclusion has a reason.'] }) }) },
        ...(open.length === 0 ? {} : { next: 'Call auto_remediate again with your proposal.' }),
      };
    }
    const { mappings = [], exclusions = [], controls = [] } = proposal;
    if (mappings.length + exclusions.length + controls.length === 0) throw new ToolRefusal('nothing_to_do', 'The proposal is empty.', 'Propose mappings, controls or exclusions.');
    refuseProblems([
      ...problemsOfMappings(model.model, framework, mappings),
      ...problemsOfControls(model.model, controls),
      ...controls.flatMap(({ requirement_ids }, index) => requirement_ids.flatMap((id, place) => (requirementNamed(framework, id) ? [] : [{ place: `controls[${index}].requirement_ids[${place}]`, message: `${framework.id} has no requirement ${id}.` }]))),
      ...exclusions.flatMap(({ requirement_id, why }, index) => [...(requirementNamed(framework, requirement_id) ? [] : [{ place: `exclusions[${index}].requirement_id`, message: `${framework.id} has no requirement ${requirement_id}.` }]), ...(why.trim() === '' ? [{ place: `exclusions[${index}].why`, message: 'An exclusion without a reason excludes nothing.' }] : [])]),
    ]);
    const { ids, result } = addProposedControls(model.parsed, controls, { source: 'language model' }, () => desk.chance());
    const all = [...mappings, ...controls.flatMap(({ requirement_ids }, index) => requirement_ids.map((requirement_id) => ({ requirement_id, control_id: ids[index]! })))];
    const edit: EditResult = editInSteps(model.parsed, [
      () => result,
      (now) => mapControls(now, newMappings(framework_id, framework, selection, all)),
      (now) => excludeRequirements(now, exclusions.map(({ requirement_id, why }) => ({ framework: framework_id, requirement: spelledIn(framework, Object.keys(selection.exclusions), requirementNamed(framework, requirement_id)!), why: why.trim() }))),
    ]);
    const said = `${ids.length > 0 ? `Added ${ids.join(', ')}. ` : ''}${all.length} ${all.length === 1 ? 'mapping' : 'mappings'}, ${exclusions.length} ${exclusions.length === 1 ? 'exclusion' : 'exclusions'}.`;
    const data = { framework_id, added_controls: [...ids], mapped: all.length, excluded: exclusions.length };
    if (exclusions.length > 0) {
      const decided = await personDecides(desk, model, `Exclude ${exclusions.map(({ requirement_id, why }) => `${printable(requirement_id)} (${printable(why)})`).slice(0, 5).join(', ')}${exclusions.length > 5 ? ` and ${exclusions.length - 5} more` : ''} of ${printable(framework_id)}${ids.length + all.length > 0 ? ', beside the controls and mappings proposed' : ''}?`, edit);
      return { summary: `${said} ${decided.said}`, data: { model_id: model.model.id, weakens: [...decided.weakenings], changes: [], ...data, decision: decided.decision, left: gaps(decided.model).length } };
    }
    const { after, change } = await editAndTell(desk, model, edit);
    return { summary: [said, ...changeLines(change)].join('\n'), data: { ...change, ...data, left: gaps(after).length } };
  },
});

/** What follows from the references that controls carry: `asvs-5.0:V1.2.3`, or the bare requirement. */
function derivedMappings({ controls }: ThreatModel, framework: Framework, { mappings }: Selection, ids: readonly string[]): { requirement_id: string; control_id: string }[] {
  return ids.flatMap((control_id) =>
    (controls[control_id]?.framework_refs ?? []).flatMap((reference) => {
      const [prefix, bare] = reference.includes(':') ? [reference.slice(0, reference.indexOf(':')), reference.slice(reference.indexOf(':') + 1)] : [framework.id, reference];
      const requirement = prefix === framework.id ? requirementNamed(framework, bare) : undefined;
      if (!requirement || Object.entries(mappings).some(([named, mapped]) => Object.hasOwn(mapped, control_id) && requirementNamed(framework, named)?.id === requirement.id)) return [];
      return [{ requirement_id: requirement.id, control_id }];
    }),
  );
}

function newMappings(id: string, framework: Framework, { mappings }: Selection, proposed: readonly z.output<typeof proposedMapping>[]): readonly NewMapping[] {
  return proposed.flatMap(({ requirement_id, control_id, notes }) => {
    const requirement = spelledIn(framework, Object.keys(mappings), requirementNamed(framework, requirement_id)!);
    // What a person said stands.
    return mappings[requirement]?.[control_id] ? [] : [{ framework: id, requirement, control: control_id, confidence: 'llm' as const, notes }];
  });
}

function problemsOfMappings(model: ThreatModel, framework: Framework, mappings: readonly z.output<typeof proposedMapping>[]): readonly ProposalProblem[] {
  return mappings.flatMap(({ requirement_id, control_id }, index) => [
    ...(requirementNamed(framework, requirement_id) ? [] : [{ place: `mappings[${index}].requirement_id`, message: `${framework.id} has no requirement ${requirement_id}.` }]),
    ...(Object.hasOwn(model.controls, control_id) ? [] : [{ place: `mappings[${index}].control_id`, message: `There is no control ${control_id}.` }]),
  ]);
}

function asMaterial({ id, level, title, description, chapter, section }: Requirement): Readonly<Record<string, unknown>> {
  return { id, level, chapter: chapter.name, section: section.name, ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description: description.slice(0, 400) }) };
}
