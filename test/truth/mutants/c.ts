/** C and C++, for mutation. */
import type { MutantLanguage } from './language.ts';
import type { Node } from './syntax.ts';

/** What is declared may be wrapped in marks of pointers and references. */
function declared(fn: Node): Node | undefined {
  let at = fn.childForFieldName('declarator');
  while (at && at.type !== 'function_declarator') at = at.childForFieldName('declarator') ?? (at.type === 'reference_declarator' ? at.firstNamedChild : null);
  return at ?? undefined;
}

export const c: MutantLanguage = {
  ids: ['c'],
  functions: ['function_definition'],
  parts: {
    name: (fn) => declared(fn)?.childForFieldName('declarator') ?? undefined,
    parameters: (fn) => declared(fn)?.childForFieldName('parameters') ?? undefined,
  },
  boundaries: ['function_definition'],
  classes: [],
  transparent: [],
  calls: { call_expression: 'function' },
  members: { field_expression: 'field' },
  names: ['identifier', 'field_identifier', 'type_identifier'],
  blocks: ['compound_statement', 'case_statement'],
  imports: [],
  decorators: [],
  parameters: ['parameter_list'],
  parameter: (name) => `int ${name}`,
  interpolations: ['preproc_def', 'preproc_function_def'],
  declarations: ['declaration', 'labeled_statement'],
  indented: false,
  comment: (text) => `/* ${text.replaceAll('*/', '* /')} */`,
  text: (words) => JSON.stringify(words),
  kept: (words) => `static const char *unused_ = ${JSON.stringify(words)};`,
  nothing: '0',
  emptyStatement: ';',
  dead: [
    ...['if (0)', 'while (0)', 'for (; 0;)', 'if (!1)', 'if (1 > 2)', 'if (0 && unknown_)', 'if (1) {} else'].map((head) => ({ operator: `constant false: ${head}`, template: `${head} { § }` })),
    { operator: 'after a return', template: 'return;\n§' },
    { operator: 'after a return in every branch', template: 'if (unknown_) { return; } else { return; }\n§' },
    { operator: 'after a return in every case', template: 'switch (unknown_) { case 1: return; default: return; }\n§' },
    { operator: 'after the end of the process', template: 'exit(1);\n§' },
    { operator: 'after a crash', template: 'abort();\n§' },
    { operator: 'after an endless loop', template: 'for (;;) {}\n§' },
    { operator: 'after continue', template: 'while (unknown_) { continue; § }' },
    { operator: 'after break', template: 'while (unknown_) { break; § }' },
    { operator: 'left out by the preprocessor', template: '\n#if 0\n§\n#endif\n' },
  ],
  deadExpressions: ['(0 && §)', '(1 || §)', '(1 ? 0 : §)', 'sizeof(§)'],
  always: ['{ § }', 'if (1) { § }', 'do { § } while (0);'],
  functionAround: (name) => `void ${name}(void) { § }`,
  methodAround: (name) => `void ${name}(void) { § }`,
  classAround: () => '',
  assignments: ['init_declarator', 'assignment_expression'],
  local: (name) => `int ${name} = 0;`,
  stubs: ['{}', '{ return; }', '{ /* soon */ }'],
  notImports: () => [],
  moduleOf: () => undefined,
  bound: /\b(break|continue|goto|case|default)\b/,
};

export const cpp: MutantLanguage = {
  ...c,
  ids: ['cpp'],
  beforeBody: (fn) => fn.namedChildren.find((child) => child?.type === 'field_initializer_list') ?? undefined,
  boundaries: ['function_definition', 'lambda_expression', 'field_declaration_list'],
  classes: ['class_specifier', 'struct_specifier', 'namespace_definition'],
  transparent: ['field_declaration_list', 'declaration_list', 'linkage_specification'],
  members: { field_expression: 'field', qualified_identifier: 'name' },
  names: ['identifier', 'field_identifier', 'type_identifier', 'namespace_identifier'],
  dead: [
    ...c.dead,
    { operator: 'after a throw', template: 'throw unknown_;\n§' },
    { operator: 'constant false: if (false)', template: 'if (false) { § }' },
    { operator: 'constant false: if constexpr', template: 'if constexpr (false) { § }' },
    { operator: 'nested lambda that nobody calls', template: 'auto never_ = [&]() { § };', makesFunction: true },
    { operator: 'method of a nested class', template: 'struct Nested_ { void method_() { § } };', makesFunction: true },
  ],
  deadExpressions: [...c.deadExpressions, '(false && §)', 'noexcept(§)', '(true ? 0 : §)'],
  always: [...c.always, 'if (true) { § }'],
  functionAround: (name) => `void ${name}() { § }`,
  methodAround: (name) => `void ${name}() { § }`,
  classAround: (name, method) => `struct ${name} { void ${method}() { § } };`,
  stubs: [...c.stubs, '{ throw std::logic_error("not implemented"); }'],
  bound: /\b(break|continue|goto|case|default|this|co_yield)\b/,
};
