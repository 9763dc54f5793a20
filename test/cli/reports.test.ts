/** The reports of `mipiti verify` over the sample: several at once, true to each other and to the exit code. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sarifErrors } from '../evidence/sarif-schema.ts';
import { readCommands } from '../evidence/workflow-commands.ts';
import { breaks } from '../sample-service/breaks.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { mipiti } from './run-cli.ts';

interface SarifResult {
  readonly ruleId: string;
  readonly level: string;
  readonly baselineState?: string;
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly justification: string }[];
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: { readonly startLine: number } } }[];
}

function resultsOf(sarif: string): readonly SarifResult[] {
  const log = JSON.parse(sarif) as { runs: [{ results: SarifResult[] }] };
  assert.deepEqual(sarifErrors(log), []);
  return log.runs[0].results;
}

describe('reports of a verification', { concurrency: 2 }, () => {
  let home: string;
  const fresh = (name: string): string => {
    const folder = join(home, name);
    copySample(folder);
    return folder;
  };
  const edit = (folder: string, file: string, change: (text: string) => string): void => {
    const text = readFileSync(join(folder, file), 'utf8');
    assert.notEqual(change(text), text, `the edit of ${file} changes nothing`);
    writeFileSync(join(folder, file), change(text));
  };
  const commit = (folder: string): void => void execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.invalid', 'commit', '-qam', 'change'], { cwd: folder });
  before(() => (home = mkdtempSync(join(tmpdir(), 'mipiti-reports-'))));
  after(() => rmSync(home, { recursive: true, force: true }));

  it('writes all forms at once, and prints one', async () => {
    const folder = fresh('all');
    edit(folder, 'upload.py', breaks[0]!.edit);
    const files = ['json', 'sarif', 'junit', 'markdown', 'github'].flatMap((form) => ['--output-file', `${form}=out/report.${form}`]);
    const { code, out } = await mipiti(['verify', '--no-prove', '--output', 'github', ...files], folder);
    assert.equal(code, 1);
    const read = (form: string): string => readFileSync(join(folder, 'out', `report.${form}`), 'utf8');
    assert.equal(read('github'), out, 'the same in the file as on standard output');
    const failed = readCommands(out).filter(({ command }) => command === 'error');
    assert.deepEqual(failed.map(({ properties }) => `${properties['file'] ?? ''} ${properties['title'] ?? ''}`), ['upload.py upload/asrt_7k2m', ' Mipiti']);
    const [result] = resultsOf(read('sarif'));
    assert.deepEqual([result?.ruleId, result?.level, result?.locations[0]?.physicalLocation.artifactLocation.uri], ['assertion.function_calls', 'error', 'upload.py']);
    assert.equal(result?.baselineState, undefined, 'there was nothing to compare with');
    assert.match(read('junit'), /<testsuites name="Mipiti" tests="14" failures="1" errors="0" skipped="0"/);
    assert.match(read('markdown'), /^## ❌ Mipiti: Not everything holds: 1 of 13 assertions does not pass\.\n/);
    assert.match(read('markdown'), /- Expected: handle_upload calls scan_upload\n {2}- Found: handle_upload in upload\.py does not call scan_upload\.\n {2}- Remedy: Mend the code/);
    assert.equal((JSON.parse(read('json')) as { assertions: { failed: number } }).assertions.failed, 1);
  });

  it('compares with a base: new, unchanged and absent; the same fingerprint wherever lines move to', async () => {
    const folder = fresh('states');
    edit(folder, 'upload.py', breaks[0]!.edit);
    edit(folder, 'audit.py', (text) => text.replace('os.fsync', 'os.fsync_later'));
    commit(folder);
    edit(folder, 'upload.py', (text) => `# moved\n# down\n\n${text}`);
    edit(folder, 'audit.py', (text) => text.replace('os.fsync_later', 'os.fsync'));
    edit(folder, 'storage.py', (text) => text.replace('secrets.token_hex', 'fixed_name'));
    const states = async (...words: string[]): Promise<readonly SarifResult[]> => resultsOf((await mipiti(['verify', '--no-prove', '--output', 'sarif', ...words], folder)).out).filter(({ ruleId }) => ruleId.startsWith('assertion.'));
    const compared = await states('--base', 'HEAD');
    const summary = (results: readonly SarifResult[]): string[] => results.map(({ baselineState, locations }) => `${baselineState ?? 'none'} ${locations[0]!.physicalLocation.artifactLocation.uri}`).sort();
    assert.deepEqual(summary(compared), ['absent audit.py', 'new storage.py', 'unchanged upload.py']);
    const line = (results: readonly SarifResult[]): readonly (string | number | undefined)[] => {
      const one = results.find(({ locations }) => locations[0]!.physicalLocation.artifactLocation.uri === 'upload.py');
      return [one?.partialFingerprints['mipiti/v1'], one?.locations[0]!.physicalLocation.region.startLine];
    };
    const [fingerprint, at] = line(compared);
    execFileSync('git', ['checkout', '-q', 'upload.py'], { cwd: folder });
    const [same, before] = line(await states());
    assert.equal(same, fingerprint);
    assert.equal(at, Number(before) + 3);
  });

  it('takes the committed baseline where there is no base, and skips in JUnit what it excuses', async () => {
    const folder = fresh('baseline');
    edit(folder, 'upload.py', breaks[0]!.edit);
    assert.equal((await mipiti(['verify', '--no-prove', '--write-baseline'], folder)).code, 0);
    const words = ['verify', '--no-prove', '--fail-on', 'new', '--output', 'sarif', '--output-file', 'junit=junit.xml'];
    const kept = await mipiti(words, folder);
    assert.equal(kept.code, 0);
    const assertions = (sarif: string): string[] => resultsOf(sarif).filter(({ ruleId }) => ruleId.startsWith('assertion.')).map(({ baselineState }) => String(baselineState));
    assert.deepEqual(assertions(kept.out), ['unchanged']);
    assert.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /failures="0" errors="0" skipped="1"/);
    edit(folder, 'storage.py', (text) => text.replace('secrets.token_hex', 'fixed_name'));
    const more = await mipiti(words, folder);
    assert.equal(more.code, 1);
    assert.deepEqual(assertions(more.out).sort(), ['new', 'unchanged']);
    assert.match(readFileSync(join(folder, 'junit.xml'), 'utf8'), /failures="1" errors="0" skipped="1"/);
  });

  it('marks a known gap as accepted, with its reason', async () => {
    const folder = fresh('gap');
    edit(folder, 'upload.py', breaks[0]!.edit);
    edit(folder, 'upload.threatmodel.yaml', (text) => `${text}known_gaps: {CTRL-01: {reason: the scanner moves, until: "2099-12-31"}}\n`);
    const { code, out } = await mipiti(['verify', '--no-prove', '--output', 'sarif'], folder);
    assert.equal(code, 0);
    const results = resultsOf(out);
    assert.deepEqual(results.filter(({ suppressions }) => suppressions).map(({ level, suppressions }) => `${level}: ${suppressions![0]!.justification}`), ['note: the scanner moves (until 2099-12-31)']);
    assert.deepEqual([results[0]?.ruleId, results[0]?.level], ['weakening.known_gap_added', 'warning'], 'a gap that was added is a weakening, and comes first');
  });

  it('weakenings come first in every form, and are errors where they fail the build', async () => {
    const folder = fresh('weaker');
    edit(folder, 'upload.threatmodel.yaml', (text) => text.replace(', least: unconditional}\n      scanner', '}\n      scanner'));
    edit(folder, 'upload.py', breaks[0]!.edit);
    const { code, out } = await mipiti(['verify', '--no-prove', '--fail-on', 'weakening', '--output', 'github', '--output-file', 'markdown=s.md', '--output-file', 'junit=j.xml'], folder);
    assert.equal(code, 1);
    assert.match(out, /^::error file=upload\.threatmodel\.yaml,line=\d+,endLine=\d+[^:]*,title=Weaker%3A upload\/CTRL-01::CTRL-01: a clause asks for a weaker proof/);
    const markdown = readFileSync(join(folder, 's.md'), 'utf8');
    assert.ok(markdown.indexOf('▼ CTRL-01') < markdown.indexOf('### Posture'));
    assert.match(readFileSync(join(folder, 'j.xml'), 'utf8'), /not easier to satisfy than at its base" [^>]*>\n\s*<failure message="1 weakening since/);
  });

  it('names files from the root of the repository, from wherever it is called', async () => {
    const outer = join(home, 'outer');
    mkdirSync(outer);
    copySample(join(outer, 'service'));
    rmSync(join(outer, 'service', '.git'), { recursive: true });
    execFileSync('git', ['init', '-q'], { cwd: outer });
    edit(join(outer, 'service'), 'upload.threatmodel.yaml', (text) => text.replaceAll('file: upload.py', 'file: service/upload.py'));
    edit(join(outer, 'service'), 'upload.py', breaks[0]!.edit);
    for (const path of ['.', 'service']) {
      const { out } = await mipiti(['verify', '--no-prove', path, '--output', 'github'], outer);
      assert.match(out, /^::error file=service\/upload\.py,.*title=upload\/asrt_7k2m::/m, path);
      assert.match(out, /file=service\/upload\.threatmodel\.yaml,/, path);
    }
  });

  it('lets no text of a workspace be a command of a workflow', async () => {
    const folder = fresh('workflow');
    edit(folder, 'upload.threatmodel.yaml', (text) => text.replace('title: File upload', 'title: "::add-mask::a"').replace('description: Scan uploads before', 'description: "##[add-mask]a"\n    notes: before'));
    const { out, err } = await mipiti(['verify', '--no-prove'], folder, undefined, { GITHUB_ACTIONS: 'true' });
    assert.match(out, /^: :add-mask::a/m);
    assert.match(out, /## \[add-mask\]a/);
    assert.deepEqual(readCommands(out + err), []);
    assert.match((await mipiti(['verify', '--no-prove'], folder)).out, /^::add-mask::a/m, 'elsewhere it is what it is');
  });

  it('verifies what a change touches by symbol, and says what it leaves out', async () => {
    const folder = fresh('changed');
    const none = await mipiti(['verify', '--no-prove', '--changed', 'HEAD'], folder);
    assert.equal(none.code, 0);
    assert.match(none.out, /^Left out: 13 of 13 assertions, which the change since HEAD cannot touch\. No posture follows/m);
    assert.doesNotMatch(none.out, /objectives mitigated/);
    edit(folder, 'upload.py', breaks[0]!.edit);
    const { code, out } = await mipiti(['verify', '--no-prove', '--changed', 'HEAD', '--output', 'json', '--output-file', 'markdown=s.md', '--output-file', 'sarif=s.sarif'], folder);
    assert.equal(code, 1);
    const json = JSON.parse(out) as { changed: { since: string; left_out: { id: string; why: string }[] }; assertions: { total: number; results: { id: string; verdict: string }[] }; models: { objectives?: unknown }[] };
    assert.deepEqual(json.assertions.results.map(({ id, verdict }) => `${id} ${verdict}`), ['asrt_7k2m fail', 'asrt_h3vq pass', 'asrt_d6yu pass', 'asrt_g8zj pass', 'asrt_b4qp pass'], 'what speaks of handle_upload, or of what calls it');
    assert.deepEqual(json.changed.left_out.map(({ id }) => id), ['asrt_p4xd', 'asrt_w9te', 'asrt_c5nb', 'asrt_m2ks', 'asrt_r7fa', 'asrt_k3we', 'asrt_t2ln', 'asrt_v6xh'], 'three of them in the same file');
    assert.equal(json.models[0]?.objectives, undefined);
    assert.match(readFileSync(join(folder, 's.md'), 'utf8'), /Left out: 8 of 13 assertions/);
    assert.deepEqual(resultsOf(readFileSync(join(folder, 's.sarif'), 'utf8')).filter(({ ruleId }) => ruleId.startsWith('assertion.')).map(({ baselineState }) => baselineState), ['new'], 'what was left out is not gone');
    commit(folder);
    const broken = await mipiti(['verify', '--no-prove', '--changed', 'HEAD'], folder);
    assert.equal(broken.code, 0);
    assert.match(broken.out, /cannot touch; 1 of these does not pass there\./, 'what was broken before is not hidden');
  });

  const wrong: readonly [what: string, words: readonly string[], says: RegExp][] = [
    ['a form that is none', ['verify', '--no-prove', '--output-file', 'pdf=x.pdf'], /--output-file takes a form and a file.*pdf=x\.pdf is none/],
    ['a file without a form', ['verify', '--no-prove', '--output-file', 'x.sarif'], /x\.sarif is none/],
    ['a file that cannot be written', ['verify', '--no-prove', '--output-file', 'sarif=upload.py/x'], /upload\.py\/x cannot be written/],
    ['a change since nowhere', ['verify', '--no-prove', '--changed', 'nowhere'], /There is no commit nowhere/],
    ['a change and a base', ['verify', '--no-prove', '--changed', 'HEAD', '--base', 'HEAD'], /--changed names the base itself/],
    ['posture of a part', ['verify', '--no-prove', '--changed', 'HEAD', '--fail-on', 'at-risk'], /no posture follows from a part/],
    ['a baseline of a part', ['verify', '--no-prove', '--changed', 'HEAD', '--write-baseline'], /A baseline lists all that fails/],
  ];
  it('wrong use is said', async () => {
    const folder = fresh('wrong');
    for (const [what, words, says] of wrong) {
      const { code, err } = await mipiti(words, folder);
      assert.equal(code, 2, `${what}: ${err}`);
      assert.match(err, says, what);
    }
  });
});
