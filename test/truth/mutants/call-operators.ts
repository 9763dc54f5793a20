/** Makes a call go away in the ways in which that happens to people, so that text and syntax still look like it. */
import type { MutantLanguage } from './language.ts';
import { indented, placed, unindented } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import type { CallSite } from './sites.ts';
import { ancestors, indentOf, replaced } from './syntax.ts';

export function brokenCalls(text: string, site: CallSite, language: MutantLanguage): readonly Mutant[] {
  // What an operator writes must not name what is claimed.
  const claimed = new RegExp(`\\b${site.name.text.replace(/\W/g, '')}\\b`);
  const fit: MutantLanguage = { ...language, dead: language.dead.filter(({ template }) => !claimed.test(template)), stubs: language.stubs.filter((stub) => !claimed.test(stub)) };
  return [...expressionMutants(text, site, fit), ...statementMutants(text, site, fit), ...callerMutants(text, site, fit)];
}

/** Members of a function that call it. */
const invokers = /^\.(call|apply|bind|__call__)\b/;

function expressionMutants(text: string, { call, callee, name, statement }: CallSite, language: MutantLanguage): readonly Mutant[] {
  const { startIndex: start, endIndex: end } = call;
  const inText = ancestors(call).some(({ type }) => language.interpolations.includes(type));
  const gone = (by: string): string => replaced(text, [start, end, by]);
  const renamed = (by: string): string => replaced(text, [name.startIndex, name.endIndex, by]);
  const plain = name.text;
  const mutants: Mutant[] = [
    { operator: 'rename with a prefix', text: renamed(`un${plain}`) },
    { operator: 'rename with a suffix', text: renamed(plain.replace(/[?!]?$/, '_later$&')) },
    { operator: 'rename by a letter', text: renamed(plain.length > 1 ? plain.slice(0, -1) : `${plain}${plain}`) },
  ];
  for (const dead of language.deadExpressions) mutants.push({ operator: `never evaluated: ${dead}`, text: gone(dead.replace('§', () => call.text)) });
  // What is left must not be called by what stands around it, handed to something that may call it, or be given a name.
  const around = ancestors(call);
  const parent = around[0]?.type ?? '';
  const isCalled = parent in language.calls || invokers.test(text.slice(end)) || /^await/.test(parent) || /^arguments|argument_list$/.test(parent);
  const isNamed = around.slice(0, around.findIndex(({ type }) => language.blocks.includes(type))).some(({ type }) => language.assignments.includes(type));
  if (!isCalled && !isNamed && language.bareCalls !== true && call.type !== 'new_expression' && !callee.text.includes('?.')) mutants.push({ operator: 'reference only', text: gone(callee.text) });
  if (!inText) mutants.push({ operator: 'stringify', text: gone(language.text(call.text)) });
  const indent = statement && indentOf(text, statement);
  if (!language.indented && language.lineComments !== true && !inText) mutants.push({ operator: 'comment out', text: gone(`${language.comment(call.text)} ${language.nothing}`) });
  else if (statement && indent !== undefined) mutants.push({ operator: 'comment out', text: replaced(text, [statement.startIndex, statement.startIndex, indented(language.comment(call.text), indent).trimStart() + `\n${indent}`], [start, end, language.nothing]) });
  return mutants;
}

function statementMutants(text: string, { caller, statement }: CallSite, language: MutantLanguage): readonly Mutant[] {
  const indent = statement && indentOf(text, statement);
  if (!statement || indent === undefined) return [];
  const { startIndex: start, endIndex: end } = statement;
  const written = statement.text;
  const instead = (by: string): string => replaced(text, [start, end, by]);
  const movable = !language.bound.test(written);
  const mutants = language.dead.filter(({ makesFunction }) => movable || makesFunction !== true).map(({ operator, template }): Mutant => ({ operator, text: instead(placed(template, written, indent)) }));
  const documentation = language.indented ? `"""${written.replaceAll('"""', "'''").replaceAll('\\', '')}"""` : `${indented(language.comment(`* ${written}`), language.lineComments ? indent : '').trimStart()}${language.lineComments ? `\n${indent}` : ' '}${language.emptyStatement}`;
  mutants.push({ operator: 'documentation', text: instead(documentation) });
  if (!movable) return mutants;
  const alone = unindented(written, indent);
  const elsewhere = (around: string): string => `${instead(language.emptyStatement)}\n\n${placed(around, alone, '')}\n`;
  mutants.push({ operator: 'move to a sibling function', text: elsewhere(language.functionAround('sibling_')) });
  const sibling_ = language.classAround('Sibling_', caller.name.text);
  if (sibling_ !== '') mutants.push({ operator: 'move to a sibling class', text: elsewhere(sibling_) });
  const outer = indentOf(text, caller.whole);
  if (caller.inClass && outer !== undefined) {
    const sibling = indented(placed(language.methodAround('sibling_'), alone, ''), outer);
    mutants.push({ operator: 'move to a sibling method', text: replaced(text, [start, end, language.emptyStatement], [caller.whole.endIndex, caller.whole.endIndex, `\n${sibling}`]) });
  }
  return mutants;
}

function callerMutants(text: string, { caller, callee, name }: CallSite, language: MutantLanguage): readonly Mutant[] {
  const mutants: Mutant[] = language.stubs.map((body): Mutant => ({ operator: `stub the body: ${body}`, text: replaced(text, [caller.body.startIndex, caller.body.endIndex, body]) }));
  const named = language.parts?.parameters ? language.parts.parameters(caller.node) : caller.node.childForFieldName('parameters');
  const parameters = named ?? caller.node.children.find((child) => child !== null && language.parameters.includes(child.type));
  // Languages without parameters here have names of functions that no variable takes over.
  if (callee.id !== name.id || !parameters || language.parameters.length === 0 || language.unbound?.test(name.text)) return mutants;
  const given = parameters.namedChildren.filter((child) => child !== null && child.type !== 'comment');
  const first = given[0];
  const parameter = language.parameter?.(name.text) ?? name.text;
  const second = (caller.inClass && language.indented) || (first && first.type === language.selfParameter) ? first : undefined;
  const shadow = second ? replaced(text, [second.endIndex, second.endIndex, `, ${parameter}`]) : replaced(text, [parameters.startIndex + 1, parameters.startIndex + 1, first ? `${parameter}, ` : parameter]);
  mutants.push({ operator: 'shadow by a parameter', text: shadow });
  const opening = caller.body.namedChildren.find((child) => child !== null && child.type !== 'comment');
  const indent = opening && indentOf(text, opening);
  if (opening && indent !== undefined) mutants.push({ operator: 'shadow by a local variable', text: replaced(text, [opening.startIndex, opening.startIndex, `${language.local(name.text)}\n${indent}`]) });
  return mutants;
}
