/** JSON in which no map names a member twice: `JSON.parse` takes the last one silently, other readers the first. */
import { parseDocument } from 'yaml';
import { readLimitedJson, type ReadJson } from './limited-json.ts';

export function readUniqueJson(text: string): ReadJson {
  const json = readLimitedJson(text);
  if (!json.ok) return json;
  // It is JSON, hence YAML, whose reader knows of members that stand twice.
  const { errors } = parseDocument(text, { schema: 'json', uniqueKeys: true, strict: false, prettyErrors: false });
  return errors.some(({ code }) => code === 'DUPLICATE_KEY') ? { ok: false, because: 'it names a member twice' } : json;
}
