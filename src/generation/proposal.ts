/** A proposal: what a model could hold, item by item, each with its reasons, and what a person leaves out of it. */
import type { ModelPath } from '../model/problem.ts';
import type { SecurityProperty } from '../model/vocabulary.ts';
import type { ItemKind } from './library-schema.ts';
import type { SourcePlace } from './signals.ts';

/** Why an item is proposed. */
export type Reason =
  /** The description or a file names what calls for it. */
  | { readonly because: 'named'; readonly concept: string; readonly place: SourcePlace }
  /** It is called by the description's own word. */
  | { readonly because: 'word'; readonly place: SourcePlace }
  /** Something proposed stands behind it, or at its ends. */
  | { readonly because: 'needed_by'; readonly ids: readonly string[] }
  /** A control: so many objectives, of which this one is the first. */
  | { readonly because: 'mitigates'; readonly objectives: number; readonly first: string }
  /** Every feature of this kind has it. */
  | { readonly because: 'usual' };

export interface ProposedItem {
  /** The identifier that it gets in the model. */
  readonly id: string;
  readonly kind: ItemKind;
  /** Its key in the library. */
  readonly key: string;
  /** In a few words, for a list. */
  readonly title: string;
  /** As it is written into the model. */
  readonly entity: Readonly<Record<string, unknown>>;
  readonly reasons: readonly Reason[];
}

export interface Proposal {
  readonly modelId: string;
  readonly title: string;
  readonly description: string;
  /** The file whose text the places of a description are of. */
  readonly descriptionFile?: string;
  /** In the order of the file: boundaries, components, connections, assets, attackers, controls. */
  readonly items: readonly ProposedItem[];
  /** What the description says is not there, and was left out for it. */
  readonly denied: readonly { readonly concept: string; readonly place: SourcePlace }[];
  /** Objectives with a property that no proposed control protects. */
  readonly uncovered: readonly { readonly objective: string; readonly properties: readonly SecurityProperty[] }[];
}

/** Why nothing is proposed. */
export type ProposalRefusal =
  | { readonly refused: 'empty' }
  /** Nothing that the library knows is named. */
  | { readonly refused: 'nothing_recognised'; readonly words: number }
  /** It is written in a language that the library has no words of. */
  | { readonly refused: 'other_language' }
  | { readonly refused: 'too_long'; readonly characters: number; readonly limit: number }
  /** Everything that was recognised is said not to be there. */
  | { readonly refused: 'all_denied'; readonly concepts: readonly string[] };

/** Where an item stands in the model. */
export function pathOf({ kind, id }: Pick<ProposedItem, 'kind' | 'id'>): ModelPath {
  return [kind, id];
}
