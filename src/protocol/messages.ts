/** What host and screen say to each other: one typed union each way. What comes from a screen is read by `from-screen.ts`. */
import type { Answers, AskName, Question } from './asks.ts';
import type { Intent } from './intents.ts';
import type { Place } from './place.ts';
import type { ScreenData, ScreenName } from './screens/screens.ts';

export type { Place } from './place.ts';

export type FromScreen =
  /** The page stands, and shows this screen. */
  | { readonly type: 'ready'; readonly screen?: ScreenName }
  /** From now on this screen is kept up to date. */
  | { readonly type: 'show'; readonly screen: ScreenName }
  /** `basedOn` is the version that the gesture was made on. */
  | { readonly type: 'intent'; readonly number: number; readonly basedOn: number; readonly intent: Intent }
  | { readonly [Name in AskName]: { readonly type: 'ask'; readonly number: number; readonly ask: Name; readonly question: Question<Name> } }[AskName]
  /** The answer is not wanted any more. */
  | { readonly type: 'cancel'; readonly number: number }
  | { readonly type: 'open'; readonly place: Place }
  /** The text of the model, beside or instead of the screens. */
  | { readonly type: 'text' };

export type Snapshot = { readonly [Name in ScreenName]: SnapshotOf<Name> }[ScreenName];
export interface SnapshotOf<Name extends ScreenName> {
  readonly type: 'snapshot';
  readonly screen: Name;
  /** The version of the document that it is of. It only grows. */
  readonly version: number;
  /** Path of the model, as people read it. */
  readonly model: string;
  /** Whether edits can be made; if not, why. */
  readonly readOnly?: 'broken_file' | 'read_only';
  readonly data: ScreenData[Name];
}

/** Why an intent was not carried out; nothing changed then. */
export type IntentRefusal =
  /** The text changed since the gesture. */
  | 'stale'
  /** The edit cannot be made; the sentence says why. */
  | 'refused';

export type FromHost =
  /** The first message: translations of the editor's language, by English text. */
  | { readonly type: 'welcome'; readonly bundle: Readonly<Record<string, string>> }
  | Snapshot
  /** The model cannot be shown: it was deleted, or is not part of the workspace. */
  | { readonly type: 'gone'; readonly sentence: string }
  /** An intent was carried out. `version` is the document's after it, `made` the identifiers that it gave out. */
  | { readonly type: 'done'; readonly number: number; readonly version: number; readonly said: string; readonly made: readonly string[] }
  | { readonly type: 'refused'; readonly number: number; readonly why: IntentRefusal; readonly sentence: string }
  | { readonly type: 'answer'; readonly number: number; readonly answer: Answers[AskName] }
  | { readonly type: 'no_answer'; readonly number: number; readonly sentence: string }
  /** Shows an entity, as if a person had picked it. */
  | { readonly type: 'reveal'; readonly screen: ScreenName; readonly id: string };

const fromHost: Readonly<Record<FromHost['type'], readonly string[]>> = {
  welcome: ['bundle'],
  snapshot: ['screen', 'version', 'model', 'data'],
  gone: ['sentence'],
  done: ['number', 'version', 'said', 'made'],
  refused: ['number', 'why', 'sentence'],
  answer: ['number', 'answer'],
  no_answer: ['number', 'sentence'],
  reveal: ['screen', 'id'],
};

/** Whether something that reached the page is a message of its host: other scripts of a browser post there too. */
export function isFromHost(value: unknown): value is FromHost {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string' || !Object.hasOwn(fromHost, value.type)) return false;
  return fromHost[value.type as FromHost['type']].every((key) => key in value);
}
