import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { breaks, flipped } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { mipiti } from './run-cli.ts';

interface PostureJson {
  readonly models: readonly { readonly id: string; readonly basis: string; readonly digest: string; readonly objectives: readonly { readonly id: string; readonly status: string; readonly by: string | null; readonly reason: string | null; readonly tier: string; readonly reachability: { readonly verdict: string; readonly reason: string } }[]; readonly weakenings: readonly { readonly kind: string }[]; readonly problems: readonly { readonly code: string; readonly subject: string | null }[] }[];
}

describe('the command line', { concurrency: 2 }, () => {
  let home: string;
  let sample: string;
  const fresh = (name: string): string => {
    const folder = join(home, name);
    copySample(folder);
    return folder;
  };
  before(() => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-cli-'));
    sample = fresh('sample');
  });
  after(() => rmSync(home, { recursive: true, force: true }));

  const posture = async (folder: string): Promise<PostureJson> => JSON.parse((await mipiti(['posture', '--output', 'json'], folder)).out) as PostureJson;

  it('lists what waits for review, and fails only when something waits now', async () => {
    const folder = fresh('review');
    const calm = await mipiti(['review', '--at', '2026-06-15'], folder);
    assert.equal(calm.code, 1, calm.out + calm.err);
    assert.match(calm.out, /^Attestations \(1\)\n {2}! AS2 .* {2}not attested yet {2}upload\.threatmodel\.yaml:83\n\n1 waits for review\. The next to come up is \w+-?\w*, on \d{4}-\d\d-\d\d\.\n$/);
    const file = join(folder, 'upload.threatmodel.yaml');
    const text = readFileSync(file, 'utf8').replace(/^ {2}AS2:\n/m, '  AS2:\n    status: retired\n');
    writeFileSync(file, text);
    const soon = await mipiti(['review', '--at', '2031-12-20', '--output', 'json'], folder);
    const { items } = JSON.parse(soon.out) as { items: { section: string; id: string; soon: boolean; why: string }[] };
    assert.deepEqual(items.filter(({ section }) => section !== 'unchecked').map(({ section, id, why }) => `${section} ${id} ${why}`), ['attestations AS1 ends in 11 days', 'attestations AS3 ends in 11 days', 'seals TB3 ends in 11 days']);
    const early = await mipiti(['review', '--at', '2026-06-15'], folder);
    assert.equal(early.code, 0, early.out);
    assert.match(early.out, /^Nothing waits for review\. The next to come up is/);
    writeFileSync(file, text.replace(/^assertions:/m, 'findings:\n  fnd_a: {control: CTRL-01, title: "Archives pass", severity: high, checked_locations: ["upload.py:12"]}\n\nassertions:'));
    const found = await mipiti(['review', '--at', '2026-06-15'], folder);
    assert.equal(found.code, 1);
    assert.match(found.out, /^Open findings \(1\)\n {2}! fnd_a Archives pass {2}high · discovered · CTRL-01 {2}upload\.py:12\n/);
    assert.equal((await mipiti(['review', '--at', 'soon'], folder)).code, 2);
  });

  it('verifies the sample, in text without colour or progress', async () => {
    const { code, out, err } = await mipiti(['verify'], sample);
    assert.equal(code, 0, out + err);
    assert.equal(err, '');
    assert.doesNotMatch(out, /\u001B/);
    assert.match(out, /9 of 12 objectives mitigated, 2 at risk, 1 unassessed/);
    assert.match(out, /13 of 13 assertions pass\./);
    assert.match(out, /✓ CTRL-01 .*\(verified, notices (\d+) of \1 changes\)/);
  });

  it('tells a claim that proves nothing, and counts it as text', async () => {
    const folder = fresh('vacuous');
    const words = ['assert', 'pattern_matches', 'file=upload.py', 'pattern=.*', '--requires', 'text', '--output', 'json'];
    assert.equal((await mipiti(words, folder)).code, 0);
    const { code, out } = await mipiti([...words, '--prove'], folder);
    assert.equal(code, 1);
    const { verdict, vacuity } = JSON.parse(out) as { verdict: string; vacuity: { tried: number; killed: number; survived: string[] } };
    assert.equal(verdict, 'pass');
    assert.ok(vacuity.killed < vacuity.tried && vacuity.survived.length > 0);
    const model = join(folder, 'upload.threatmodel.yaml');
    const text = readFileSync(model, 'utf8');
    writeFileSync(model, text.replace('assertions:\n', 'assertions:\n  asrt_aaaa: {control: CTRL-02, type: pattern_absent, params: {file: upload.py, pattern: "x{1000}y"}}\n'));
    const proven = await mipiti(['verify', '--output', 'json'], folder);
    const { assertions } = JSON.parse(proven.out) as { assertions: { results: { id: string; vacuity?: { tried: number } }[] } };
    assert.ok(assertions.results.every(({ id, vacuity: found }) => id === 'asrt_aaaa' || (found?.tried ?? 0) > 0));
    const plain = JSON.parse((await mipiti(['verify', '--no-prove', '--output', 'json'], folder)).out) as { assertions: { results: { vacuity?: unknown }[] } };
    assert.ok(plain.assertions.results.every((one) => one.vacuity === undefined));
  });

  it('prints the posture in exactly the documented shape, the same bytes each time', async () => {
    const [first, second] = [await mipiti(['posture', '--output', 'json'], sample), await mipiti(['posture', '--output', 'json'], sample)];
    assert.equal(first.out, second.out);
    const [model] = (JSON.parse(first.out) as PostureJson).models;
    assert.deepEqual(Object.keys(model!), ['id', 'basis', 'digest', 'objectives', 'weakenings', 'problems']);
    assert.deepEqual(model?.objectives[1], { id: 'CO-A1-T2', status: 'mitigated', by: 'controls', reason: null, tier: 'critical', reachability: { verdict: 'reachable', reason: 'path' } });
    assert.equal(model.basis, 'worktree');
    assert.match(model.digest, /^[0-9a-f]{64}$/);
  });

  for (const { name, file, edit } of breaks) {
    it(`${name}: flips exactly ${flipped.control} and its objectives`, async () => {
      const folder = fresh(name.replaceAll(' ', '-'));
      const before = await posture(folder);
      writeFileSync(join(folder, file), edit(readFileSync(join(folder, file), 'utf8')));
      const after = await posture(folder);
      const changed = after.models[0]!.objectives.filter((objective, index) => JSON.stringify(objective) !== JSON.stringify(before.models[0]!.objectives[index]));
      assert.deepEqual(changed.map(({ id, status, reason }) => ({ id, status, reason })), flipped.objectives.map((id) => ({ id, status: 'at_risk', reason: 'unverified_evidence' })));
      const { code, out } = await mipiti(['verify'], folder);
      assert.equal(code, 1);
      assert.match(out, /✗ upload\.py:\d+:\d+ CTRL-01 \(Scan uploads before accepting them\)/);
      const standings = [...out.matchAll(/^ {2}([✓✗○]) (CTRL-\d+)/gm)].map((match) => `${match[1]}${match[2]}`);
      assert.deepEqual(standings, ['✗CTRL-01', '✓CTRL-02', '✓CTRL-03', '✓CTRL-04', '✓CTRL-05', '○CTRL-06', '○CTRL-07', '✓CTRL-08']);
    });
  }

  it('draws the posture of one model as a badge', async () => {
    const { code, out } = await mipiti(['posture', '--output', 'badge'], sample);
    assert.equal(code, 0);
    assert.match(out, /^<svg [^]*<title>mipiti: 9 of 12 objectives mitigated, 2 at risk, 1 unassessed<\/title>[^]*<\/svg>\n$/);
    const one = await mipiti(['posture', 'CO-A1-T1', '--output', 'badge'], sample);
    assert.equal(one.code, 2);
    assert.match(one.err, /A badge shows one model; name one of upload\./);
  });

  it('explains the chain down to the line', async () => {
    const { code, out } = await mipiti(['posture', 'upload/CO-A1-T2', '--explain'], sample);
    assert.equal(code, 0);
    for (const part of ['CO-A1-T2 is mitigated by controls', 'SHALL be protected', 'reachable: enters CMP1 through TB1 (Network)', 'CTRL-01 is verified', 'asrt_7k2m passes, unconditional: handle_upload calls scan_upload']) assert.ok(out.includes(part), `${part}\n${out}`);
    assert.match(out, /asrt_7k2m.* {2}upload\.py:\d+/);
    assert.equal((await mipiti(['posture', 'CTRL-01'], sample)).out.trim().split('\n').length, 1);
  });

  it('judges attestations by --at', async () => {
    const { out } = await mipiti(['posture', 'CO-A1-T3', '--at', '2032-01-01', '--output', 'json'], sample);
    assert.deepEqual((JSON.parse(out) as PostureJson).models[0]?.objectives.map(({ status, reason }) => `${status} ${reason}`), ['at_risk expired_attestation']);
  });

  it('checks a batch in the documented shape and order, and compares only when asked', async () => {
    const cases = [
      { id: 'x', type: 'function_calls', params: { file: 'upload.py', caller: 'handle_upload', callee: 'scan_upload' }, expected: 'fail' },
      { type: 'function_exists', params: { file: 'upload.py', name: 'nobody' }, expected: 'fail' },
      { type: 'file_exists', params: { file: '../outside' }, expected: 'fail' },
      { type: 'no_such_type', params: {}, expected: 'undecidable' },
    ];
    const file = join(home, 'cases.json');
    writeFileSync(file, JSON.stringify({ cases }));
    const plain = await mipiti(['check', file, '--output', 'json'], sample);
    assert.equal(plain.code, 1);
    const result = JSON.parse(plain.out) as { passed: number; failed: number; undecidable: number; total: number; results: { id: string; verdict: string; range: unknown }[] };
    assert.deepEqual([result.passed, result.failed, result.undecidable, result.total], [1, 2, 1, 4]);
    assert.deepEqual(result.results.map(({ id, verdict }) => `${id} ${verdict}`), ['x pass', '1 fail', '2 fail', '3 undecidable']);
    assert.deepEqual(Object.keys(result.results[0]!), ['id', 'type', 'verdict', 'strength', 'details', 'file', 'range']);
    const compared = await mipiti(['check', '-', '--expect'], sample, JSON.stringify(cases));
    assert.equal(compared.code, 1);
    assert.match(compared.err, /^x: expected fail, found pass\./);
    assert.equal((await mipiti(['check', '-', '--expect'], sample, JSON.stringify(cases.slice(1)))).code, 0);
  });

  it('checks one assertion, and writes it into the model on request', async () => {
    const folder = fresh('assert');
    const words = ['assert', 'function_calls', 'file=storage.py', 'caller=save_upload', 'callee=os.replace'];
    const { code, out } = await mipiti(words, folder);
    assert.equal(code, 0);
    assert.match(out, /^pass, (called|unconditional) storage\.py:\d+/);
    const before = readFileSync(join(folder, 'upload.threatmodel.yaml'), 'utf8');
    const added = await mipiti([...words, '--add', 'CTRL-03', '--covers', 'named', '--output', 'json'], folder);
    const { id } = (JSON.parse(added.out) as { added: { id: string } }).added;
    const text = readFileSync(join(folder, 'upload.threatmodel.yaml'), 'utf8');
    assert.equal(text.replace(new RegExp(`^ {2}${id}: .*\\n`, 'm'), ''), before, 'one line was added and no other byte changed');
    assert.equal((await mipiti(['verify'], folder)).code, 0);
    assert.equal((await mipiti(['assert', 'function_exists', 'file=upload.py', 'name=nobody'], folder)).code, 1);
  });

  it('lists weakenings first, and fails a build that asks for it', async () => {
    const folder = fresh('weaker');
    const file = join(folder, 'upload.threatmodel.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(', least: unconditional}\n      scanner', '}\n      scanner'));
    const { code, out } = await mipiti(['verify'], folder);
    assert.equal(code, 0);
    assert.match(out, /^upload\.threatmodel\.yaml is easier to satisfy than at [0-9a-f]{10}:\n {2}▼ CTRL-01: a clause asks for a weaker proof \(from unconditional, to the default\)/);
    assert.equal((await mipiti(['verify', '--fail-on', 'weakening'], folder)).code, 1);
    assert.equal((await mipiti(['verify', '--fail-on', 'at-risk'], folder)).code, 1);
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '-qam', 'weaker'], { cwd: folder });
    assert.equal((await mipiti(['verify', '--fail-on', 'weakening'], folder)).code, 0);
    assert.equal((await mipiti(['verify', '--fail-on', 'weakening', '--base', 'HEAD~1'], folder)).code, 1);
  });

  it('tells what the change since a commit breaks, puts at risk and improves', async () => {
    const folder = fresh('change');
    const file = join(folder, 'upload.py');
    const whole = readFileSync(file, 'utf8');
    assert.match((await mipiti(['verify', '--base', 'HEAD'], folder)).out, /upload\.threatmodel\.yaml since [0-9a-f]{10}: the posture is what it was\./);
    writeFileSync(file, whole.replace('    scan_upload(data, settings.scanner)\n', ''));
    const { out } = await mipiti(['verify', '--base', 'HEAD'], folder);
    assert.match(out, /✗ CTRL-01 is no longer verified: Scan uploads/);
    assert.match(out, /✗ CO-A1-T2 was mitigated and becomes at risk: evidence is not verified/);
    const { changes } = JSON.parse((await mipiti(['verify', '--base', 'HEAD', '--output', 'json'], folder)).out) as { changes: { items: { effect: string; subject: string }[] }[] };
    assert.deepEqual(changes[0]!.items.map(({ effect, subject }) => `${effect} ${subject}`), ['broken CTRL-01', 'broken asrt_7k2m', 'put_at_risk CO-A1-T2']);
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '-qam', 'broken'], { cwd: folder });
    writeFileSync(file, whole);
    assert.match((await mipiti(['verify', '--base', 'HEAD'], folder)).out, /✓ CTRL-01 becomes verified/);
  });

  it('starts with failures by a baseline, known gaps, or never failing', async () => {
    const folder = fresh('baseline');
    writeFileSync(join(folder, 'upload.py'), breaks[0]!.edit(readFileSync(join(folder, 'upload.py'), 'utf8')));
    assert.equal((await mipiti(['verify', '--fail-on', 'new'], folder)).code, 2, 'no baseline yet');
    assert.equal((await mipiti(['verify', '--write-baseline'], folder)).code, 0);
    assert.equal((await mipiti(['verify', '--fail-on', 'new'], folder)).code, 0);
    assert.equal((await mipiti(['verify'], folder)).code, 1);
    assert.equal((await mipiti(['verify', '--fail-on', 'never'], folder)).code, 0);
    writeFileSync(join(folder, 'storage.py'), 'pass\n');
    assert.equal((await mipiti(['verify', '--fail-on', 'new'], folder)).code, 1);
    const gaps = fresh('gaps');
    writeFileSync(join(gaps, 'upload.py'), breaks[0]!.edit(readFileSync(join(gaps, 'upload.py'), 'utf8')));
    const model = join(gaps, 'upload.threatmodel.yaml');
    writeFileSync(model, `${readFileSync(model, 'utf8')}known_gaps: {CTRL-01: {reason: the scanner moves, until: "2099-12-31"}}\n`);
    const excused = await mipiti(['verify'], gaps);
    assert.equal(excused.code, 0, excused.out);
    assert.match(excused.out, /8 of 12 objectives mitigated/, 'a gap improves no status');
    writeFileSync(model, readFileSync(model, 'utf8').replace('2099-12-31', '2020-12-31'));
    assert.equal((await mipiti(['verify'], gaps)).code, 1);
  });

  it('prepares a folder and overwrites nothing', async () => {
    const folder = mkdtempSync(join(home, 'My New_Service-'));
    writeFileSync(join(folder, '.gitignore'), 'node_modules');
    const first = await mipiti(['init', '--title', 'Upload: "files"'], folder);
    assert.equal(first.code, 0, first.err);
    assert.equal(readFileSync(join(folder, '.gitignore'), 'utf8'), 'node_modules\n.mipiti/cache/\n');
    assert.ok(existsSync(join(folder, 'upload-files.threatmodel.yaml')));
    assert.equal((await mipiti(['verify'], folder)).code, 0);
    const text = readFileSync(join(folder, 'upload-files.threatmodel.yaml'), 'utf8');
    const second = await mipiti(['init', '--output', 'json'], folder);
    assert.deepEqual((JSON.parse(second.out) as { steps: { what: string }[] }).steps.map(({ what }) => what), ['left_alone', 'left_alone', 'left_alone']);
    assert.equal(readFileSync(join(folder, 'upload-files.threatmodel.yaml'), 'utf8'), text);
  });

  it('a model with an error fails the build and names file, line and remedy', async () => {
    const folder = fresh('error');
    const file = join(folder, 'upload.threatmodel.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('components: [CMP4]', 'components: [CMP44]'));
    const { code, out } = await mipiti(['verify'], folder);
    assert.equal(code, 1);
    assert.match(out, /✗ upload\.threatmodel\.yaml:\d+:\d+ There is no CMP44 in this model\.\n {4}Did you mean CMP4\?/);
  });

  it('shows no control character of a workspace to the terminal', async () => {
    const folder = fresh('escape');
    const file = join(folder, 'upload.threatmodel.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('title: File upload', 'title: "File\\e[2J\\e]0;owned\\a upload"'));
    const { out } = await mipiti(['verify'], folder);
    assert.doesNotMatch(out, /[\u0007\u001B]/);
  });

  it('shows none out of the name of a file or the identifier of a case either', async () => {
    const folder = fresh('escape-names');
    writeFileSync(join(folder, 'a\u001B[2Jb.threatmodel.yaml'), 'schema: 1\nid: other\ntitle: [\n');
    const { out, err } = await mipiti(['verify'], folder);
    assert.match(out, /Not everything holds: a.\[2Jb\.threatmodel\.yaml has errors/);
    const cases = JSON.stringify([{ id: '\u001B[2J', type: 'file_exists', params: { file: 'nowhere' }, expected: '\u001B]0;owned\u0007' }]);
    const checked = await mipiti(['check', '-', '--expect'], folder, cases);
    assert.equal(checked.code, 1);
    assert.doesNotMatch(out + err + checked.out + checked.err, /[\u0007\u001B]/);
  });

  const wrong: readonly [what: string, words: readonly string[], says: RegExp][] = [
    ['an unknown command', ['verfy'], /unknown command 'verfy' \(Did you mean verify\?\)/],
    ['an unknown option', ['verify', '--outptu', 'json'], /unknown option '--outptu' \(Did you mean --output\?\)/],
    ['a folder that is not there', ['verify', 'nowhere'], /There is no nowhere\./],
    ['a file that is no model', ['verify', 'upload.py'], /upload\.py is no model file/],
    ['an unknown objective', ['posture', 'CO-A9-T9'], /There is no model, objective or control CO-A9-T9\. Models: upload\./],
    ['a moment that is none', ['posture', '--at', '2026-02-30'], /--at takes a day or an instant/],
    ['a commit that is not there', ['verify', '--base', 'nowhere'], /There is no commit nowhere/],
    ['an unknown type', ['assert', 'function_call', 'file=x'], /The assertion type "function_call" is not known\. Did you mean function_calls\?/],
    ['a missing parameter', ['assert', 'function_calls', 'file=upload.py'], /function_calls needs caller/],
    ['a word that is no parameter', ['assert', 'file_exists', 'upload.py'], /upload\.py is no parameter; write name=value/],
    ['an unknown control', ['assert', 'file_exists', 'file=upload.py', '--add', 'CTRL-99'], /No model below \. has a control CTRL-99/],
    ['an unknown clause', ['assert', 'file_exists', 'file=upload.py', '--add', 'CTRL-01', '--covers', 'nothing'], /CTRL-01 has no clause nothing\. It has scanned, scanner/],
    ['no JSON', ['check', 'upload.py'], /upload\.py is not JSON/],
    ['no file', ['check', 'nowhere.json'], /nowhere\.json cannot be read/],
    ['no words at all', [], /^$/],
  ];
  for (const [what, words, says] of wrong) {
    it(`wrong use: ${what}`, async () => {
      const { code, err } = await mipiti(words, sample);
      assert.equal(code, 2, err);
      assert.match(err.trim(), says);
    });
  }

  it('an empty folder is told how to begin', async () => {
    const { code, err } = await mipiti(['verify'], mkdtempSync(join(home, 'empty-')));
    assert.equal(code, 2);
    assert.match(err, /There is no \*\.threatmodel\.yaml below \.\. mipiti init writes one\./);
  });
});
