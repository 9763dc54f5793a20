/** JSON, with comments as editors' settings have them. A file that does not parse to its end gives nothing. */
import { parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { ConfigurationNode, ConfigurationReading } from './configuration.ts';
import { nestsTooDeep, scalarNode, textNode, tooDeep } from './configuration.ts';

/** Files whose readers take a comma before the closing bracket; all others refuse the whole file. */
const takesTrailingCommas = /(\.jsonc|\.code-workspace|(^|\/)[tj]sconfig[^/]*\.json|(^|\/)\.(vscode|devcontainer)\/[^/]+\.json|(^|\/)devcontainer\.json)$/;

export function readJson(file: string, text: string): ConfigurationReading {
  if (nestsTooDeep(text)) return tooDeep(file);
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: takesTrailingCommas.test(file), disallowComments: false });
  const error = errors[0];
  if (error) return { ok: false, reason: 'parse_error', details: `${file} is no valid JSON: ${printParseErrorCode(error.error)}.`, at: { start: error.offset, end: error.offset + Math.max(1, error.length) } };
  if (!tree) return { ok: false, reason: 'parse_error', details: `${file} is empty.` };
  return { ok: true, format: 'JSON', documents: [nodeOf(tree, text)] };
}

/** Recursion is bounded by the limit of nesting. */
function nodeOf(node: Node, text: string): ConfigurationNode {
  const span = { start: node.offset, end: node.offset + node.length };
  const parts = node.children ?? [];
  switch (node.type) {
    case 'object':
      return {
        kind: 'map',
        ...span,
        members: parts.flatMap(({ children: [key, value] = [] }) => (key && value ? [{ key: String(key.value), at: { start: key.offset, end: key.offset + key.length }, value: nodeOf(value, text) }] : [])),
      };
    case 'array':
      return { kind: 'list', ...span, items: parts.map((part) => nodeOf(part, text)) };
    case 'string':
      return textNode(String(node.value), span);
    case 'number':
      return scalarNode('number', span, text.slice(span.start, span.end));
    case 'boolean':
      return scalarNode('boolean', span, String(node.value));
    default:
      return scalarNode('null', span, '');
  }
}
