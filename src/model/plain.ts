/** From the nodes of a YAML document to plain values, with duplicate keys and runaway aliases as problems. */
import { isAlias, isMap, isScalar, isSeq, type Document, type Node } from 'yaml';
import type { ModelPath, ModelProblem, TextRange } from './problem.ts';

/** How many nodes a file may stand for, aliases followed; a file with ten thousand entities has about a third of them. */
const maximumNodes = 300_000;
const maximumDepth = 200;

/** The value of a document as plain objects, lists and scalars. Of a doubled key the first value counts. */
export function plainOf(document: Document, problems: ModelProblem[]): unknown {
  let nodes = 0;
  let exhausted = false;
  const rangeOf = (node: Node | null): TextRange => ({ start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 });

  const visit = (node: Node | null, path: ModelPath, depth: number): unknown => {
    if (exhausted) return null;
    if (++nodes > maximumNodes || depth > maximumDepth) {
      exhausted = true;
      problems.push({ code: 'too_many_aliases', severity: 'error', path, range: rangeOf(node), parameters: {} });
      return null;
    }
    if (isAlias(node)) return visit(node.resolve(document) ?? null, path, depth + 1);
    if (isSeq(node)) return node.items.map((item, index) => visit(item as Node, [...path, index], depth + 1));
    if (isMap(node)) {
      const result: Record<string, unknown> = {};
      const seen = new Set<string>();
      for (const { key, value } of node.items) {
        if (!isScalar(key)) {
          problems.push({ code: 'invalid_value', severity: 'error', path, range: rangeOf(key as Node), parameters: { found: 'a key that is not a word', expected: 'a word' } });
          continue;
        }
        const name = String(key.value);
        const keyPath = [...path, name];
        if (seen.has(name)) {
          problems.push({ code: 'duplicate_key', severity: 'error', path: keyPath, range: rangeOf(key), parameters: { key: name } });
          continue;
        }
        seen.add(name);
        if (name === '__proto__') {
          problems.push({ code: 'unknown_key', severity: 'error', path: keyPath, range: rangeOf(key), parameters: { key: name } });
          continue;
        }
        result[name] = visit(value as Node | null, keyPath, depth + 1);
      }
      return result;
    }
    if (isScalar(node)) return typeof node.value === 'bigint' ? String(node.value) : node.value;
    return null;
  };
  return visit(document.contents, [], 0);
}
