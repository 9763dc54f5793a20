/** config_key_exists: a configuration file has the key, by its own syntax. */
import type { Check } from './check.ts';
import { readKey, verdictOf } from './configuration-key.ts';

/** A key without a value is there all the same; the sentence says so. */
export const checkConfigKeyExists: Check = async (input) => {
  const at = await readKey(input);
  if (!('found' in at)) return at;
  const first = at.found[0]!;
  const empty = first.value.kind === 'scalar' && first.value.type === 'null' ? ', without a value' : '';
  const more = at.found.length > 1 ? `, and ${at.found.length - 1} times more` : '';
  return { ...verdictOf(at.file, 'pass', 'proven', `${at.file} has ${at.key} at line ${at.lines.position(first.at.start).line}${more}${empty}.`, at.lines.range(first.at)), strength: 'declared' };
};
