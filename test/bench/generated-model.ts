/** Model files of any size for measuring: like real ones in shape, made by rule. */

export interface ModelSize {
  readonly assets: number;
  readonly attackers: number;
  readonly controls: number;
  readonly assertions: number;
}

/** The text of a model. Assertions claim `function_calls` in `src/fN.py`, spread evenly over 200 files. */
export function generatedModel({ assets, attackers, controls, assertions }: ModelSize): string {
  const lines: string[] = ['schema: 1', 'id: generated', 'title: Generated', 'boundaries:'];
  const each = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, i) => line(i + 1));
  lines.push(...each(10, (n) => `  TB${n}: {name: boundary ${n}, passes: [Network, Adjacent]}`), 'components:');
  lines.push(...each(40, (n) => `  CMP${n}: {name: component ${n}, paths: ["src/${n}/**"], boundaries: [TB${1 + (n % 10)}]}`), 'connections:');
  lines.push(...each(60, (n) => `  CN${n}: {from: CMP${1 + (n % 40)}, to: CMP${1 + ((n * 7) % 40)}, label: calls}`), 'assets:');
  lines.push(...each(assets, (n) => `  A${n}: {name: asset number ${n}, properties: [C, I], components: [CMP${1 + (n % 40)}], impact: {confidentiality: High, integrity: Low, blast_radius: Isolated, why: measured}}`), 'attackers:');
  lines.push(...each(attackers, (n) => `  T${n}: {capability: does thing number ${n}, position: somewhere, boundaries: [TB${1 + (n % 10)}], vector: Network}`), 'controls:');
  lines.push(...each(controls, (n) => `  CTRL-${n}: {description: Do the measure number ${n} as agreed., status: implemented, mitigates: [{asset: A${1 + (n % assets)}, attackers: [T${1 + (n % attackers)}]}], clauses: {done: {shows: it is done}}}`), 'assertions:');
  lines.push(...each(assertions, (n) => `  asrt_m${n}: {control: CTRL-${1 + (n % controls)}, type: function_calls, params: {file: src/f${n % 200}.py, caller: handle_${n}, callee: check_${n}}, covers: [done]}`));
  return `${lines.join('\n')}\n`;
}
