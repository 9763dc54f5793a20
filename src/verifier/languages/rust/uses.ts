/** Imports of Rust, and where its modules lie. */
import type { Code, ImportCode } from '../../code/code.ts';
import { joined } from '../../code/folders.ts';
import type { LoweringRule } from '../../syntax/grammar.ts';
import type { SyntaxNode } from '../../syntax/node.ts';
import { nothing, span } from '../build.ts';

/** While a tree of imports is put together, `module` is the whole path, and the local name may be missing. */
function leaf(node: SyntaxNode, path: string, local: string | undefined, star: boolean): ImportCode {
  return { kind: 'import', module: path, relative: false, typeOnly: false, bindings: local === undefined ? [] : [{ local, ...span(node) }], ...(star ? { star } : {}), ...span(node) };
}

function leavesOf(node: SyntaxNode): readonly ImportCode[] {
  if (node.code.kind === 'import') return [node.code];
  if (node.code.kind === 'group' && node.code.parts.some(({ kind }) => kind === 'import')) return node.code.parts.filter((part) => part.kind === 'import');
  const path = node.text.replace(/\s|r#/g, '');
  return path === '' || node.kind === 'use_list' ? [] : [leaf(node, path, undefined, false)];
}

export const useList: LoweringRule = (node) => ({ kind: 'group', parts: node.namedChildren.flatMap(leavesOf), ...span(node) });

export const scopedUseList: LoweringRule = (node) => {
  const path = node.child('path')?.text.replace(/\s|r#/g, '') ?? '';
  const list = node.child('list');
  return { kind: 'group', parts: (list ? leavesOf(list) : []).map((one): Code => ({ ...one, module: [path, one.module].filter((part) => part !== '').join('::') })), ...span(node) };
};

export const useAs: LoweringRule = (node) => leaf(node, node.child('path')?.text.replace(/\s|r#/g, '') ?? '', node.child('alias')?.text ?? '_', false);

/** `use a::*`, and the star of `use a::{b, *}`, which has no path of its own. */
export const useAll: LoweringRule = (node) => leaf(node, node.namedChildren[0]?.text.replace(/\s|r#/g, '') ?? '', undefined, true);

/** The item that is taken from its module; and once more by its whole path, since it may be a module itself. */
function finished(one: ImportCode): readonly Code[] {
  const { start, end } = one;
  if (one.star) return [one.module === '' ? { ...one, module: 'crate' } : one];
  const segments = one.module.replace(/^::/, '').split('::');
  if (segments.length > 1 && segments.at(-1) === 'self') segments.pop();
  const name = segments.at(-1)!;
  const local = one.bindings[0]?.local ?? name;
  const whole = segments.length === 1;
  const bindings = local === '_' ? [] : [{ local, ...(whole ? {} : { imported: name }), start, end }];
  const taken: ImportCode = { ...one, module: whole ? name : segments.slice(0, -1).join('::'), bindings };
  return whole ? [taken] : [taken, { ...one, module: segments.join('::'), bindings: [] }];
}

export const useDeclaration: LoweringRule = (node) => {
  const argument = node.child('argument');
  return argument ? { kind: 'group', parts: leavesOf(argument).flatMap(finished).map((part): Code => ({ ...part, ...span(node) })), ...span(node) } : nothing(node);
};

export const externCrate: LoweringRule = (node) => {
  const name = node.child('name')?.text ?? '';
  return leaf(node, name, node.child('alias')?.text ?? name, false);
};

/** `mod auth;` takes a file in. */
export function moduleFile(node: SyntaxNode, name: string): Code {
  return { kind: 'import', module: 'self', relative: false, typeOnly: false, bindings: [{ local: name, imported: name, ...span(node) }], ...span(node) };
}

/** A module is a file of its name or the file `mod.rs` in a folder of its name; `super` may also be a module of the file itself. */
export function rustModuleFiles(module: string, from: string): readonly string[] {
  const [root = '', ...rest] = module.split('.');
  const folders = from.split('/').slice(0, -1);
  const stem = from.slice(from.lastIndexOf('/') + 1).replace(/\.rs$/, '');
  const src = folders.lastIndexOf('src');
  const top = src >= 0 ? folders.slice(0, src + 1) : folders;
  const own = stem === 'mod' || stem === 'lib' || stem === 'main' ? folders : [...folders, stem];
  if (root === 'crate') return filesOf(top, rest, top);
  if (root === 'self') return rest.length === 0 ? [from] : filesOf(own, rest, top);
  if (root !== 'super') return [];
  const ups = 1 + rest.findIndex((part) => part !== 'super');
  const climbed = ups === 0 ? rest.length + 1 : ups;
  const files = own.length < climbed ? [] : filesOf(own.slice(0, own.length - climbed), rest.slice(climbed - 1), top);
  return rest.length === 0 ? [...files, from] : files;
}

function filesOf(base: readonly string[], rest: readonly string[], top: readonly string[]): readonly string[] {
  const path = [...base, ...rest].join('/');
  if (path === top.join('/')) return [joined(path, 'lib.rs'), joined(path, 'main.rs')];
  return [`${path}.rs`, joined(path, 'mod.rs')];
}
