/**
 * The index over a ledger, in SQLite under `.mipiti/cache`. Everything in it follows from the files; it is checked against their names
 * at each opening and thrown away when in doubt. A bundle of its own, loaded with the first question.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import initSqlJs, { type Database, type SqlJsStatic, type SqlValue } from 'sql.js';
import { readSealedFile } from '../envelope/sealed-file.ts';
import { leadsElsewhere, nodeDisk, temporaryName, type Disk } from '../ledger/disk.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { commitOfRun, readRunStatement, treeOfRun } from '../statement/run-statement.ts';
import type { EntryRow, EvidenceIndex, RunRow } from './rows.ts';

/** Relative to the root of a repository; git ignores the folder. */
export const indexFile = '.mipiti/cache/evidence.sqlite';

/** Another shape or meaning of the tables, another number; an index of another number is made anew. */
const version = 1;
const maximumIndex = 500_000_000;
const sumBytes = 32;

const tables = `
  CREATE TABLE file (name TEXT PRIMARY KEY, because TEXT) WITHOUT ROWID;
  CREATE TABLE run (name TEXT PRIMARY KEY, model TEXT NOT NULL, model_digest TEXT NOT NULL, repository TEXT, commit_name TEXT NOT NULL, tree TEXT NOT NULL, at TEXT NOT NULL,
    tool TEXT NOT NULL, test_result TEXT, passed INTEGER NOT NULL, failed INTEGER NOT NULL, undecidable INTEGER NOT NULL) WITHOUT ROWID;
  CREATE INDEX run_at ON run (at);
  CREATE TABLE earlier (run TEXT NOT NULL, named TEXT NOT NULL);
  CREATE INDEX earlier_named ON earlier (named);
  CREATE TABLE entry (run TEXT NOT NULL, hash TEXT NOT NULL, id TEXT NOT NULL, tier INTEGER NOT NULL, verdict TEXT NOT NULL, strength TEXT);
  CREATE INDEX entry_hash ON entry (hash);
  PRAGMA user_version = ${version};
`;

let loading: Promise<SqlJsStatic> | undefined;

/** SQLite itself: its WebAssembly lies beside the bundle, or in the package it comes from. */
function sqlite(): Promise<SqlJsStatic> {
  return (loading ??= (async () => {
    const beside = fileURLToPath(new URL('sql-wasm.wasm', import.meta.url));
    const bytes = await readFile(existsSync(beside) ? beside : createRequire(import.meta.url).resolve('sql.js/dist/sql-wasm.wasm'));
    return initSqlJs({ wasmBinary: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) });
  })());
}

/**
 * Opens the index of a repository, brings it up to the ledger, and keeps it. One that cannot be kept serves all the same: it is made
 * anew the next time.
 */
export async function openSqliteIndex(repositoryRoot: string, ledger: Ledger, disk: Disk = nodeDisk): Promise<EvidenceIndex> {
  const { Database } = await sqlite();
  const file = join(repositoryRoot, ...indexFile.split('/'));
  const mayKeep = !(await leadsElsewhere(repositoryRoot, indexFile, disk));
  const names = await ledger.names();
  const kept = mayKeep ? await disk.read(file, maximumIndex).catch(() => undefined) : undefined;
  let database = kept && usable(kept, (bytes) => new Database(bytes));
  const rebuilt = database === undefined;
  if (!database) {
    database = new Database();
    database.exec(tables);
  }
  const changed = await bringUp(database, names, ledger);
  if (mayKeep && (rebuilt || changed)) await keep(file, database, disk);
  return indexOver(database, rebuilt);
}

/** A database whose bytes are what was written, of this version. */
function usable(bytes: Buffer, open: (bytes: Uint8Array) => Database): Database | undefined {
  const body = bytes.subarray(0, -sumBytes);
  if (bytes.length <= sumBytes || !sumOf(body).equals(bytes.subarray(-sumBytes))) return undefined;
  try {
    const database = open(body);
    // The file may come with a repository: what its schema computes is not run.
    database.run('PRAGMA trusted_schema = OFF');
    if (database.exec('PRAGMA user_version')[0]?.values[0]?.[0] === version) return database;
    database.close();
  } catch {
    // Whatever it is, it is made anew.
  }
  return undefined;
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** Adds the files that the index lacks and takes out those that are gone; whether there was something to do. */
async function bringUp(database: Database, names: readonly string[], ledger: Ledger): Promise<boolean> {
  const known = new Set(rowsOf(database, 'SELECT name FROM file').map(([name]) => String(name)));
  const present = new Set(names);
  const gone = [...known].filter((name) => !present.has(name));
  const fresh = names.filter((name) => !known.has(name));
  if (gone.length === 0 && fresh.length === 0) return false;
  database.run('BEGIN');
  for (const name of gone) for (const [table, column] of [['file', 'name'], ['run', 'name'], ['earlier', 'run'], ['entry', 'run']] as const) database.run(`DELETE FROM ${table} WHERE ${column} = ?`, [name]);
  for (const name of fresh) await add(database, name, ledger);
  database.run('COMMIT');
  return true;
}

async function add(database: Database, name: string, ledger: Ledger): Promise<void> {
  const read = await ledger.read(name);
  // Gone between the listing and now: nothing to say of it.
  if (!read.ok && read.because === 'missing') return;
  const opened = read.ok ? readSealedFile(read.bytes) : undefined;
  const run = opened?.ok ? readRunStatement(opened.sealed.payload) : undefined;
  const because = !read.ok ? (read.because === 'changed' ? 'its bytes are not what its name says' : 'it cannot be read') : opened && !opened.ok ? opened.because : run && !run.ok && !run.other ? run.because : null;
  database.run('INSERT INTO file VALUES (?, ?)', [name, because]);
  if (!run?.ok) return;
  const { statement } = run;
  const { model, repository, at, tool, testResult, earlier, assertions } = statement.predicate;
  const count = (verdict: string): number => assertions.filter((entry) => entry.tier === 1 && entry.verdict === verdict).length;
  database.run('INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [name, model.id, model.digest, repository, commitOfRun(statement), treeOfRun(statement), at, `${tool.name} ${tool.version}`, testResult, count('pass'), count('fail'), count('undecidable')]);
  for (const named of earlier) database.run('INSERT INTO earlier VALUES (?, ?)', [name, named]);
  const insert = database.prepare('INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?)');
  for (const { hash, id, tier, verdict, strength } of assertions) insert.run([name, hash, id, tier, verdict, strength]);
  insert.free();
}

/** Whole or not at all; which of two writers comes last does not matter, since both are brought up at the next opening. */
async function keep(file: string, database: Database, disk: Disk): Promise<void> {
  const body = database.export();
  const temporary = join(dirname(file), temporaryName());
  try {
    await disk.makeFolder(dirname(file));
    await disk.writeNew(temporary, Buffer.concat([body, sumOf(body)]));
    await disk.rename(temporary, file);
  } catch {
    await disk.remove(temporary).catch(() => undefined);
  }
}

function rowsOf(database: Database, sql: string, values: readonly SqlValue[] = []): readonly (readonly SqlValue[])[] {
  const statement = database.prepare(sql);
  const rows: SqlValue[][] = [];
  try {
    statement.bind([...values]);
    while (statement.step()) rows.push(statement.get());
  } finally {
    statement.free();
  }
  return rows;
}

function indexOver(database: Database, rebuilt: boolean): EvidenceIndex {
  const texts = (sql: string): string[] => rowsOf(database, sql).map(([text]) => String(text));
  return {
    rebuilt,
    runs({ model, commit, limit = 1000 } = {}) {
      const rows = rowsOf(
        database,
        `SELECT name, model, model_digest, repository, commit_name, tree, at, tool, passed, failed, undecidable FROM run
         WHERE (?1 IS NULL OR model = ?1) AND (?2 IS NULL OR commit_name = ?2) ORDER BY at DESC, name LIMIT ?3`,
        [model ?? null, commit ?? null, limit],
      );
      return rows.map(
        ([name, id, digest, repository, at, tree, time, tool, passed, failed, undecidable]): RunRow => ({
          name: String(name),
          model: String(id),
          modelDigest: String(digest),
          repository: repository === null ? null : String(repository),
          commit: String(at),
          tree: String(tree),
          at: String(time),
          tool: String(tool),
          passed: Number(passed),
          failed: Number(failed),
          undecidable: Number(undecidable),
        }),
      );
    },
    history(hash, limit = 1000) {
      const rows = rowsOf(database, 'SELECT run, commit_name, at, id, tier, verdict, strength FROM entry JOIN run ON run.name = entry.run WHERE hash = ? ORDER BY at DESC, run LIMIT ?', [hash, limit]);
      return rows.map(([run, commit, at, id, tier, verdict, strength]): EntryRow => ({ run: String(run), commit: String(commit), at: String(at), id: String(id), tier: Number(tier), verdict: String(verdict), strength: strength === null ? null : String(strength) }));
    },
    missing: () => texts('SELECT named FROM (SELECT named FROM earlier UNION SELECT test_result FROM run WHERE test_result IS NOT NULL) WHERE named NOT IN (SELECT name FROM file) ORDER BY named'),
    unreadable: () => rowsOf(database, 'SELECT name, because FROM file WHERE because IS NOT NULL ORDER BY name').map(([name, because]) => ({ name: String(name), because: String(because) })),
    close: () => database.close(),
  };
}
