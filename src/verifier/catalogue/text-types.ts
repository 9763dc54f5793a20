/** The assertion types about the text of a file and about files themselves. */
import type { AssertionParameter, AssertionType } from '../assertion-type.ts';

const textParameters = [
  { name: 'file', kind: 'path', required: true, description: 'The file, relative to the root of the repository.', example: 'server.js' },
  { name: 'pattern', kind: 'pattern', required: true, description: 'A regular expression in RE2 syntax: linear time, so no look-around and no back-references.', example: 'httpOnly:\\s*true' },
  { name: 'scope_start', kind: 'pattern', required: false, description: 'Where to begin: only text from the first match of this expression on is searched.', example: '^cookie\\(' },
  { name: 'scope_end', kind: 'pattern', required: false, description: 'Where to stop: only text before the first later match of this expression is searched.', example: '^\\)' },
  { name: 'multiline', kind: 'flag', required: false, description: 'Whether ^ and $ match at every line.', example: 'false', default: 'true' },
  { name: 'dotall', kind: 'flag', required: false, description: 'Whether the dot matches line ends.', example: 'true', default: 'false' },
  {
    name: 'region',
    kind: 'choice',
    required: false,
    description: 'code: everything but comments and documentation, string contents included. raw: the whole file.',
    example: 'raw',
    choices: ['code', 'raw'],
    default: 'code',
  },
] as const satisfies readonly AssertionParameter[];

export const textTypes = [
  {
    id: 'pattern_matches',
    title: 'Pattern matches',
    shows: 'The expression matches text of the file that is not a comment.',
    params: textParameters,
    ladder: 'presence',
    least: 'text',
    most: 'text',
    absence: false,
  },
  {
    id: 'pattern_absent',
    title: 'Pattern absent',
    shows: 'The file is there and the expression matches nothing in its code.',
    params: textParameters,
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: true,
  },
  {
    id: 'file_exists',
    title: 'File exists',
    shows: 'A regular file of exactly this name stands inside the repository.',
    params: [{ name: 'file', kind: 'path', required: true, description: 'The file, relative to the root of the repository.', example: 'config/tls.yaml' }],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'file_hash',
    title: 'File hash',
    shows: 'The bytes of the file, or the text of a part of it, have the digest.',
    params: [
      { name: 'file', kind: 'path', required: true, description: 'The file, relative to the root of the repository.', example: 'vendor/crypto.js' },
      { name: 'expected_hash', kind: 'text', required: true, description: 'The digest in hexadecimal.', example: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
      {
        name: 'algorithm',
        kind: 'choice',
        required: false,
        description: 'gitBlob is what git hash-object prints, SHA-1 by its definition and so weaker than the others.',
        example: 'sha512',
        choices: ['sha256', 'sha384', 'sha512', 'gitBlob'],
        default: 'sha256',
      },
      { name: 'scope_start', kind: 'pattern', required: false, description: 'Where to begin: only text from the first match of this expression on counts, with LF for line ends.', example: '^-----BEGIN' },
      { name: 'scope_end', kind: 'pattern', required: false, description: 'Where to stop: only text before the first later match of this expression counts.', example: '^# end' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
] as const satisfies readonly AssertionType[];
