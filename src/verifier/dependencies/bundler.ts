/** Bundler: what a Gemfile writes out line by line, and Gemfile.lock. */
import { linesOf } from '../configuration/text-lines.ts';
import type { Declaration, Ecosystem, LockAnswer, LockedPackage, LockFormat, ReadManifest, Requirement } from './dependency.ts';
import type { SourceText } from '../sources.ts';
import { rubyVersions } from './versions/ruby.ts';

const gemfileLock: LockFormat = {
  file: 'Gemfile.lock',
  above: false,
  read(source) {
    const packages: LockedPackage[] = [];
    const asked = new Map<string, string>();
    let section = '';
    for (const { text, start } of linesOf(source.text)) {
      if (/^\S/.test(text)) section = text.trim();
      const at = { start, end: start + text.length };
      const spec = /^ {4}(\S+) \(([^)]+)\)/.exec(text);
      // A version may carry the platform that it was built for.
      if (spec && ['GEM', 'GIT', 'PATH'].includes(section)) packages.push({ name: spec[1]!, version: spec[2]!.replace(/-(?:x86|x64|arm|aarch|java|ruby|universal|mingw|mswin|darwin|linux).*$/, ''), at, ...(section === 'GEM' ? {} : { elsewhere: section === 'GIT' ? 'a git repository' : 'a folder' }) });
      const dependency = section === 'DEPENDENCIES' ? /^ {2}([^\s!(]+)(?: \(([^)]*)\))?!?/.exec(text) : null;
      if (dependency) asked.set(dependency[1]!, dependency[2] ?? '');
    }
    const resolve = ({ name }: Declaration): LockAnswer => {
      const found = packages.filter((one) => one.name === name);
      if (!asked.has(name)) return { kind: 'out_of_date', why: `does not know that the manifest asks for ${name}` };
      return found.length === 0 ? { kind: 'out_of_date', why: `does not hold ${name}` } : { kind: 'locked', packages: found };
    };
    return { ok: true, packages, resolve };
  },
};

export const bundler: Ecosystem = {
  title: 'Bundler',
  isManifest: (name) => name === 'Gemfile' || name === 'gems.rb' || name.endsWith('.gemspec'),
  fold: (name) => name,
  read: (source) => readGemfile(source),
  locksOf: (name) => (name === 'Gemfile' ? [gemfileLock] : name === 'gems.rb' ? [{ ...gemfileLock, file: 'gems.locked' }] : []),
  versions: rubyVersions,
};

const developmentGroups = new Set(['development', 'test', 'ci', 'lint', 'doc', 'docs']);

function readGemfile(source: SourceText): ReadManifest {
  const declarations: Declaration[] = [];
  const open: { readonly kind: 'group' | 'condition' | 'elsewhere' | 'other'; readonly development: boolean }[] = [];
  let hidden: string | undefined;
  for (const { text, at } of statements(source.text)) {
    const gem = /^(?:gem|\w+\.add_(?:runtime_|development_)?dependency)[\s(]+(.*)$/s.exec(text);
    if (gem) {
      const one = declared(gem[1]!, at, open.some(({ kind, development }) => kind === 'group' && development) || text.includes('add_development_dependency'), open.some(({ kind }) => kind === 'elsewhere'));
      if (one) declarations.push(open.some(({ kind }) => kind === 'condition') ? { ...one, conditional: 'stands in a branch of the Gemfile' } : one);
      else hidden = `${source.file} computes a gem: ${text.slice(0, 60)}`;
    } else if (/^(eval_gemfile|gemspec|instance_eval)\b/.test(text)) hidden = `${source.file} takes in gems from another file`;
    if (/^end\b/.test(text)) open.pop();
    else if (/^(if|unless|case|begin|while|until|for)\b/.test(text)) open.push({ kind: 'condition', development: false });
    else if (/\bdo\s*(\|[^|]*\|)?$/.test(text) || /^(def|class|module)\b/.test(text)) {
      const names = [...text.matchAll(/:(\w+)|["'](\w+)["']/g)].map(([, symbol, quoted]) => symbol ?? quoted!);
      const kind = /^group\b/.test(text) ? 'group' : /^(path|git|github|gist)\b/.test(text) ? 'elsewhere' : /^(platforms?|install_if|def|class|module)\b/.test(text) ? 'condition' : 'other';
      open.push({ kind, development: names.length > 0 && names.every((name) => developmentGroups.has(name)) });
    }
  }
  return { ok: true, declarations, ...(hidden === undefined ? {} : { hidden }) };
}

/** `"name", "~> 1.2", ">= 1.2.3", group: :test, git: "…"`; undefined when the name is computed. */
function declared(written: string, at: Declaration['at'], development: boolean, elsewhere: boolean): Declaration | undefined {
  const name = /^(["'])([A-Za-z0-9._-]+)\1(?=\s*(?:,|\)|$|\s+(?:if|unless)\b))/.exec(written);
  if (!name) return undefined;
  let rest = written.slice(name[0].length);
  const ranges: string[] = [];
  for (let next = /^\s*,\s*\[?\s*(["'])([^"']*)\1\s*\]?/.exec(rest); next; next = /^\s*,\s*\[?\s*(["'])([^"']*)\1\s*\]?/.exec(rest)) {
    ranges.push(next[2]!);
    rest = rest.slice(next[0].length);
  }
  const foreign = /(?:\b(git|github|gitlab|bitbucket|gist|path|source)\s*:|:(git|github|path|source)\s*=>)\s*["']?([^"',\s]*)/.exec(rest);
  const groups = /\bgroups?\s*(?::|=>)\s*(\[[^\]]*\]|:\w+|["']\w+["'])/.exec(rest)?.[1];
  const named = groups?.match(/\w+/g) ?? [];
  const computed = /^\s*,\s*[A-Za-z_*]\w*\s*(?:,|\)|$|\()/.test(rest);
  const requirement: Requirement = foreign || elsewhere ? { kind: 'elsewhere', what: foreign?.[3] ?? 'the place that its block names' } : computed ? { kind: 'computed', what: rest.replace(/^\s*,\s*/, '') } : { kind: 'range', range: ranges.length === 0 ? '>= 0' : ranges.join(', ') };
  return {
    name: name[2]!,
    at,
    requirement,
    ...(development || (named.length > 0 && named.every((group) => developmentGroups.has(group))) ? { development: 'in groups for development and tests only' } : {}),
    ...(/\s(if|unless)\s/.test(rest) ? { conditional: 'stands under a condition' } : {}),
  };
}

/** Lines without comments, those that go on in the next joined, and nothing of what follows __END__. */
function* statements(text: string): Generator<{ readonly text: string; readonly at: Declaration['at'] }> {
  let comment = false;
  let open: { text: string; start: number } | undefined;
  for (const line of linesOf(text)) {
    if (line.text === '__END__') return;
    if (line.text.startsWith('=begin')) comment = true;
    if (comment) {
      comment = !line.text.startsWith('=end');
      continue;
    }
    const bare = line.text.replace(/^((?:[^"'#]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')*)#.*$/, '$1').trim();
    if (bare === '') continue;
    const start = line.start + line.text.indexOf(bare.slice(0, 1));
    open = open ? { ...open, text: `${open.text} ${bare}` } : { text: bare, start };
    if (/[,\\(]$/.test(bare)) continue;
    yield { text: open.text, at: { start: open.start, end: line.start + line.text.length } };
    open = undefined;
  }
  if (open) yield { text: open.text, at: { start: open.start, end: text.length } };
}
