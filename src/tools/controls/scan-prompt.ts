/** What to look for in the code: a brief for an agent that reads it. */
import * as z from 'zod/mini';
import { dataOnly, fenced } from '../../project/proposals/brief.ts';
import { listed } from '../../project/sentences/modelling.ts';
import { assertionTypes, findAssertionType } from '../../verifier/catalogue.ts';
import { findEntity, findModel } from '../find.ts';
import { modelInput } from '../inputs.ts';
import { tool } from '../tool.ts';
import { clausesOf } from './control-rows.ts';

/** So many controls fit one reading. */
const most = 8;

export const getScanPrompt = tool({
  name: 'get_scan_prompt',
  title: 'What to look for in the code',
  toolsets: ['controls'],
  use: 'To get a prompt for reading the code: what must be shown for a control, where it lies, which claims can show it.',
  not: 'For one claim about a place you know, submit_assertions is enough.',
  effect: 'reads',
  input: z.object({ ...modelInput, control_id: z.optional(z.string().check(z.describe('Left out: the first controls that are not verified.'))) }),
  output: z.object({ model_id: z.string(), control_ids: z.array(z.string()), prompt: z.string(), data: z.string(), left: z.int() }),
  async run({ model_id, control_id }, desk) {
    const { model } = await findModel(desk, model_id);
    if (control_id !== undefined) findEntity(model, 'controls', control_id);
    const open = control_id === undefined ? model.assessment.controls.filter(({ counts }) => !counts).map(({ id }) => id) : [control_id];
    const here = open.slice(0, most);
    const material = here.map((id) => {
      const control = model.model.controls[id]!;
      const components = control.components.length > 0 ? control.components : [...new Set(control.mitigates.flatMap(({ asset }) => model.model.assets[asset]?.components ?? []))];
      const clauses = clausesOf(model, id);
      const types = [...new Set(clauses.flatMap(({ types: allowed }) => allowed))];
      return {
        control_id: id,
        description: control.description,
        clauses: clauses.map(({ clause, shows, types: allowed, least, met }) => ({ clause, shows, types: allowed, least, met })),
        components: components.map((component) => ({ id: component, name: model.model.components[component]?.name ?? '', paths: model.model.components[component]?.paths ?? [], repository: model.model.components[component]?.repository ?? '' })),
        types: (types.length > 0 ? types.flatMap((type) => findAssertionType(type) ?? []) : assertionTypes).map(({ id: type, shows, params }) => ({ type, shows, params: params.map(({ name, required }) => (required ? name : `${name}?`)) })),
      };
    });
    const prompt = `Read the code of the components that the material names, and find for each clause the one place that does what it says. Where you find it, submit an assertion of an allowed type with submit_assertions, covering that clause; claim the code that does the work, not a name that sounds like it. Where you looked and it is not there, say so with submit_findings, with the places and patterns that you checked. ${dataOnly.split('. ')[0]}.`;
    return {
      summary: here.length === 0 ? 'Every control is verified; there is nothing to look for.' : `What to look for in the code for ${listed(here)}.`,
      data: { model_id: model.model.id, control_ids: here, prompt, data: fenced(material, () => desk.chance()), left: open.length - here.length },
      ...(here.length > 0 ? { next: 'submit_assertions for what you find, submit_findings for what is missing.' } : {}),
    };
  },
});
