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
] as const satisfies readonly AssertionType[];
