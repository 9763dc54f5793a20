/** From the nodes of a YAML document to plain values, with duplicate keys and runaway aliases as problems. */
import { isAlias, isMap, isScalar, isSeq, type Document, type Node, type Pair } from 'yaml';
import { originOf } from './moved-pair.ts';
import type { ModelPath, ModelProblem, TextRange } from './problem.ts';

/** How many nodes a file may stand for, aliases followed; a file with ten thousand entities has about a third of them. */
const maximumNodes = 300_000;
const maximumDepth = 200;

/** What an entity came to the last time that its entry was read, when nothing was wrong with it. */
const knownEntities = new WeakMap<Pair, { readonly name: string; readonly value: unknown; readonly nodes: number }>();
const entityDepth = 2;

/** The value of a document as plain objects, lists and scalars. Of a doubled key the first value counts. */
export function plainOf(document: Document, problems: ModelProblem[]): unknown {
  return read(document, problems, false);
}

/** The same, for who changes nothing in it: entities that were read before are taken from there. */
export function sharedPlainOf(document: Document, problems: ModelProblem[]): unknown {
  return read(document, problems, true);
}

function read(document: Document, problems: ModelProblem[], shared: boolean): unknown {
  let nodes = 0;
  let exhausted = false;
  let aliased = false;
  const rangeOf = (node: Node | null): TextRange => ({ start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 });

  const visit = (node: Node | null, path: ModelPath, depth: number): unknown => {
    if (exhausted) return null;
    if (++nodes > maximumNodes || depth > maximumDepth) {
      exhausted = true;
      problems.push({ code: 'too_many_aliases', severity: 'error', path, range: rangeOf(node), parameters: {} });
      return null;
    }
    if (isAlias(node)) {
      aliased = true;
      return visit(node.resolve(document) ?? null, path, depth + 1);
    }
    if (isSeq(node)) return node.items.map((item, index) => visit(item as Node, [...path, index], depth + 1));
    if (isMap(node)) {
      const result: Record<string, unknown> = {};
      const seen = new Set<string>();
      for (const pair of node.items) {
        const known = shared && depth === entityDepth - 1 ? knownEntities.get(originOf(pair)) : undefined;
        if (known && !seen.has(known.name) && nodes + known.nodes <= maximumNodes) {
          seen.add(known.name);
          nodes += known.nodes;
          result[known.name] = known.value;
          continue;
        }
        const { key, value } = pair;
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
        const [nodesBefore, problemsBefore] = [nodes, problems.length];
        result[name] = visit(value as Node | null, keyPath, depth + 1);
        if (shared && depth === entityDepth - 1 && problems.length === problemsBefore && !aliased) knownEntities.set(originOf(pair), { name, value: result[name], nodes: nodes - nodesBefore });
      }
      return result;
    }
    if (isScalar(node)) return typeof node.value === 'bigint' ? String(node.value) : node.value;
    return null;
  };
  return visit(document.contents, [], 0);
}
