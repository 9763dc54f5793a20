/** The assertion types about code that is parsed. */
import type { AssertionType } from '../assertion-type.ts';
import { sourceFile } from './parameters.ts';

export const codeTypes = [
  {
    id: 'function_exists',
    title: 'Function exists',
    shows: 'The file defines a live function of this name with behaviour of its own, not a stub, a declaration or a re-export.',
    params: [
      sourceFile,
      { name: 'name', kind: 'symbol', required: true, description: 'The function; a method as Class.method, a nested function as outer.inner.', example: 'Store.check' },
      { name: 'nontrivial', kind: 'flag', required: false, description: 'Count a body that only returns a constant as a stub, too.', example: 'true', default: 'false' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'function_calls',
    title: 'Function calls',
    shows: 'Live code of the calling function calls the named function; a name that only looks the same does not count.',
    params: [
      sourceFile,
      { name: 'caller', kind: 'symbol', required: true, description: 'The calling function; a method as Class.method, a nested function as outer.inner.', example: 'handle_upload' },
      { name: 'callee', kind: 'symbol', required: true, description: 'The called function; qualified by receiver or module, such as bcrypt.hash, or bare for any receiver.', example: 'scan_upload' },
    ],
    ladder: 'calls',
    least: 'called',
    most: 'unconditional',
    absence: false,
  },
  {
    id: 'import_present',
    title: 'Import present',
    shows: 'Live code of the file imports the module at run time; a type-only import or a relative file of that name does not count.',
    params: [
      sourceFile,
      { name: 'module', kind: 'module', required: true, description: 'The module or package, as an import names it; a sub-path of a package counts as the package.', example: 'helmet' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
] as const satisfies readonly AssertionType[];
