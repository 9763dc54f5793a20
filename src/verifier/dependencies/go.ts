/** Go modules: go.mod, which is manifest and lock file in one, and the sums in go.sum. */
import { linesOf } from '../configuration/text-lines.ts';
import type { Span } from '../code/code.ts';
import type { Declaration, Ecosystem, LockFormat, ReadLock, Requirement, UnreadFile } from './dependency.ts';
import { goVersions } from './versions/go.ts';

interface Directive {
  readonly word: string;
  readonly parts: readonly string[];
  readonly comment: string;
  readonly at: Span;
}

/** Sums are of modules that were looked at, not of those that are built; only what go.mod requires is asked of them. */
const goSum: LockFormat = {
  file: 'go.sum',
  above: false,
  read(source): ReadLock {
    const packages = [...linesOf(source.text)].flatMap(({ text, start }) => {
      const [name, version] = text.trim().split(/\s+/);
      return name && version && !version.endsWith('/go.mod') ? [{ name, version, at: { start, end: start + text.length } }] : [];
    });
    return {
      ok: true,
      packages,
      resolve({ name, requirement }) {
        if (requirement.kind !== 'range') return { kind: 'unrelated' };
        const found = packages.find((one) => one.name === name && one.version === requirement.range);
        return found ? { kind: 'locked', packages: [found] } : { kind: 'out_of_date', why: `has no sum of ${name} ${requirement.range}` };
      },
    };
  },
};

export const go: Ecosystem = {
  title: 'Go',
  isManifest: (name) => name === 'go.mod',
  fold: (name) => name,
  read(source) {
    const directives = directivesOf(source.file, source.text);
    if ('ok' in directives) return directives;
    const replaced = directives.filter(({ word }) => word === 'replace');
    const excluded = new Set(directives.filter(({ word }) => word === 'exclude').map(({ parts }) => parts.slice(0, 2).join(' ')));
    const declarations = directives.flatMap(({ word, parts: [name, version], comment, at }): Declaration[] => {
      if (word !== 'require' || name === undefined || version === undefined) return [];
      const requirement = requirementOf(name, version, replaced, excluded);
      return [{ name, at, requirement, ...(/^indirect\b/.test(comment) ? { remark: 'it is needed by another dependency, not by this module itself' } : {}) }];
    });
    return { ok: true, declarations };
  },
  locksOf: () => [goSum],
  versions: goVersions,
};

function requirementOf(name: string, version: string, replaced: readonly Directive[], excluded: ReadonlySet<string>): Requirement {
  const rule = replaced.find(({ parts }) => parts[0] === name && (parts[1] === '=>' || parts[1] === version));
  if (rule) {
    const [target = '', other] = rule.parts.slice(rule.parts.indexOf('=>') + 1);
    return target === name && other !== undefined ? { kind: 'range', range: other } : { kind: 'elsewhere', what: `${target}${other === undefined ? '' : ` ${other}`}` };
  }
  // The next higher version is taken, and which one that is only the registry knows.
  return excluded.has(`${name} ${version}`) ? { kind: 'computed', what: `another version than ${version}, which is excluded` } : { kind: 'range', range: version };
}

function directivesOf(file: string, text: string): readonly Directive[] | UnreadFile {
  const found: Directive[] = [];
  let block: string | undefined;
  let comments = false;
  for (const { text: line, start } of linesOf(text)) {
    const sign = line.indexOf('//');
    const comment = sign < 0 ? '' : line.slice(sign + 2).trim();
    const body = (sign < 0 ? line : line.slice(0, sign)).trim();
    comments ||= body.includes('/*');
    if (body === '') continue;
    const words = body.split(/\s+/).map((word) => word.replace(/^["`](.*)["`]$/, '$1'));
    const at = { start: start + line.indexOf(body), end: start + line.indexOf(body) + body.length };
    if (block === undefined && words.at(-1) === '(') block = words[0]!;
    else if (block !== undefined && body === ')') block = undefined;
    else found.push({ word: block ?? words[0]!, parts: block === undefined ? words.slice(1) : words, comment, at });
  }
  if (block === undefined && !comments && found.some(({ word }) => word === 'module')) return found;
  return { ok: false, reason: 'parse_error', details: `${file} is no valid go.mod.` };
}
