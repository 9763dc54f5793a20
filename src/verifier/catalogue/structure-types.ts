/** The assertion types about classes, decorators and the environment. */
import type { AssertionType } from '../assertion-type.ts';
import { sourceFile } from './parameters.ts';

export const structureTypes = [
  {
    id: 'class_exists',
    title: 'Class exists',
    shows: 'The file defines a class of this name, or its like: struct, record, enum, interface, trait, object type, a class made by a factory.',
    params: [sourceFile, { name: 'name', kind: 'symbol', required: true, description: 'The class; one inside of another as Outer.Inner, one inside of a function as function.Inner.', example: 'RateLimiter' }],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'decorator_present',
    title: 'Decorator present',
    shows: 'The function, method or class carries the decorator, annotation or attribute itself; one on another symbol does not count.',
    params: [
      sourceFile,
      { name: 'function', kind: 'symbol', required: true, description: 'The decorated function or class; a method as Class.method.', example: 'AdminController.remove' },
      { name: 'decorator', kind: 'symbol', required: true, description: 'The decorator: its last name, or its whole dotted name.', example: 'require_auth' },
      { name: 'arguments', kind: 'pattern', required: false, description: 'An expression in RE2 syntax that the arguments match as they are written, without the brackets around them.', example: '[\'"]admin[\'"]' },
      { name: 'inherit', kind: 'flag', required: false, description: 'Let a decorator of the class count for its methods, unless a method takes it back.', example: 'true', default: 'false' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'env_var_referenced',
    title: 'Environment variable referenced',
    shows: 'Live code of the file reads the variable from the environment; writing, deleting or mentioning it does not count.',
    params: [sourceFile, { name: 'variable', kind: 'text', required: true, description: 'The environment variable, in its exact case.', example: 'DATABASE_URL' }],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
] as const satisfies readonly AssertionType[];
