/** The assertion types about secrets. */
import type { AssertionType } from '../assertion-type.ts';

export const secretTypes = [
  {
    id: 'no_plaintext_secret',
    title: 'No plaintext secret',
    shows: 'The files are there, and nothing in them looks like a secret: no known format of keys and tokens, no literal under a telling name, nothing drawn at random; comments count, and a comment that asks to look away proves nothing.',
    params: [
      { name: 'file', kind: 'glob', required: true, description: 'The file, or a glob of files, relative to the root of the repository.', example: 'src/**/*.py' },
      { name: 'patterns', kind: 'texts', required: false, description: 'Expressions in RE2 syntax of secrets of your own, besides those that are known; a first group is the secret itself.', example: 'acme_[a-z0-9]{32}' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: true,
  },
] as const satisfies readonly AssertionType[];
