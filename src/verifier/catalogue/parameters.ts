/** Parameters that several assertion types have in common. */
import type { AssertionParameter } from '../assertion-type.ts';

export const sourceFile = {
  name: 'file',
  kind: 'path',
  required: true,
  description: 'The source file, relative to the root of the repository.',
  example: 'src/auth.py',
} as const satisfies AssertionParameter;
