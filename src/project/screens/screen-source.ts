/** What screens are built of: one snapshot, and the time. The builders are pure; what has to be looked up first is asked for. */
import type { ThreatModel } from '../../model/schema.ts';
import type { ModelSnapshot } from '../snapshot.ts';

export interface ScreenSource {
  readonly snapshot: ModelSnapshot;
  /** The moment that deadlines are judged by, as ISO 8601. */
  readonly at: string;
}

/** Whether the text can be read as a map of entities at all: if not, screens show the last one that could, and change nothing. */
export function isReadable({ parsed }: Pick<ModelSnapshot, 'parsed'>): boolean {
  return !parsed.problems.some(({ code }) => code === 'yaml_syntax' || code === 'file_too_large' || code === 'too_many_aliases' || code === 'not_a_model');
}

/** What screens show: what the text says now, its mistakes included, so that they can be mended; and while it is not YAML, what it said last. */
export function shownModel(snapshot: Pick<ModelSnapshot, 'parsed' | 'model'>): ThreatModel {
  return isReadable(snapshot) ? snapshot.parsed.model : snapshot.model;
}
