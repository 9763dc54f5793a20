/** The assertion types about what code does with values, errors, requests and responses. */
import type { AssertionParameter, AssertionType } from '../assertion-type.ts';
import { sourceFile } from './parameters.ts';

const inFunction: AssertionParameter = { name: 'function', kind: 'symbol', required: true, description: 'The function; a method as Class.method, a nested function as outer.inner.', example: 'create_user' };

export const behaviourTypes = [
  {
    id: 'parameter_validated',
    title: 'Parameter validated',
    shows: 'The function leaves when a guard does not like the parameter, or parses it, before anything else uses it; or its declaration is enforced.',
    params: [sourceFile, inFunction, { name: 'parameter', kind: 'symbol', required: true, description: 'The parameter, or a member of one.', example: 'email' }],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'error_handled',
    title: 'Error handled',
    shows: 'The function handles errors: a live handler throws on, gives back an error or another value, or logs and leaves; one that swallows them does not count.',
    params: [
      sourceFile,
      inFunction,
      { name: 'call', kind: 'symbol', required: false, description: 'The call whose errors must be handled, at every place at which the function calls it.', example: 'gateway.charge' },
      { name: 'exception', kind: 'symbol', required: false, description: 'The kind of error that a handler must take, by itself or with all others.', example: 'TimeoutError' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'middleware_registered',
    title: 'Middleware registered',
    shows: 'Live code registers the middleware with a web application or router; an import, a comment or a registration that never runs does not count.',
    params: [
      sourceFile,
      { name: 'middleware', kind: 'symbol', required: true, description: 'The middleware: the function or class that is registered or called for it, by its last name or its whole dotted name.', example: 'helmet' },
      { name: 'path', kind: 'text', required: false, description: 'The path for which it must be registered, as it is written.', example: '/api' },
    ],
    ladder: 'calls',
    least: 'called',
    most: 'unconditional',
    absence: false,
  },
  {
    id: 'http_header_set',
    title: 'HTTP header set',
    shows: 'Live code or a server configuration gives responses this header with a value; reading, removing or allowing it does not count.',
    params: [
      sourceFile,
      { name: 'header', kind: 'text', required: true, description: 'The header, in any case.', example: 'Strict-Transport-Security' },
      { name: 'value', kind: 'pattern', required: false, description: 'An expression in RE2 syntax that the whole value matches.', example: 'max-age=\\d{7,}.*' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
] as const satisfies readonly AssertionType[];
