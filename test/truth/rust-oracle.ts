/**
 * syn, the parser that most macros of Rust are written with: it reads the whole grammar. It is built once, by the cargo of
 * this machine, from the crates that Debian packages (`librust-syn-dev`).
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Span } from '../../src/verifier/code/code.ts';
import type { CodeFacts } from '../../src/verifier/code/facts.ts';
import type { Oracle, Structure } from './oracle.ts';
import { ourStructure } from './our-structure.ts';
import { missingProgram } from './programs.ts';

const crates = '/usr/share/cargo/registry';
const folder = join(import.meta.dirname, '..', '..', '.editor', 'bench', 'rust-oracle');

export const rustOracle: Oracle = {
  name: 'syn',
  languages: ['rust'],
  missing: () => missingProgram('cargo', '--version') ?? (existsSync(crates) ? undefined : `${crates} is not on this machine (librust-syn-dev)`),
  structureOf: (files) => {
    const input = Buffer.concat(files.flatMap(({ text }) => [Buffer.from(`${Buffer.byteLength(text)}\n`), Buffer.from(text)]));
    const { stdout, stderr, status } = spawnSync(built(), { input, encoding: 'utf8', maxBuffer: 1_000_000_000 });
    if (status !== 0) throw new Error(`syn cannot be asked: ${stderr}`);
    return Promise.resolve(stdout.trimEnd().split('\n').map((line) => (JSON.parse(line) as Structure | null) ?? undefined));
  },
  ours,
};

const manifest = `[package]
name = "rust-oracle"
version = "1.0.0"
edition = "2021"

[dependencies]
syn = { version = "1", default-features = false, features = ["full", "parsing", "printing", "visit", "clone-impls"] }
proc-macro2 = { version = "1", default-features = false, features = ["span-locations"] }

[profile.dev]
opt-level = 1

[workspace]
`;

/** The program, made anew where its source has changed. */
function built(): string {
  mkdirSync(join(folder, 'src'), { recursive: true });
  writeFileSync(join(folder, 'Cargo.toml'), manifest);
  copyFileSync(join(import.meta.dirname, 'RustOracle.rs'), join(folder, 'src', 'main.rs'));
  const source = ['--config', 'source.crates-io.replace-with="debian"', '--config', `source.debian.directory="${crates}"`];
  const { status, stderr, error } = spawnSync('cargo', ['build', '--offline', '--quiet', ...source, '--target-dir', join(folder, 'target')], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`syn cannot be built: ${error?.message ?? stderr}`);
  return join(folder, 'target', 'debug', 'rust-oracle');
}

/** Macros of the standard library whose arguments are expressions; the oracle reads into the same. */
const read = new Set('print println eprint eprintln format format_args write writeln dbg panic todo unimplemented unreachable assert assert_eq assert_ne debug_assert debug_assert_eq debug_assert_ne vec matches'.split(' '));

/** Without calls and closures that stand among the words of macros that nobody can look into. */
function ours(facts: CodeFacts): Structure {
  const closed = facts.calls.filter(({ callee }) => (callee.kind === 'name' || callee.kind === 'member') && callee.name.endsWith('!') && !read.has(callee.name.slice(0, -1)));
  const isOpen = ({ start, end }: Span): boolean => !closed.some((one) => one.start <= start && end <= one.end && one.end - one.start > end - start);
  return ourStructure({ ...facts, calls: facts.calls.filter(isOpen), functions: new Map([...facts.functions].filter(([, fact]) => isOpen(fact))) });
}
