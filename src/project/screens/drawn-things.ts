/** What of the graph an entity is about, so that a sentence about a control leads to the assets that it is to protect. Pure. */
import { compareIdentifiers, pairOfObjective } from '../../model/identifiers.ts';
import { mapOf, referencesOf } from '../../model/references.ts';
import type { ThreatModel } from '../../model/schema.ts';

const drawnKinds: readonly string[] = ['boundaries', 'components', 'connections', 'assets', 'attackers'];

/**
 * Looks up, of entities of any of these models: what is drawn stands for itself, all else for the assets that it refers to, through
 * others where need be. Of an identifier that no model has, nothing.
 */
export function drawnThings(models: readonly ThreatModel[]): (id: string) => readonly string[] {
  const references = new Map<string, Set<string>>();
  for (const { path, id } of models.flatMap(referencesOf)) {
    const owner = String(path[1]);
    const known = references.get(owner);
    if (known) known.add(id);
    else references.set(owner, new Set([id]));
  }
  const kindOf = (id: string): string | undefined => models.flatMap((model) => mapOf(model, id) ?? [])[0];
  const found = new Map<string, readonly string[]>();
  return (id) => {
    let drawn = found.get(id);
    if (!drawn) found.set(id, (drawn = drawnKinds.includes(kindOf(id) ?? '') ? [id] : assetsBehind(id, references, kindOf)));
    return drawn;
  };
}

function assetsBehind(start: string, references: ReadonlyMap<string, ReadonlySet<string>>, kindOf: (id: string) => string | undefined): readonly string[] {
  const assets = new Set<string>();
  const seen = new Set([start]);
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const asset = pairOfObjective(id)?.asset ?? (kindOf(id) === 'assets' ? id : undefined);
    if (asset !== undefined) assets.add(asset);
    else if (id === start || !drawnKinds.includes(kindOf(id) ?? '')) {
      for (const next of references.get(id) ?? []) {
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
  }
  return [...assets].sort(compareIdentifiers);
}
