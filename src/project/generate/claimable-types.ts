/** Which assertion types can be claimed in which languages: what the verifier knows of each, as rows. */
import { assertionTypes } from '../../verifier/catalogue.ts';

const endings: Readonly<Record<string, string>> = { js: 'JavaScript', mjs: 'JavaScript', cjs: 'JavaScript', jsx: 'JavaScript', ts: 'TypeScript', mts: 'TypeScript', tsx: 'TypeScript', py: 'Python', go: 'Go', java: 'Java', cs: 'C#', rs: 'Rust', kt: 'Kotlin', rb: 'Ruby', php: 'PHP', scala: 'Scala', swift: 'Swift' };
const inDepth = new Set(['JavaScript', 'TypeScript', 'Python', 'Go', 'Java', 'C#', 'Rust']);
/** Types that only the languages known in depth answer, and languages that answer one all the same. */
const deep: Readonly<Record<string, readonly string[]>> = { parameter_validated: [], middleware_registered: [], http_header_set: [], error_handled: ['Ruby', 'Swift'], sink_default_deny: [], typed_boundary: [], test_exists: ['Ruby', 'PHP'] };

/** The language of a source file, by its ending. */
export function languageOf(file: string): string | undefined {
  return endings[file.slice(file.lastIndexOf('.') + 1)];
}

/** The types that can be answered in all of these languages. */
export function claimableIn(languages: readonly string[]): ReadonlySet<string> {
  return new Set(assertionTypes.map(({ id }) => id).filter((id) => !Object.hasOwn(deep, id) || languages.every((language) => inDepth.has(language) || deep[id]!.includes(language))));
}
