/** Tests as evidence on the command line: who asks for a run, what is shown of it, and which words do not fit together. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { inTotoPayload, preAuthenticated } from '../../src/evidence/envelope/dsse.ts';
import { statementType } from '../../src/evidence/envelope/in-toto.ts';
import { testResultType } from '../../src/evidence/tests/test-result.ts';
import { copySample } from '../sample-service/copy-sample.ts';
import { mipiti } from './run-cli.ts';

const testFile = "import { test } from 'node:test';\nimport assert from 'node:assert';\nimport { appendFileSync } from 'node:fs';\nappendFileSync('ran.txt', 'x');\ntest('works', () => { console.log('hello from the test'); assert.ok(1); });\ntest('breaks', () => assert.ok(0));\n";
const claim = ['test_passes', 'pattern=gate.test.mjs', 'name=works'];

describe('tests on the command line', () => {
  let home: string;
  const fresh = (name: string): string => {
    const folder = join(home, name);
    copySample(folder);
    writeFileSync(join(folder, 'gate.test.mjs'), testFile);
    return folder;
  };
  const ran = (folder: string): boolean => existsSync(join(folder, 'ran.txt'));
  before(() => (home = mkdtempSync(join(tmpdir(), 'mipiti-cli-tests-'))));
  after(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));

  it('assert runs them, for whoever types the claim asks for it, and shows what they print on standard error', async () => {
    const folder = fresh('assert');
    const { code, out, err } = await mipiti(['assert', ...claim, '--prove'], folder);
    assert.equal(code, 0, out + err);
    assert.match(out, /^pass, declared gate\.test\.mjs:5 works of gate\.test\.mjs passed in a run of node \d/);
    assert.match(out, /whether this claim notices them is not tried/);
    assert.doesNotMatch(out, /of \d+ changes/, 'no rate rather than one of all');
    const failed = await mipiti(['assert', 'test_passes', 'pattern=gate.test.mjs', 'name=breaks'], folder);
    assert.equal(failed.code, 1);
    assert.match(failed.out, /^fail .*breaks of gate\.test\.mjs failed/);
  });
  it('assert leaves them alone when told so', async () => {
    const folder = fresh('assert-not');
    const { code, out } = await mipiti(['assert', ...claim, '--no-run-tests'], folder);
    assert.equal(code, 1);
    assert.match(out, /^undecidable .*--run-tests/);
    assert.equal(ran(folder), false);
  });
  it('check and verify run them only when asked', async () => {
    const folder = fresh('check');
    const cases = JSON.stringify([{ id: 'a', type: 'test_passes', params: { pattern: 'gate.test.mjs', name: 'works' } }]);
    const quiet = JSON.parse((await mipiti(['check', '-', '--output', 'json'], folder, cases)).out) as { undecidable: number };
    assert.equal(quiet.undecidable, 1);
    const added = await mipiti(['assert', ...claim, '--no-run-tests', '--add', 'CTRL-01'], folder);
    assert.match(added.out, /asrt_\w+ is written to upload\.threatmodel\.yaml/);
    assert.equal((await mipiti(['verify'], folder)).code, 1);
    assert.equal((await mipiti(['posture'], folder)).code, 0);
    assert.equal(ran(folder), false);
    const { code, out, err } = await mipiti(['verify', '--run-tests'], folder);
    assert.equal(code, 0, out + err);
    assert.match(out, /14 of 14 assertions pass/);
    assert.match(out, /1 claim rests on runs of tests, where changes cannot be tried/);
    const asked = JSON.parse((await mipiti(['check', '-', '--run-tests', '--output', 'json'], folder, cases)).out) as { passed: number };
    assert.equal(asked.passed, 1);
  });
  it('says of each line which runner printed it, without what could rewrite a terminal', async () => {
    const folder = fresh('output');
    writeFileSync(join(folder, 'x.rb'), 'x');
    const script = "console.log('one\\u001b[2Jtwo\\u0007'); require('fs').writeFileSync(process.argv[1] + '/r.xml', '<testsuites><testcase file=\"x.rb\" name=\"a\"/></testsuites>')";
    const { code, out, err } = await mipiti(['assert', 'test_passes', 'pattern=x.rb', 'name=a', '--test-command', JSON.stringify([process.execPath, '-e', script, '{reports}'])], folder);
    assert.equal(code, 0, out + err);
    assert.match(err, /^junit \| onetwo\uFFFD$/m);
  });
  it('stops them after the time that it is given', async () => {
    const folder = fresh('slow');
    writeFileSync(join(folder, 'gate.test.mjs'), "import { test } from 'node:test';\ntest('works', async () => { await new Promise((done) => setTimeout(done, 60_000)); });\n");
    const { code, out } = await mipiti(['assert', ...claim, '--test-timeout', '1.5'], folder);
    assert.equal(code, 1);
    assert.match(out, /^undecidable .*stopped after 1\.5 s/);
  });
  it('ends them when it is interrupted', { skip: process.platform === 'win32' }, async () => {
    const folder = fresh('interrupted');
    const mark = join(folder, 'alive.txt');
    writeFileSync(join(folder, 'gate.test.mjs'), `import { test } from 'node:test';\nimport { writeFileSync } from 'node:fs';\ntest('works', async () => { for (;;) { writeFileSync(${JSON.stringify(mark)}, String(Date.now())); await new Promise((done) => setTimeout(done, 50)); } });\n`);
    const child = spawn(process.execPath, [join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs'), 'assert', ...claim], { cwd: folder, stdio: 'ignore' });
    for (let waited = 0; !existsSync(mark) && waited < 20_000; waited += 50) await pause(50);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    assert.equal(await ended, 130);
    await pause(300);
    const last = readFileSync(mark, 'utf8');
    await pause(300);
    assert.equal(readFileSync(mark, 'utf8'), last, 'the test still runs');
  });
  it('takes signed statements by the keys that it is given, and runs nothing for them', async () => {
    const folder = fresh('attested');
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const digest = (file: string) => ({ name: file, digest: { sha256: createHash('sha256').update(readFileSync(join(folder, file))).digest('hex') } });
    const body = Buffer.from(JSON.stringify({ _type: statementType, subject: [digest('gate.test.mjs'), digest('upload.py')], predicateType: testResultType, predicate: { result: 'PASSED', configuration: [], passedTests: ['gate.test.mjs::works'] } }));
    writeFileSync(join(home, 'statement.json'), JSON.stringify({ payloadType: inTotoPayload, payload: body.toString('base64'), signatures: [{ sig: sign(null, preAuthenticated(inTotoPayload, body), privateKey).toString('base64') }] }));
    writeFileSync(join(home, 'ci.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    writeFileSync(join(home, 'other.pem'), generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }));
    const words = ['assert', 'test_attested', 'test=gate.test.mjs::works', '--test-results', join(home, 'statement.json'), '--test-keys'];
    const good = await mipiti([...words, join(home, 'ci.pem')], folder);
    assert.equal(good.code, 0, good.out + good.err);
    assert.match(good.out, /^pass, declared gate\.test\.mjs:5 A trusted job has signed in statement\.json/);
    const environment = await mipiti([...words, join(home, 'ci.pem'), 'env={"MODE": "strict"}'], folder);
    assert.match(environment.out, /^fail .*does not say what MODE was/);
    const strange = await mipiti([...words, join(home, 'other.pem')], folder);
    assert.equal(strange.code, 1);
    assert.match(strange.out, /no trusted key has signed it/);
    writeFileSync(join(folder, 'upload.py'), 'changed = 1\n');
    assert.match((await mipiti([...words, join(home, 'ci.pem')], folder)).out, /^fail .*upload\.py has changed/);
    assert.equal(ran(folder), false);
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a time that is none', ['verify', '--test-timeout', 'soon'], /It takes seconds/],
    ['statements without keys', ['verify', '--test-results', 'x.json'], /--test-results and --test-keys go together/],
    ['keys that are not there', ['verify', '--test-results', 'x.json', '--test-keys', 'x.pem'], /x\.pem cannot be read/],
    ['keys that are none', ['verify', '--test-results', 'x.json', '--test-keys', 'upload.py'], /it holds no public key/],
    ['reports without a command', ['verify', '--test-reports', 'out'], /--test-reports needs the --test-command/],
    ['a command that says nothing of its reports', ['verify', '--test-command', 'make test'], /must say where it writes its reports/],
    ['a command that is no list', ['verify', '--test-command', '[1]'], /no JSON list of words/],
    ['an environment that is no JSON', ['assert', 'test_attested', 'test=a::b', 'env=MODE'], /env takes JSON/],
  ];
  for (const [what, words, says] of wrong) {
    it(`wrong use: ${what}`, async () => {
      const { code, err } = await mipiti(words, join(home, 'check'));
      assert.equal(code, 2, err);
      assert.match(err.trim(), says);
    });
  }
});
