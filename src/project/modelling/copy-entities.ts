/** Entities as text for the clipboard: a fragment of a model that can be read by people, pasted here or into another model. */
import { entityKinds } from '../../model/identifiers.ts';
import type { ParsedModel } from '../../model/parse.ts';
import { plainOf } from '../../model/plain.ts';
import { mapOf } from '../../model/references.ts';
import { flowText, keyText } from '../../model/yaml-text.ts';

/** The first line of a fragment: which model it is of, so that pasting there may keep what it refers to. */
export const fragmentHead = '# Copied from the threat model ';

/** The entities, one a line, by kind and in the order of the file. Unknown keys come along; identifiers that are none are passed over. */
export function copyEntities(parsed: ParsedModel, ids: readonly string[]): { readonly text: string; readonly count: number } {
  const root = (plainOf(parsed.document, []) ?? {}) as Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>;
  const wanted = new Set(ids.filter((id) => mapOf(parsed.model, id) !== undefined));
  const lines: string[] = [];
  for (const kind of entityKinds) {
    const own = Object.keys(parsed.model[kind]).filter((id) => wanted.has(id));
    if (own.length > 0) lines.push(`${kind}:`, ...own.map((id) => `  ${keyText(id)}: ${flowText(root[kind]?.[id])}`));
  }
  return { text: wanted.size === 0 ? '' : [`${fragmentHead}${parsed.model.id}`, ...lines, ''].join('\n'), count: wanted.size };
}
