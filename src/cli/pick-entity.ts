/** Finds the model and the entity that a word names: `CO-A1-T1`, or `upload/CO-A1-T1` where several models have it. */
import type { ModelSnapshot } from '../project/snapshot.ts';
import { WrongUse } from './wrong-use.ts';

/** What is looked for is named in the error: `objective or assertion`. */
export function pickEntity(models: readonly ModelSnapshot[], word: string, what: string, has: (model: ModelSnapshot, entity: string) => boolean): { readonly model: ModelSnapshot; readonly entity: string } {
  const slash = word.indexOf('/');
  const [modelId, entity] = slash < 0 ? [undefined, word] : [word.slice(0, slash), word.slice(slash + 1)];
  const having = models.filter((model) => (modelId === undefined || model.model.id === modelId) && has(model, entity));
  const [model] = having;
  if (!model) throw new WrongUse(`There is no ${what} ${word}. Models: ${models.map((one) => one.model.id).join(', ')}.`);
  if (having.length > 1) throw new WrongUse(`${entity} is in several models; write ${having.map((one) => `${one.model.id}/${entity}`).join(' or ')}.`);
  return { model, entity };
}
