/** What clients read besides calling tools: models as text, and what follows from them. */
import { ResourceNotFoundError, type ReadResourceResult, type Resource } from '@modelcontextprotocol/server';
import { explainObjective } from '../project/explanation.ts';
import { onRecord } from '../project/on-record.ts';
import { printable } from '../project/printable.ts';
import type { ModelSnapshot } from '../project/snapshot.ts';
import { referencePage } from '../verifier/reference-page.ts';
import { addressOf, assertionTypesAddress, nameIn, readAddress, resourceKinds, templateOf, templates, type Address } from './addresses.ts';
import { changedResources } from './changed-resources.ts';
import type { Served } from './served.ts';
import type { Workbench } from './workbench.ts';

export function modelResources(workbench: Workbench): Served['resources'] {
  const models = async (signal: AbortSignal): Promise<readonly ModelSnapshot[]> => (await workbench.projects(signal, () => undefined)).flatMap((project) => project.models);
  return {
    async list(signal): Promise<readonly Resource[]> {
      const all = await models(signal);
      return [
        ...all.flatMap((model) => resourceKinds.filter((kind) => templates[kind].entity === undefined).map((kind): Resource => {
          const { title, description, mimeType } = templates[kind];
          return { uri: addressOf({ kind, model: nameIn(all, model) }), name: `${kind} ${printable(model.model.id)}`, title: `${title}: ${printable(model.model.title)}`, description, mimeType };
        })),
        { uri: assertionTypesAddress, name: 'assertion types', title: 'Assertion types', description: 'What can be claimed about code, with parameters and examples.', mimeType: 'text/markdown' },
      ];
    },
    templates: () => resourceKinds.map((kind) => ({ uriTemplate: templateOf(kind), name: kind, title: templates[kind].title, description: templates[kind].description, mimeType: templates[kind].mimeType })),
    async read(uri, signal): Promise<ReadResourceResult> {
      if (uri === assertionTypesAddress) return { contents: [{ uri, mimeType: 'text/markdown', text: referencePage() }] };
      const address = readAddress(uri);
      const all = address ? await models(signal) : [];
      const fitting = all.filter((model) => model.model.id === address?.model || model.path === address?.model);
      const text = address && fitting.length === 1 ? textOf(fitting[0]!, address) : undefined;
      if (!address || text === undefined) throw new ResourceNotFoundError(uri, fitting.length > 1 ? `Several models are called ${printable(address?.model ?? '')}: name one by its path.` : `There is no resource ${printable(uri.slice(0, 300))}. resources/list and resources/templates/list say what there is.`);
      return { contents: [{ uri, mimeType: templates[address.kind].mimeType, text }] };
    },
    onDidChange: (listener) => workbench.onDidChange((changed) => {
      const uris = changedResources(changed);
      if (uris.length > 0) listener(uris);
    }),
  };
}

function textOf(model: ModelSnapshot, { kind, entity = '' }: Address): string | undefined {
  const { assessment } = model;
  switch (kind) {
    case 'model':
      return model.text;
    case 'posture': {
      const record = onRecord(model);
      const recorded = new Map(record?.assessment.objectives.map((objective) => [objective.id, objective.status]));
      const objectives = assessment.objectives.map(({ id, status, by, reason, tier, reachability }) => ({ id, status, ...(by ? { by } : {}), ...(reason ? { reason } : {}), tier, reachability: reachability.verdict, ...(recorded.has(id) ? { on_record: recorded.get(id) } : {}) }));
      return json({ id: model.model.id, basis: 'worktree', digest: assessment.digest, counts: assessment.counts, ...(record ? { on_record: record.assessment.counts } : {}), current: model.current, objectives });
    }
    case 'control': {
      if (!Object.hasOwn(model.model.controls, entity)) return undefined;
      const state = assessment.controls.find(({ id }) => id === entity);
      const assertions = Object.fromEntries(Object.entries(model.model.assertions).filter(([, { control }]) => control === entity).map(([id, claim]) => [id, { ...claim, ...verdictOf(model, id) }]));
      return json({ id: entity, ...model.model.controls[entity], state, assertions });
    }
    case 'objective': {
      const objective = assessment.objectives.find(({ id }) => id === entity);
      return objective && json(objective);
    }
    case 'explanation':
      return explainObjective(model, entity)?.map(({ depth, text, place }) => `${'  '.repeat(depth)}${printable(text)}${place ? `  (${printable(place.file)}${place.range ? `:${place.range.start.line}` : ''})` : ''}`).join('\n');
  }
}

function verdictOf(model: ModelSnapshot, assertion: string): Readonly<Record<string, unknown>> {
  const verdict = model.verdicts.get(assertion);
  return verdict ? { verdict: verdict.verdict, details: verdict.details, ...(verdict.strength ? { strength: verdict.strength } : {}), ...(verdict.file ? { file: verdict.file, range: verdict.range } : {}) } : {};
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 1);
}
