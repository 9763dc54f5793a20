/** The assertion types about sinks: what may reach a dangerous function, wherever in a scope it could be called. */
import type { AssertionParameter, AssertionType } from '../assertion-type.ts';
import { allowlistSchema, safeFormsSchema, sinksSchema } from '../sinks/sink-claim.ts';

const scope: AssertionParameter = { name: 'scope', kind: 'texts', required: true, description: 'Globs of the source files in which every site counts, relative to the root of the repository.', example: 'src/**/*.py' };
const sinks: AssertionParameter = {
  name: 'sinks',
  kind: 'structure',
  required: true,
  description: 'A list of what must not be reached: callee, qualified where it can be; kind, which is call, constructor, macro, instantiate or assign, and call when left out; positions, the numbers from 0 or names of the arguments that count, all when left out.',
  example: '[{callee: os.system}, {callee: cursor.execute, positions: [0]}]',
  schema: sinksSchema,
};
const more = [
  {
    name: 'allowlist',
    kind: 'structure',
    required: false,
    description: 'A list of sites that a person reviewed: file, line or else anchor (a text that stands on the line), callee, reason, reviewed_by. An entry that is not needed fails.',
    example: '[{file: src/setup.py, anchor: "os.system(command)", callee: os.system, reason: runs before any input is read, reviewed_by: security}]',
    schema: allowlistSchema,
  },
  { name: 'wrappers', kind: 'texts', required: false, description: 'Functions that hand their arguments on to a sink, and so are sinks themselves; those in the scope are found without being named.', example: 'shell.run_command' },
  { name: 'property', kind: 'text', required: false, description: 'What this protects, in a few words, for those who read the verdict.', example: 'no command injection' },
] as const satisfies readonly AssertionParameter[];

export const sinkTypes = [
  {
    id: 'sink_default_deny',
    title: 'Sinks closed by default',
    shows: 'At every site of the scope at which a sink could be called, what reaches it is of a safe form, is handed on by functions for whose calls the same holds, or was reviewed.',
    params: [
      scope,
      sinks,
      { name: 'safe_forms', kind: 'structure', required: false, description: 'A list of the forms that are safe, of literal, named_constant, literal_concat, parameter_binding; only literal when left out.', example: '[literal, named_constant]', schema: safeFormsSchema },
      ...more,
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: true,
  },
  {
    id: 'typed_boundary',
    title: 'Typed boundary',
    shows: 'Whatever reaches a sink in the scope is an object of one type, and only the named functions make such objects.',
    params: [
      scope,
      sinks,
      { name: 'boundary_type', kind: 'symbol', required: true, description: 'The type that all that reaches the sinks must have.', example: 'SafeHtml' },
      { name: 'constructors', kind: 'texts', required: true, description: 'Functions that make objects of the type, and may; the type itself when everybody may make one.', example: 'sanitizeHtml' },
      ...more,
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: true,
  },
] as const satisfies readonly AssertionType[];
