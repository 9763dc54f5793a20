/**
 * universal-ctags: reads many languages with parsers of its own, loosely. It is asked which functions and classes there
 * are, by name and line, and nothing about bodies.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import type { CodeFacts } from '../../src/verifier/code/facts.ts';
import type { Oracle, Structure, SubjectFile } from './oracle.ts';
import { missingProgram } from './programs.ts';

/** The name that ctags has for a language, and which of its kinds are functions and classes. */
const known: Readonly<Record<string, { readonly name: string; readonly functions: readonly string[]; readonly classes: readonly string[] }>> = {
  python: { name: 'Python', functions: ['function', 'member'], classes: ['class'] },
  javascript: { name: 'JavaScript', functions: ['function', 'method', 'generator', 'getter', 'setter'], classes: ['class'] },
  typescript: { name: 'TypeScript', functions: ['function', 'method', 'generator'], classes: ['class', 'interface'] },
  go: { name: 'Go', functions: ['func'], classes: ['struct', 'interface', 'type', 'alias', 'talias'] },
  java: { name: 'Java', functions: ['method'], classes: ['class', 'interface', 'enum'] },
  rust: { name: 'Rust', functions: ['function', 'method'], classes: ['struct', 'enum', 'interface'] },
  csharp: { name: 'C#', functions: ['method'], classes: ['class', 'interface', 'struct', 'enum'] },
  ruby: { name: 'Ruby', functions: ['method', 'singletonMethod'], classes: ['class', 'module'] },
  php: { name: 'PHP', functions: ['function'], classes: ['class', 'interface', 'trait'] },
};

interface Tag {
  readonly path: string;
  readonly name: string;
  readonly kind: string;
  readonly line: number;
}

export const ctagsOracle: Oracle = {
  name: 'ctags',
  languages: Object.keys(known),
  missing: () => missingProgram('ctags', '--output-format=json', '--version'),
  structureOf: (files) => Promise.resolve(structures(files)),
  ours: ourNames,
};

function structures(files: readonly SubjectFile[]): readonly Structure[] {
  const folder = mkdtempSync(join(tmpdir(), 'mipiti-ctags-'));
  try {
    const names = files.map(({ path, text }, index) => {
      const name = join(folder, `${index}${extname(path)}`);
      writeFileSync(name, text);
      return name;
    });
    const { stdout, status, stderr } = spawnSync('ctags', ['--options=NONE', '--output-format=json', '--fields=+nK', '--sort=no', '-f', '-', '-L', '-'], { input: names.join('\n'), encoding: 'utf8', maxBuffer: 1_000_000_000 });
    if (status !== 0) throw new Error(`ctags cannot be asked: ${stderr}`);
    const tags = new Map<string, Tag[]>(names.map((name) => [name, []]));
    for (const line of stdout.split('\n').filter((text) => text.startsWith('{'))) {
      const tag = JSON.parse(line) as Tag;
      tags.get(tag.path)?.push(tag);
    }
    return files.map(({ path }, index) => structure(path, tags.get(names[index]!) ?? []));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function structure(path: string, tags: readonly Tag[]): Structure {
  const kinds = Object.values(known).find(({ name }) => name === languageName(path));
  const of = (wanted: readonly string[] = []): readonly string[] => [...new Set(tags.filter(({ kind }) => wanted.includes(kind)).map(({ name, line }) => `${name}@${line}`))];
  return { functions: of(kinds?.functions), classes: of(kinds?.classes) };
}

function languageName(path: string): string | undefined {
  const names: Readonly<Record<string, string>> = { '.py': 'Python', '.pyi': 'Python', '.js': 'JavaScript', '.mjs': 'JavaScript', '.cjs': 'JavaScript', '.ts': 'TypeScript', '.mts': 'TypeScript', '.cts': 'TypeScript', '.go': 'Go', '.java': 'Java', '.rs': 'Rust', '.cs': 'C#', '.rb': 'Ruby', '.php': 'PHP' };
  return names[extname(path)];
}

/** Every name that is given a function here, whatever it is worth. */
function ourNames(facts: CodeFacts): Structure {
  const at = (offset: number): number => facts.lines.position(offset).line;
  const written = [...facts.functions.values()].flatMap(({ code }) => (code.name === undefined ? [] : [`${code.name}@${at((code.nameSpan ?? code).start)}`]));
  // A name that is bound to a function is one to ctags in languages where that is usual.
  const bound = !/^(javascript|typescript|tsx)$/.test(facts.language) ? [] : facts.definitions.flatMap(({ kind, path, start }) => (kind === 'function' ? [`${path.at(-1) ?? ''}@${at(start)}`] : []));
  const classes = [...facts.classes.values()].filter(({ code }) => code.form !== 'namespace').map(({ code, path }) => `${path.at(-1) ?? ''}@${at((code.nameSpan ?? code).start)}`);
  return { functions: [...new Set([...written, ...bound])], classes: [...new Set(classes)] };
}
