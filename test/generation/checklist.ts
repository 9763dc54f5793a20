/** Holds a model against the points of a checklist: see checklists/README.md. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { mapReachability } from '../../src/assurance/reachability.ts';
import type { ThreatModel } from '../../src/model/schema.ts';

export interface Point {
  readonly says: string;
  readonly asset?: { readonly name: string; readonly properties?: readonly string[]; readonly without?: readonly string[]; readonly regulatory?: string; readonly blast?: string };
  readonly attacker?: { readonly text: string; readonly vector?: string; readonly privileges?: string; readonly at?: { readonly name?: string; readonly passes?: readonly string[] } };
  readonly component?: { readonly name: string; readonly behind?: string; readonly notBehind?: string };
  readonly boundary?: { readonly name: string; readonly passes: readonly string[]; readonly separates?: readonly [string, string] };
  readonly control?: { readonly text: string; readonly asvs?: readonly string[]; readonly types?: readonly string[]; readonly against?: { readonly asset?: string; readonly attacker?: string } };
}
export interface Checklist {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly points: readonly Point[];
}

const folder = join(import.meta.dirname, 'checklists');

export const checklists: readonly Checklist[] = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .sort()
  .map((file) => ({ ...(parse(readFileSync(join(folder, file), 'utf8')) as Omit<Checklist, 'name'>), name: file.replace('.yaml', '') }));

/** Whether a model has what a point names. */
export function holds(model: ThreatModel, point: Point): boolean {
  const says = (pattern: string, ...texts: readonly (string | undefined)[]): boolean => texts.some((text) => text !== undefined && new RegExp(pattern, 'i').test(text));
  const has = (all: readonly string[], some: readonly string[] | undefined): boolean => (some ?? []).every((one) => all.includes(one));
  const boundaryNames = (ids: readonly string[]): string[] => ids.map((id) => model.boundaries[id]!.name);
  const { asset, attacker, component, boundary, control } = point;
  const attackerSays = (id: string, pattern: string): boolean => says(pattern, model.attackers[id]?.archetype, model.attackers[id]?.capability, model.attackers[id]?.position);
  const results: boolean[] = [];
  if (asset) {
    results.push(Object.values(model.assets).some(({ name, properties, impact }) => says(asset.name, name) && has(properties, asset.properties) && !(asset.without ?? []).some((one) => (properties as readonly string[]).includes(one)) && (asset.regulatory === undefined || impact?.regulatory_scope === asset.regulatory) && (asset.blast === undefined || impact?.blast_radius === asset.blast)));
  }
  if (attacker) {
    const stands = (ids: readonly string[]): boolean => ids.some((id) => (attacker.at?.name === undefined || says(attacker.at.name, model.boundaries[id]!.name)) && has(model.boundaries[id]!.passes ?? [], attacker.at?.passes));
    results.push(Object.entries(model.attackers).some(([id, { vector, likelihood, boundaries }]) => attackerSays(id, attacker.text) && (attacker.vector === undefined || vector === attacker.vector) && (attacker.privileges === undefined || likelihood?.privileges === attacker.privileges) && (!attacker.at || stands(boundaries))));
  }
  if (component) {
    results.push(Object.values(model.components).some(({ name, boundaries }) => says(component.name, name) && (component.behind === undefined || boundaryNames(boundaries).some((one) => says(component.behind!, one))) && (component.notBehind === undefined || !boundaryNames(boundaries).some((one) => says(component.notBehind!, one)))));
  }
  if (boundary) {
    results.push(Object.values(model.boundaries).some(({ name, passes }) => says(boundary.name, name) && has(passes ?? [], boundary.passes)) && (boundary.separates === undefined || separates(model, ...boundary.separates)));
  }
  if (control) {
    results.push(
      Object.values(model.controls).some(
        ({ description, clauses, mitigates, framework_refs }) =>
          says(control.text, description) &&
          has(framework_refs.map((reference) => reference.split(':')[1]!), control.asvs) &&
          (control.types === undefined || Object.values(clauses).some(({ types }) => types.some((type) => control.types!.includes(type)))) &&
          (!control.against || mitigates.some((row) => (control.against!.asset === undefined || says(control.against!.asset, model.assets[row.asset]?.name)) && (control.against!.attacker === undefined || row.attackers.some((id) => attackerSays(id, control.against!.attacker!))))),
      ),
    );
  }
  return results.length > 0 && results.every(Boolean);
}

/** Components of the first name and of the second do not stand behind the same boundaries, and who is in one gets to the other. */
function separates(model: ThreatModel, first: string, second: string): boolean {
  const named = (pattern: string) => Object.entries(model.components).filter(([, { name }]) => new RegExp(pattern, 'i').test(name));
  return named(first).some(([one, { boundaries }]) =>
    named(second).some(([other, { boundaries: others }]) => {
      if (one === other || [...boundaries].sort().join() === [...others].sort().join()) return false;
      const probe: ThreatModel = { ...model, boundaries: { 'TB-probe': { name: 'probe' } }, components: Object.fromEntries(Object.entries(model.components).map(([id, entry]) => [id, id === one ? { ...entry, boundaries: [...entry.boundaries, 'TB-probe'] } : entry])), attackers: { T1: { capability: 'probes', boundaries: ['TB-probe'] } }, assets: { A1: { name: 'probe', properties: ['C'], components: [other] } } };
      return mapReachability({ ...probe, boundaries: { ...model.boundaries, ...probe.boundaries } }, '2026-01-01T00:00:00Z').verdict('A1', 'T1').verdict === 'reachable';
    }),
  );
}
