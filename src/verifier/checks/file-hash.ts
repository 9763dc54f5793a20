/** file_hash: the bytes of a regular file, or the text of a part of it, have the digest. */
import { sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { lineTable } from '../code/line-table.ts';
import { refusedVerdict } from '../refusal.ts';
import { compilePattern } from '../text/pattern.ts';
import { scopeOf } from '../text/search.ts';
import type { Verdict } from '../verdict.ts';
import type { Check, CheckInput } from './check.ts';

const digests = { sha256, sha384, sha512 } as const;
type Algorithm = keyof typeof digests | 'gitBlob';
const hexLength: Readonly<Record<Algorithm, number>> = { sha256: 64, sha384: 96, sha512: 128, gitBlob: 40 };

export const checkFileHash: Check = async (input) => {
  const { text } = input.params;
  const asked = text['file'] ?? '';
  const algorithm = (text['algorithm'] ?? 'sha256') as Algorithm;
  const expected = (text['expected_hash'] ?? '').toLowerCase().replace(new RegExp(`^${algorithm.toLowerCase()}:`), '');
  const invalid = (details: string): Verdict => ({ verdict: 'undecidable', reason: 'invalid_parameters', details, file: asked, restsOn: [] });
  if (!/^[0-9a-f]+$/.test(expected) || expected.length !== hexLength[algorithm]) {
    const short = expected.length === 32 || expected.length === 40 ? ' MD5 and SHA-1 are not taken: other files with the same digest can be made.' : '';
    return invalid(`expected_hash must be ${hexLength[algorithm]} hexadecimal digits for ${algorithm}.${short}`);
  }
  if (text['scope_start'] !== undefined || text['scope_end'] !== undefined) {
    return algorithm === 'gitBlob' ? invalid('gitBlob is the digest of a whole file; take sha256 for a part of it.') : hashOfScope(input, asked, algorithm, expected);
  }
  const found = await input.sources.digest(asked);
  if (!found.ok) return refusedVerdict(asked, found);
  const { file } = found;
  if (found[algorithm] === expected) {
    const weaker = algorithm === 'gitBlob' ? ' A git blob is named by SHA-1, which is weaker than SHA-256.' : '';
    return { verdict: 'pass', strength: 'declared', reason: 'proven', details: `${file} has the expected ${algorithm}.${weaker}`, file, restsOn: [] };
  }
  const ends = await otherLineEnds(input, file, algorithm, expected);
  return { verdict: 'fail', reason: 'mismatch', details: `The ${algorithm} of ${file} is ${found[algorithm]}, not ${expected}.${ends}`, file, restsOn: [] };
};

/** A digest that was taken of the same text with other line ends says nothing of the file as it stands; the sentence helps. */
async function otherLineEnds({ sources }: CheckInput, file: string, algorithm: Algorithm, expected: string): Promise<string> {
  const source = await sources.read(file);
  if (!source.ok) return '';
  const unix = source.text.replace(/\r\n?/g, '\n');
  if (hashOf(unix, algorithm) === expected) return ' It would be with LF for line ends: the file was checked out with CRLF.';
  return hashOf(unix.replaceAll('\n', '\r\n'), algorithm) === expected ? ' It would be with CRLF for line ends: the digest was taken of such a file.' : '';
}

function hashOf(text: string, algorithm: Algorithm): string {
  const bytes = utf8ToBytes(text);
  if (algorithm !== 'gitBlob') return bytesToHex(digests[algorithm](bytes));
  const header = utf8ToBytes(`blob ${bytes.length}\0`);
  const whole = new Uint8Array(header.length + bytes.length);
  whole.set(header);
  whole.set(bytes, header.length);
  return bytesToHex(sha1(whole));
}

/** A part is text, so line ends, which a checkout may change, do not count. Both ends of the part must be there. */
async function hashOfScope({ params, sources }: CheckInput, asked: string, algorithm: Exclude<Algorithm, 'gitBlob'>, expected: string): Promise<Verdict> {
  const flags = { multiline: true, dotall: false };
  const start = params.text['scope_start'] === undefined ? undefined : compilePattern(params.text['scope_start'], flags);
  const end = params.text['scope_end'] === undefined ? undefined : compilePattern(params.text['scope_end'], flags);
  for (const one of [start, end]) if (one && !one.ok) return { verdict: 'undecidable', reason: 'invalid_pattern', details: one.message, file: asked, restsOn: [] };
  const own = await sources.exists(asked);
  if (!own.ok) return refusedVerdict(asked, own);
  const source = await sources.read(asked);
  if (!source.ok) return refusedVerdict(asked, source);
  const text = source.text.replace(/\r\n?/g, '\n');
  const scope = scopeOf(text, start?.ok ? start.pattern : undefined, end?.ok ? end.pattern : undefined);
  const missing = scope === undefined ? 'scope_start' : end?.ok && scope.end === text.length && !end.pattern.first(text, scope.end) ? 'scope_end' : undefined;
  if (!scope || missing !== undefined) return { verdict: 'fail', reason: 'not_found', details: `The part to hash is not there: nothing in ${source.file} matches ${missing!} ${params.text[missing!] ?? ''}.`, file: source.file, restsOn: [] };
  const actual = hashOf(text.slice(scope.start, scope.end), algorithm);
  const range = lineTable(text).range(scope);
  if (actual === expected) return { verdict: 'pass', strength: 'declared', reason: 'proven', details: `The part of ${source.file} from line ${range.start.line} to ${range.end.line} has the expected ${algorithm}.`, file: source.file, range, restsOn: [] };
  return { verdict: 'fail', reason: 'mismatch', details: `The ${algorithm} of lines ${range.start.line} to ${range.end.line} of ${source.file} is ${actual}, not ${expected}.`, file: source.file, range, restsOn: [] };
}
