/** file_hash. */
import { createHash } from 'node:crypto';
import { hashes } from './case.ts';
import type { VerdictCase } from './case.ts';

const text = 'one\ntwo\nthree\n';
const sha = (algorithm: string, of: string): string => createHash(algorithm).update(of).digest('hex');
const sha256 = sha('sha256', text);
const part = { scope_start: '^two', scope_end: '^three' };

export const cases: readonly VerdictCase[] = [
  hashes('a.bin', { expected_hash: sha256 }, 'the bytes are those', text, 'pass', 'declared'),
  hashes('a.bin', { expected_hash: sha256.toUpperCase() }, 'the case of the digits says nothing', text, 'pass'),
  hashes('a.bin', { expected_hash: sha256 }, 'one byte more', `${text} `, 'fail', 'mismatch'),
  hashes('a.bin', { expected_hash: sha256 }, 'other line ends are other bytes', text.replaceAll('\n', '\r\n'), 'fail', 'mismatch'),
  hashes('a.bin', { expected_hash: sha('sha384', text), algorithm: 'sha384' }, 'SHA-384', text, 'pass'),
  hashes('a.bin', { expected_hash: sha('sha512', text), algorithm: 'sha512' }, 'SHA-512', text, 'pass'),
  hashes('a.bin', { expected_hash: sha('sha512', text) }, 'the length is that of another algorithm', text, 'undecidable', 'invalid_parameters'),
  hashes('a.bin', { expected_hash: sha('sha1', `blob ${text.length}\0${text}`), algorithm: 'gitBlob' }, 'as git names the bytes', text, 'pass'),
  hashes('a.bin', { expected_hash: sha('sha1', text), algorithm: 'gitBlob' }, 'git does not hash the bytes alone', text, 'fail', 'mismatch'),
  hashes('a.bin', { expected_hash: sha('md5', text) }, 'MD5 proves nothing', text, 'undecidable', 'invalid_parameters'),
  hashes('a.bin', { expected_hash: sha('md5', text), algorithm: 'md5' }, 'not even when it is asked for', text, 'undecidable', 'invalid_parameters'),
  hashes('a.bin', { expected_hash: sha('sha1', text), algorithm: 'sha1' }, 'nor does SHA-1', text, 'undecidable', 'invalid_parameters'),
  hashes('a.bin', { expected_hash: 'x'.repeat(64) }, 'no digest', text, 'undecidable', 'invalid_parameters'),
  hashes('a.bin', { expected_hash: sha('sha256', 'two\n'), ...part }, 'a part of the text', text, 'pass'),
  hashes('a.bin', { expected_hash: sha('sha256', 'two\n'), ...part }, 'line ends do not count in a part', text.replaceAll('\n', '\r\n'), 'pass'),
  hashes('a.bin', { expected_hash: sha('sha256', 'two\n'), ...part }, 'the part is another one', text.replace('two', 'two!'), 'fail', 'mismatch'),
  hashes('a.bin', { expected_hash: sha('sha256', text), scope_start: '^four' }, 'the part does not begin', text, 'fail', 'not_found'),
  hashes('a.bin', { expected_hash: sha('sha256', 'two\nthree\n'), scope_start: '^two', scope_end: '^four' }, 'the part does not end, so it is not all that follows', text, 'fail', 'not_found'),
  hashes('a.bin', { expected_hash: sha('sha1', 'two\n'), algorithm: 'gitBlob', ...part }, 'git names no parts', text, 'undecidable', 'invalid_parameters'),
];
