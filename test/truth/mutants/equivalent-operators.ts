/** Changes of a file that leave every claim on it as it was. */
import ts from 'typescript';
import type { MutantLanguage } from './language.ts';
import { placed } from './mutant.ts';
import type { Mutant } from './mutant.ts';
import type { CallSite } from './sites.ts';
import { ancestors, indentOf, nodesOf, replaced } from './syntax.ts';
import type { Node } from './syntax.ts';

/** Of the file as a whole. */
export function keptFile(path: string, text: string, root: Node, language: MutantLanguage): readonly Mutant[] {
  const imports = nodesOf(root, language.imports).filter(({ parent, text: written }) => parent?.type === root.type && !written.includes('\n') && !written.includes('__future__'));
  const pair = imports.flatMap((one, index) => {
    const next = imports[index + 1];
    return next && next.startPosition.row === one.endPosition.row + 1 ? [[one, next] as const] : [];
  })[0];
  const mutants: Mutant[] = [
    { operator: 'add comments around', text: `${text.startsWith('#!') || text.startsWith('<?') ? '' : `${language.comment('Not the one that you look for.')}\n`}${text}\n${language.comment('The end.')}\n` },
    { operator: 'reformat: line ends', text: text.replace(/\r?\n/g, '\r\n') },
    { operator: 'reformat: blank lines at the end', text: `${text}\n\n\n` },
    { operator: 'add a function', text: `${text}\n${placed(language.functionAround('unrelated_'), language.emptyStatement, '')}\n` },
  ];
  if (pair) mutants.push({ operator: 'reorder imports', text: replaced(text, [pair[0].startIndex, pair[0].endIndex, pair[1].text], [pair[1].startIndex, pair[1].endIndex, pair[0].text]) });
  if (/\.[cm]?[jt]sx?$/.test(path)) mutants.push({ operator: 'reformat: printed by the compiler', text: printed(path, text) });
  return mutants;
}

function printed(path: string, text: string): string {
  return ts.createPrinter().printFile(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : /\.[cm]?ts$/.test(path) ? ts.ScriptKind.TS : ts.ScriptKind.JSX));
}

/** Around one call. */
export function keptCalls(text: string, site: CallSite, language: MutantLanguage): readonly Mutant[] {
  const { statement, caller, call } = site;
  const mutants: Mutant[] = [];
  const indent = statement && indentOf(text, statement);
  if (statement && indent !== undefined) {
    mutants.push({ operator: 'add a comment', text: replaced(text, [statement.startIndex, statement.startIndex, `${language.comment('This is needed.')}\n${indent}`]) });
    mutants.push({ operator: 'reformat: blank lines', text: replaced(text, [statement.startIndex, statement.startIndex, `\n\n${indent}`]) });
    if (!language.declarations.includes(statement.type)) for (const around of language.always) mutants.push({ operator: `wrap in a block: ${around.split('\n').join(' ')}`, text: replaced(text, [statement.startIndex, statement.endIndex, placed(around, statement.text, indent)]) });
  }
  const inText = ancestors(call).some(({ type }) => language.interpolations.includes(type));
  if (!inText && !language.indented && language.lineComments !== true) mutants.push({ operator: 'reformat: a comment inside', text: replaced(text, [call.endIndex, call.endIndex, ` ${language.comment('so')}`]) });
  const local = localIn(caller.body, caller.node, language);
  // A claim may begin with the name of the variable.
  if (local && site.dotted?.split('.')[0] !== local.name) mutants.push({ operator: 'rename a local variable', text: replaced(text, ...local.uses.map(({ startIndex, endIndex }) => [startIndex, endIndex, `${local.name}_renamed`] as const)) });
  return mutants;
}

/** A variable that is plainly local to a function without functions in it, and every place where it stands. */
function localIn(body: Node, whole: Node, language: MutantLanguage): { readonly name: string; readonly uses: readonly Node[] } | undefined {
  if (nodesOf(body, language.boundaries).length > 0 || /\b(global|nonlocal|locals|vars|eval|exec|with)\b/.test(body.text)) return undefined;
  const declared = language.indented
    ? nodesOf(body, ['assignment']).flatMap((one) => (one.childForFieldName('left')?.type === 'identifier' ? [one.childForFieldName('left')!.text] : []))
    : nodesOf(body, ['variable_declarator']).flatMap((one) => (one.childForFieldName('name')?.type === 'identifier' ? [one.childForFieldName('name')!.text] : []));
  for (const name of declared) {
    const uses = nodesOf(whole, language.names).filter(({ text }) => text === name);
    const plain = uses.every((use) => use.type === 'identifier' && use.startIndex >= body.startIndex && isVariable(use));
    if (plain) return { name, uses };
  }
  return undefined;
}

/** Whether a name stands for a variable there: not for a member, a keyword of a call, a type, or something that is called. */
function isVariable(use: Node): boolean {
  const { parent } = use;
  if (!parent) return false;
  const is = (field: string): boolean => parent.childForFieldName(field)?.id === use.id;
  if (parent.type === 'attribute') return !is('attribute');
  if (parent.type === 'keyword_argument') return !is('name');
  return !((parent.type === 'call' || parent.type === 'call_expression') && is('function')) && !/^(type|pair|dotted_name|aliased_import|generic_type)$/.test(parent.type);
}
