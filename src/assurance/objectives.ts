/** Control objectives: one for each live asset and attacker, computed, so that coverage is complete by construction. */
import { compareIdentifiers } from '../model/identifiers.ts';
import type { Asset, Attacker, ThreatModel } from '../model/schema.ts';
import { securityProperties, type SecurityProperty } from '../model/vocabulary.ts';

const propertyNames: Readonly<Record<SecurityProperty, string>> = { C: 'confidentiality', I: 'integrity', A: 'availability', U: 'bound usage' };

/** The properties of an asset in their fixed order, each once. */
export function propertiesOf(asset: Asset): readonly SecurityProperty[] {
  return securityProperties.filter((property) => asset.properties.includes(property));
}

/** The fixed wording: `The confidentiality and integrity of … SHALL be protected against an attacker with this capability: …` */
export function statementOf(asset: Asset, attacker: Attacker): string {
  const names = propertiesOf(asset).map((property) => propertyNames[property]);
  const last = names.pop() ?? 'security';
  const subject = names.length > 0 ? `${names.join(', ')} and ${last}` : last;
  const position = attacker.position ? ` (${attacker.position})` : '';
  return `The ${subject} of ${asset.name} SHALL be protected against an attacker with this capability: ${attacker.capability}${position}.`;
}

/** The assets and the attackers of a model, sorted. Their pairs are its objectives. */
export function pairsOf(model: ThreatModel): { readonly assets: readonly string[]; readonly attackers: readonly string[] } {
  return { assets: Object.keys(model.assets).sort(compareIdentifiers), attackers: Object.keys(model.attackers).sort(compareIdentifiers) };
}
