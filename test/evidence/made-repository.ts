/** A repository with a model, a policy and signed runs, to export packages from. */
import { execFileSync } from 'node:child_process';
import { createHash, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLedger } from '../../src/evidence/ledger/ledger.ts';
import type { RunEntry, RunPredicate, RunStatement } from '../../src/evidence/statement/run-statement.ts';
import { testResultStatement } from '../../src/evidence/statement/test-result-statement.ts';
import { assertionHash, clauseHash, controlHash, semanticDigest } from '../../src/model/canonical.ts';
import { parseModel } from '../../src/model/parse.ts';
import { exportEvidence } from '../../src/project/export-evidence.ts';
import { entry, keys, policyText, run, sealed } from './made-runs.ts';

export const modelText = `schema: 1
id: upload
title: Upload
boundaries: {TB1: {name: Internet}}
components: {CMP1: {name: api, boundaries: [TB1]}}
assets: {A1: {name: files, properties: [I], components: [CMP1]}}
attackers: {T1: {capability: sends files, position: outside, boundaries: [TB1], vector: Network}, T2: {capability: steals disks, position: inside, boundaries: []}}
assumptions: {AS1: {type: external, description: Disks are locked away., objectives: [CO-A1-T2], attestations: [{by: the operator, statement: They are., expires_at: "2027-01-31"}]}}
controls:
  CTRL-01:
    description: Scan uploads.
    status: implemented
    mitigates: [{asset: A1, attackers: [T1], group: a}]
    clauses: {scanned: {shows: the handler scans, types: [function_calls]}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: function_calls, params: {file: src/upload.py, caller: handle, callee: scan}, covers: [scanned]}
`;
const parsed = parseModel(modelText);
const { model } = parsed;
const control = model.controls['CTRL-01']!;
const code = 'def scan(data):\n    return len(data) > 3\n\ndef handle(data):\n    scan(data)\n    return data\n';
export const codeState = `sha256:${createHash('sha256').update(code).digest('hex')}`;

/** What a run says of the assertion of the model. */
export const said = (changes: Partial<RunEntry> = {}): RunEntry =>
  entry({ id: 'asrt_aaaa', hash: assertionHash(model.assertions['asrt_aaaa']!), control: { id: 'CTRL-01', hash: controlHash(control), clauses: [{ name: 'scanned', hash: clauseHash(control.clauses['scanned']!) }] }, files: ['src/upload.py'], ...changes });

export class MadeRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'mipiti-audit-'));
  readonly root = join(this.folder, 'app');

  constructor(policy = policyText()) {
    mkdirSync(join(this.root, '.mipiti'), { recursive: true });
    mkdirSync(join(this.root, 'src'));
    this.git('init', '-q', '-b', 'main');
    this.git('remote', 'add', 'origin', 'https://example.invalid/acme/app.git');
    this.write('upload.threatmodel.yaml', modelText);
    this.write('src/upload.py', code);
    this.write('.gitignore', '.mipiti/evidence/\n.mipiti/cache/\n');
    this.write('.mipiti/trust.yaml', policy);
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.root, name), text);
  }

  git(...words: string[]): string {
    const env = { ...process.env, GIT_AUTHOR_DATE: '2026-05-01T10:00:00Z', GIT_COMMITTER_DATE: '2026-05-01T10:00:00Z' };
    return execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.invalid', ...words], { cwd: this.root, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  }

  commit(words = 'x'): string {
    this.git('add', '-A');
    this.git('commit', '-qm', words, '--allow-empty');
    return this.git('rev-parse', 'HEAD');
  }

  /** The statement of a run on HEAD, or on another commit. */
  statement(changes: Partial<RunPredicate> = {}, commit = this.git('rev-parse', 'HEAD')): RunStatement {
    const predicate = { model: { id: 'upload', path: 'upload.threatmodel.yaml', digest: semanticDigest(model) }, files: [{ path: 'src/upload.py', state: codeState }], assertions: [said()], ...changes };
    return run(predicate, commit, this.git('rev-parse', `${commit}^{tree}`));
  }

  /** Signs a run and its public form, and keeps both; the name of the run. */
  async record(changes: Partial<RunPredicate> = {}, key: KeyObject = keys.ed.privateKey): Promise<string> {
    const shown = await this.keep(sealed(testResultStatement(this.statement(changes)), key));
    return this.keep(sealed(this.statement({ testResult: shown, ...changes }), key));
  }

  async keep(text: string): Promise<string> {
    const kept = await openLedger(this.root).append(text);
    if (!kept.ok) throw new Error(kept.problem.code);
    return kept.name;
  }

  async export(now = new Date('2026-06-01T00:00:00Z')): Promise<string> {
    const exported = await exportEvidence(this.root, { version: '0.1.0', now });
    if (!exported.ok) throw new Error(exported.because);
    return exported.text;
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
