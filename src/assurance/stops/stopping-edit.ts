/** The edits that could stop an attacker, one small change of the world each, and the model as it would be after them. */
import { attackVectors, type AttackVector } from '../../model/vocabulary.ts';
import type { ThreatModel } from '../../model/schema.ts';

export type StoppingEdit =
  /** A boundary no longer passes these attack vectors. */
  | { readonly kind: 'narrow'; readonly boundary: string; readonly vectors: readonly AttackVector[] }
  /** A boundary is sealed, and somebody attests it. */
  | { readonly kind: 'seal'; readonly boundary: string }
  /** Two components no longer talk to each other. */
  | { readonly kind: 'cut'; readonly connection: string }
  /** A component no longer stands behind a boundary of the model; it always stands behind another one. */
  | { readonly kind: 'leave'; readonly component: string; readonly boundary: string }
  /** A control that stands in a group of the objective becomes verified. It changes no structure. */
  | { readonly kind: 'verify'; readonly control: string };

/** The same text for the same edit. */
export function keyOfEdit(edit: StoppingEdit): string {
  switch (edit.kind) {
    case 'narrow':
      return `narrow ${edit.boundary} ${edit.vectors.join()}`;
    case 'seal':
      return `seal ${edit.boundary}`;
    case 'cut':
      return `cut ${edit.connection}`;
    case 'leave':
      return `leave ${edit.component} ${edit.boundary}`;
    case 'verify':
      return `verify ${edit.control}`;
  }
}

/** What a boundary passes; all vectors where it does not say. */
export function passesOf(model: Pick<ThreatModel, 'boundaries'>, boundary: string): readonly AttackVector[] {
  return model.boundaries[boundary]?.passes ?? attackVectors;
}

/**
 * The model with these edits made. What is not touched is the same object as before; an edit of what is not there changes nothing.
 * A seal is taken as attested for good: who attests it, and until when, a person has to say.
 */
export function withStoppingEdits<T extends Pick<ThreatModel, 'boundaries' | 'components' | 'connections'>>(model: T, edits: readonly StoppingEdit[]): T {
  return edits.reduce((now, edit): T => {
    switch (edit.kind) {
      case 'narrow': {
        const boundary = now.boundaries[edit.boundary];
        if (!boundary) return now;
        return { ...now, boundaries: { ...now.boundaries, [edit.boundary]: { ...boundary, passes: passesOf(now, edit.boundary).filter((vector) => !edit.vectors.includes(vector)) } } };
      }
      case 'seal': {
        const boundary = now.boundaries[edit.boundary];
        if (!boundary) return now;
        const sealed = { why: boundary.sealed?.why ?? 'sealed', attestations: [...(boundary.sealed?.attestations ?? []), { by: 'somebody', statement: 'sealed', expires_at: '9999-12-31' }] };
        return { ...now, boundaries: { ...now.boundaries, [edit.boundary]: { ...boundary, sealed } } };
      }
      case 'cut':
        return { ...now, connections: Object.fromEntries(Object.entries(now.connections).filter(([id]) => id !== edit.connection)) };
      case 'leave': {
        const component = now.components[edit.component];
        if (!component) return now;
        return { ...now, components: { ...now.components, [edit.component]: { ...component, boundaries: component.boundaries.filter((id) => id !== edit.boundary) } } };
      }
      case 'verify':
        return now;
    }
  }, model);
}
