/** Models of any size to look at and to measure: like a real system in shape, made by rule. */

const districts = ['Internet edge', 'Partner network', 'Office network', 'Build farm', 'Payment zone', 'Data centre east', 'Data centre west', 'Customer devices', 'Support desk', 'Key vault', 'Analytics', 'Message backbone'];
const parts = ['gateway', 'orders', 'accounts', 'billing', 'search', 'mail', 'files', 'sessions', 'reports', 'scheduler', 'ledger', 'audit log', 'catalogue', 'notifications', 'identity', 'cache', 'exports', 'settings'];
const goods = ['customer records', 'card numbers', 'session tokens', 'invoices', 'source code', 'private keys', 'audit trail', 'price list', 'mail archive', 'backups', 'health data', 'passwords'];
const deeds = ['sends any request', 'reads traffic on the way', 'owns a stolen laptop', 'publishes a package', 'has a customer account', 'works at the support desk', 'plugs in a device', 'guesses passwords'];
const labels = ['calls', 'writes', 'reads', 'publishes', 'subscribes to', 'backs up'];
const vectors = ['Network', 'Adjacent', 'Local', 'Physical'];

/** The text of a model with about so many boundaries, components, assets and attackers together. */
export function cityModel(nodes: number): string {
  const boundaries = Math.max(2, Math.round(nodes * 0.04));
  const attackers = Math.max(2, Math.min(40, Math.round(nodes * 0.03)));
  const assets = Math.round(nodes * 0.32);
  const components = Math.max(2, nodes - boundaries - attackers - assets);
  // A small generator of our own, so that every run draws the same city.
  let state = 7;
  const chance = (below: number): number => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 9) % below;
  const lines = ['schema: 1', `id: city-${nodes}`, `title: A system of ${nodes} nodes`, 'boundaries:'];
  const name = (list: readonly string[], index: number): string => (index < list.length ? list[index]! : `${list[index % list.length]!} ${Math.floor(index / list.length) + 1}`);
  for (let n = 1; n <= boundaries; n++) {
    const passes = vectors.filter((_, index) => (n * 7 + index * 3) % 4 < 2 - Number(n % 5 === 0));
    const seal = n % 17 === 5 ? ', sealed: {why: no route leads there, attestations: [{by: operations, statement: checked, expires_at: "2099-12-31"}]}' : n % 23 === 4 ? ', sealed: {why: air gap}' : '';
    lines.push(`  TB${n}: {name: ${name(districts, n - 1)}${n % 7 === 3 ? '' : `, passes: [${passes.join(', ')}]`}${seal}}`);
  }
  lines.push('components:');
  const homes: number[] = [];
  for (let n = 1; n <= components; n++) {
    const home = n <= boundaries ? n : 1 + Math.min(chance(boundaries), chance(boundaries));
    homes.push(home);
    const also = chance(6) === 0 ? `, TB${1 + chance(boundaries)}` : '';
    lines.push(`  CMP${n}: {name: ${name(parts, n - 1)}${chance(4) === 0 ? '' : `, paths: ["src/${n}/**"]`}, boundaries: [${n % 97 === 96 ? '' : `TB${home}${also}`}]}`);
  }
  lines.push('connections:');
  const links = Math.round(components * 1.3);
  for (let n = 1; n <= links; n++) {
    const from = 1 + chance(components);
    // Most talk to what stands near to them.
    const near = homes.flatMap((home, index) => (home === homes[from - 1] || home === homes[from - 1]! + 1 ? [index + 1] : []));
    const to = chance(5) === 0 ? 1 + chance(components) : near[chance(near.length)]!;
    if (to !== from) lines.push(`  CN${n}: {from: CMP${from}, to: CMP${to}, label: ${labels[chance(labels.length)]!}}`);
  }
  lines.push('assets:');
  for (let n = 1; n <= assets; n++) lines.push(`  A${n}: {name: ${name(goods, n - 1)}, properties: [${['C', 'I', 'A'].filter((_, index) => (n + index) % 3 !== 0).join(', ')}], components: [CMP${1 + chance(components)}], impact: {confidentiality: ${chance(2) === 0 ? 'High' : 'Low'}, integrity: Low, availability: None, blast_radius: Isolated, recoverability: Manageable, regulatory_scope: None}}`);
  lines.push('attackers:');
  for (let n = 1; n <= attackers; n++) lines.push(`  T${n}: {capability: ${name(deeds, n - 1)}, boundaries: [${n % 13 === 12 ? '' : `TB${1 + chance(boundaries)}${n % 4 === 0 ? `, TB${1 + chance(boundaries)}` : ''}`}], vector: ${vectors[n % 4]!}}`);
  lines.push('controls:');
  for (let n = 1; n <= Math.round(assets / 2); n++) lines.push(`  CTRL-${n}: {description: Measure number ${n}, status: ${n % 3 === 0 ? 'not_implemented' : 'implemented'}, mitigates: [{asset: A${n}, attackers: [${Array.from({ length: attackers }, (_, index) => `T${index + 1}`).filter((_, index) => n % 5 === 0 || (n + index) % 3 === 0).join(', ')}]}], clauses: {done: {shows: it is done}}}`);
  lines.push('assertions:');
  for (let n = 1; n <= Math.round(assets / 2); n++) if (n % 3 !== 0) lines.push(`  asrt_n${n}: {control: CTRL-${n}, type: function_calls, params: {file: src/f${n}.py, caller: handle_${n}, callee: ${n % 7 === 1 ? 'missing' : 'check'}_${n}}, covers: [done]}`);
  return `${lines.join('\n')}\n`;
}
