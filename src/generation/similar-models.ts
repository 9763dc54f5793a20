/** Existing models that speak of the same as a description: perhaps one of them should grow instead of a new one beside it. */
import type { ThreatModel } from '../model/schema.ts';
import { wordsOf } from './text/words.ts';

export interface SimilarModel {
  readonly path: string;
  readonly id: string;
  readonly title: string;
  /** From 0 to 1. */
  readonly likeness: number;
  /** The words that both use, most telling first. */
  readonly shared: readonly string[];
}

/** Words that say nothing about what a feature is. */
const common = new Set('the a an and or of to in is are with for from by on that which who it its their they can we our your into not as at be this has have will may must each any all one two more than also only when then them there through over under out up so if but no user users customer customers service services system systems data app application web server feature features support use uses used using send sends get gets make makes'.split(' '));
const atLeast = 0.3;

/** Those that are alike, most alike first. */
export function similarModels(description: string, models: readonly { readonly path: string; readonly model: ThreatModel }[]): SimilarModel[] {
  const own = weightsOf(description.slice(0, 20_000));
  return models
    .map(({ path, model }) => {
      const other = weightsOf([model.title, model.title, model.description ?? '', ...Object.values(model.assets).map(({ name }) => name), ...Object.values(model.components).map(({ name }) => name)].join('\n').slice(0, 20_000));
      const shared = [...own.keys()].filter((stem) => other.has(stem));
      const dot = shared.reduce((sum, stem) => sum + own.get(stem)!.weight * other.get(stem)!.weight, 0);
      const likeness = dot === 0 ? 0 : dot / (lengthOf(own) * lengthOf(other));
      const telling = shared.sort((a, b) => own.get(b)!.weight * other.get(b)!.weight - own.get(a)!.weight * other.get(a)!.weight || (a < b ? -1 : 1));
      return { path, id: model.id, title: model.title, likeness: Math.round(likeness * 100) / 100, shared: telling.slice(0, 5).map((stem) => own.get(stem)!.word) };
    })
    .filter(({ likeness, shared }) => likeness >= atLeast && shared.length >= 2)
    .sort((a, b) => b.likeness - a.likeness || (a.path < b.path ? -1 : 1));
}

type Weights = ReadonlyMap<string, { readonly word: string; readonly weight: number }>;

/** How often each telling word stands, damped, so that one that is repeated does not drown the others. */
function weightsOf(text: string): Weights {
  const counts = new Map<string, { word: string; count: number }>();
  for (const { text: word, stem } of wordsOf(text)) {
    if (stem.length < 3 || common.has(word.toLowerCase())) continue;
    const entry = counts.get(stem);
    if (entry) entry.count++;
    else counts.set(stem, { word: word.toLowerCase(), count: 1 });
  }
  return new Map([...counts].map(([stem, { word, count }]) => [stem, { word, weight: 1 + Math.log(count) }]));
}

function lengthOf(weights: Weights): number {
  return Math.sqrt([...weights.values()].reduce((sum, { weight }) => sum + weight * weight, 0));
}
