/** Signed statements on tests: what is believed, and everything that is not. */
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { AttestedFacts, AttestedResults, AttestedRun } from '../../src/verifier/attested-results.ts';
import { inTotoPayload, openEnvelope, preAuthenticated } from '../../src/evidence/envelope/dsse.ts';
import { statementType } from '../../src/evidence/envelope/in-toto.ts';
import { signedFiles } from '../../src/evidence/tests/signed-files.ts';
import { factsMember, readTestResult, testResultType } from '../../src/evidence/tests/test-result.ts';
import { readTrustedKeys, type TrustedKey } from '../../src/evidence/envelope/trusted-keys.ts';
import { checkClaim } from '../../src/verifier/check.ts';
import { definitionDigest } from '../../src/verifier/checks/test-attested.ts';
import { proveClaim } from '../../src/verifier/vacuity/prove.ts';
import type { Verdict } from '../../src/verifier/verdict.ts';
import { memorySources, reader } from '../verifier/in-memory.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const ed = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const other = generateKeyPairSync('ed25519');
const keyOf = (publicKey: KeyObject): readonly TrustedKey[] => {
  const read = readTrustedKeys(publicKey.export({ type: 'spki', format: 'pem' }).toString());
  assert.ok(read.ok);
  return read.keys;
};

const files = {
  'src/auth.py': 'def reject_expired(token):\n    if token.expired:\n        raise ValueError()\n    return token\n\nclass Sessions:\n    def open(self):\n        return 1\n',
  'tests/test_auth.py': 'from src.auth import reject_expired\n\ndef test_rejects():\n    assert reject_expired(None)\n\ndef test_stub():\n    pass\n',
  'settings.toml': '[auth]\nstrict = true\n',
};
const test = 'tests/test_auth.py::test_rejects';
const definition = definitionDigest('def test_rejects():\n    assert reject_expired(None)');
const mechanism = 'src/auth.py::reject_expired';

const statement = (predicate: Record<string, unknown> = {}, subject: unknown = Object.entries(files).map(([name, text]) => ({ name, digest: { sha256: sha256(text) } }))): Record<string, unknown> => ({
  _type: statementType,
  subject,
  predicateType: testResultType,
  predicate: { result: 'PASSED', configuration: [], passedTests: [test], ...predicate },
});
const envelope = (payload: string, key: KeyObject = ed.privateKey, more: Record<string, unknown> = {}): Record<string, unknown> => {
  const body = Buffer.from(payload);
  const bytes = preAuthenticated(inTotoPayload, body);
  const signature = key.asymmetricKeyType === 'ed25519' ? sign(null, bytes, key) : sign('sha256', bytes, key);
  return { payloadType: inTotoPayload, payload: body.toString('base64'), signatures: [{ keyid: 'any', sig: signature.toString('base64') }], ...more };
};

describe('an envelope', () => {
  const payload = JSON.stringify(statement());
  const signed = envelope(payload);
  const both = [...keyOf(ed.publicKey), ...keyOf(p256.publicKey)];
  const flipped = (text: string): string => Buffer.from(Buffer.from(text, 'base64').map((byte, index) => (index === 3 ? byte ^ 1 : byte))).toString('base64');
  const signatures = (one: Record<string, unknown>): { sig: string }[] => one['signatures'] as { sig: string }[];

  it('is made over the bytes that DSSE defines', () => {
    assert.equal(preAuthenticated('http://example.com/HelloWorld', Buffer.from('hello world')).toString(), 'DSSEv1 29 http://example.com/HelloWorld 11 hello world');
  });
  const good: readonly [why: string, text: string][] = [
    ['signed with Ed25519', JSON.stringify(signed)],
    ['signed with P-256', JSON.stringify(envelope(payload, p256.privateKey))],
    ['in the other alphabet of base64, without padding', JSON.stringify({ ...signed, payload: Buffer.from(payload).toString('base64url') })],
    ['with a key id that means nothing', JSON.stringify({ ...signed, signatures: [{ keyid: 'root', sig: signatures(signed)[0]!.sig }] })],
    ['with another signature that nobody knows', JSON.stringify({ ...signed, signatures: [...signatures(envelope(payload, other.privateKey)), ...signatures(signed)] })],
  ];
  for (const [why, text] of good) {
    it(`is taken: ${why}`, () => {
      const opened = openEnvelope(text, both);
      assert.ok(opened.ok, opened.ok ? '' : opened.because);
      assert.equal(opened.payload.toString(), payload);
    });
  }
  const bad: readonly [why: string, text: string, because: RegExp][] = [
    ['signed by somebody else', JSON.stringify(envelope(payload, other.privateKey)), /no trusted key/],
    ['not signed', JSON.stringify({ ...signed, signatures: [] }), /not signed/],
    ['with a payload that was changed', JSON.stringify({ ...signed, payload: flipped(signed['payload'] as string) }), /no trusted key/],
    ['with a signature that was changed', JSON.stringify({ ...signed, signatures: [{ sig: flipped(signatures(signed)[0]!.sig) }] }), /no trusted key/],
    ['with a signature of nothing', JSON.stringify({ ...signed, signatures: [{ sig: '' }] }), /no trusted key/],
    ['of another type', JSON.stringify({ ...signed, payloadType: 'application/json' }), /no in-toto statement/],
    ['with a payload that is no base64', JSON.stringify({ ...signed, payload: `${signed['payload'] as string}!` }), /no base64/],
    ['with both alphabets at once', JSON.stringify({ ...signed, payload: 'a+_b' }), /no base64/],
    ['with blanks in its base64', JSON.stringify({ ...signed, payload: ` ${signed['payload'] as string}` }), /no base64/],
    ['with a member that stands twice', JSON.stringify(signed).replace('{', `{"payload":${JSON.stringify(Buffer.from('{}').toString('base64'))},`), /names a member twice/],
    ['that is no JSON', 'payload: x', /no JSON/],
    ['that is no envelope', '[]', /no DSSE envelope/],
    ['that nests without end', '['.repeat(100_000), /nests too deep/],
    ['with more signatures than anybody needs', JSON.stringify({ ...signed, signatures: Array.from({ length: 21 }, () => signatures(signed)[0]) }), /more than 20/],
  ];
  for (const [why, text, because] of bad) {
    it(`is refused: ${why}`, () => {
      const opened = openEnvelope(text, both);
      assert.match(opened.ok ? 'taken' : opened.because, because);
    });
  }
  it('is verified by the kind of the key, not by what it says of itself', () => {
    assert.equal(openEnvelope(JSON.stringify(envelope(payload, p256.privateKey)), keyOf(ed.publicKey)).ok, false);
    assert.equal(openEnvelope(JSON.stringify(signed), []).ok, false);
  });
});

describe('trusted keys', () => {
  const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();
  const refused: readonly [why: string, text: string, because: RegExp][] = [
    ['a private key', ed.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), /private key/],
    ['RSA', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey), /kind rsa/],
    ['another curve', pem(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).publicKey), /kind ec/],
    ['no key at all', 'ssh-ed25519 AAAA', /no public key/],
    ['a broken one beside a good one', `${pem(ed.publicKey)}\n-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----`, /cannot be read/],
  ];
  for (const [why, text, because] of refused) {
    it(`are refused: ${why}`, () => {
      const read = readTrustedKeys(text);
      assert.match(read.ok ? 'taken' : read.because, because);
    });
  }
  it('may be several', () => {
    const read = readTrustedKeys(pem(ed.publicKey) + pem(p256.publicKey));
    assert.deepEqual(read.ok && read.keys.map(({ kind }) => kind), ['ed25519', 'p256']);
  });
});

describe('a statement', () => {
  const because = (value: unknown): string => {
    const read = readTestResult(Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)), 'x.json');
    return read.ok ? 'taken' : read.because;
  };
  const cases: readonly [why: string, value: unknown, because: RegExp][] = [
    ['as it should be', statement(), /^taken$/],
    ['with members that nobody knows', { ...statement({ more: 1 }), more: 1 }, /^taken$/],
    ['of another predicate', { ...statement(), predicateType: 'https://slsa.dev/provenance/v1' }, /predicateType/],
    ['of another version', { ...statement(), _type: 'https://in-toto.io/Statement/v0.1' }, /_type/],
    ['without a subject', statement({}, []), /subject/],
    ['that passed and lists a failed test', statement({ failedTests: ['a'] }), /contradicts/],
    ['that failed and lists none', statement({ result: 'FAILED' }), /contradicts/],
    ['that lists a test as passed and as failed', statement({ result: 'FAILED', failedTests: [test] }), /twice/],
    ['with a digest that is none', statement({}, [{ name: 'a', digest: { sha256: 'abc' } }]), /digest of a/],
    ['with a fact that is not known', statement({ [factsMember]: { tests: { [test]: { reachd: true } } } }), /does not fit/],
    ['with a member that stands twice', JSON.stringify(statement()).replace('"passedTests"', '"passedTests":[],"passedTests"'), /twice/],
  ];
  for (const [why, value, expected] of cases) it(why, () => assert.match(because(value), expected));
});

describe('test_attested', () => {
  const run = (more: Partial<AttestedRun> = {}): AttestedRun => ({ source: 'ci.json', files: Object.entries(files).map(([file, text]) => ({ file, sha256: sha256(text) })), passed: [test], warned: [], failed: [], environment: {}, facts: {}, ...more });
  const proven = (facts: AttestedFacts = {}): Partial<AttestedRun> => ({ facts: { [test]: { definition, mechanism, mechanismFound: true, reached: true, depends: true, ...facts } } });
  const given = (...runs: AttestedRun[]): AttestedResults => ({ statements: () => Promise.resolve({ runs, refused: [] }) });
  const verdictOf = (params: Readonly<Record<string, unknown>>, attested?: AttestedResults, more: Readonly<Record<string, string>> = {}): Promise<Verdict> =>
    checkClaim({ type: 'test_attested', params: { test, ...params } }, memorySources({ ...files, ...more }), reader, attested ? { attested } : {});

  const stale = run({ files: run().files.map((one) => (one.file === 'src/auth.py' ? { ...one, sha256: sha256('x') } : one)) });
  const cases: readonly [why: string, params: Readonly<Record<string, unknown>>, runs: readonly AttestedRun[], expected: string][] = [
    ['passed, on the files that stand here', {}, [run()], 'pass proven'],
    ['a statement on another test', {}, [run({ passed: ['tests/test_auth.py::test_other'] })], 'fail not_attested'],
    ['no statement', {}, [], 'fail not_attested'],
    ['a failed test', {}, [run({ passed: [], failed: [test] })], 'fail test_failed'],
    ['a skipped test', {}, [run({ passed: [], warned: [test] })], 'fail skipped'],
    ['a file that has changed', {}, [stale], 'fail out_of_date'],
    ['a file that is gone', {}, [run({ files: [...run().files, { file: 'gone.py', sha256: sha256('') }] })], 'fail out_of_date'],
    ['a statement that rests on the test alone', {}, [run({ files: run().files.filter(({ file }) => file === 'tests/test_auth.py') })], 'fail not_attested'],
    ['a statement that leaves the test out', {}, [run({ files: run().files.filter(({ file }) => file !== 'tests/test_auth.py') })], 'fail not_attested'],
    ['an old statement beside a present one', {}, [stale, run()], 'pass proven'],
    ['a present failure beside a present pass', {}, [run(), run({ passed: [], failed: [test] })], 'fail test_failed'],
    ['an old failure beside a present pass', {}, [{ ...stale, passed: [], failed: [test] }, run()], 'pass proven'],
    ['a mechanism that is reached and needed', { mechanism }, [run(proven())], 'pass proven'],
    ['one by its kind', { mechanism: 'src/auth.py::function:reject_expired' }, [run(proven({ mechanism: 'src/auth.py::function:reject_expired' }))], 'pass proven'],
    ['a class', { mechanism: 'src/auth.py::class:Sessions' }, [run(proven({ mechanism: 'src/auth.py::class:Sessions' }))], 'pass proven'],
    ['a method of a class', { mechanism: 'src/auth.py::Sessions.open' }, [run(proven({ mechanism: 'src/auth.py::Sessions.open' }))], 'pass proven'],
    ['a key of configuration', { mechanism: 'settings.toml::key:auth.strict' }, [run(proven({ mechanism: 'settings.toml::key:auth.strict' }))], 'pass proven'],
    ['a mechanism that the code has not', { mechanism: 'src/auth.py::reject_all' }, [run(proven({ mechanism: 'src/auth.py::reject_all' }))], 'fail not_found'],
    ['a kind that it is not', { mechanism: 'src/auth.py::class:reject_expired' }, [run(proven())], 'fail not_found'],
    ['a kind that is not known', { mechanism: 'src/auth.py::macro:x' }, [run()], 'undecidable invalid_parameters'],
    ['facts on another mechanism', { mechanism }, [run(proven({ mechanism: 'src/auth.py::Sessions' }))], 'fail not_attested'],
    ['no facts', { mechanism }, [run()], 'fail not_attested'],
    ['a mechanism that was not found then', { mechanism }, [run(proven({ mechanismFound: false }))], 'fail not_attested'],
    ['a test that does not run through it', { mechanism }, [run(proven({ reached: false }))], 'fail not_attested'],
    ['a test that passes without it', { mechanism }, [run(proven({ depends: false }))], 'fail not_attested'],
    ['facts that leave it open', { mechanism }, [run(proven({ depends: undefined }))], 'fail not_attested'],
    ['a statement that does not rest on the mechanism', { mechanism }, [run({ ...proven(), files: run().files.filter(({ file }) => file !== 'src/auth.py') })], 'fail not_attested'],
    ['another definition of the test', {}, [run(proven({ definition: sha256('x') }))], 'fail out_of_date'],
    ['the environment that is asked for', { env: { MODE: 'strict', DEBUG: null } }, [run({ environment: { MODE: 'strict', DEBUG: null } })], 'pass proven'],
    ['another value', { env: { MODE: 'strict' } }, [run({ environment: { MODE: 'lax' } })], 'fail mismatch'],
    ['a variable that should not have been set', { env: { DEBUG: null } }, [run({ environment: { DEBUG: '1' } })], 'fail mismatch'],
    ['a variable of which nothing is said', { env: { DEBUG: null } }, [run()], 'fail mismatch'],
    ['a name that every object has', { env: { toString: null } }, [run()], 'fail mismatch'],
    ['a test without a name', { test: 'tests/test_auth.py' }, [run()], 'undecidable invalid_parameters'],
    ['a test whose file is gone', { test: 'tests/gone.py::test_x' }, [run({ passed: ['tests/gone.py::test_x'] })], 'fail file_missing'],
    ['a test that is a stub', { test: 'tests/test_auth.py::test_stub' }, [run({ passed: ['tests/test_auth.py::test_stub'] })], 'fail stub'],
  ];
  for (const [why, params, runs, expected] of cases) {
    it(why, async () => {
      const verdict = await verdictOf(params, given(...runs));
      assert.equal(`${verdict.verdict} ${verdict.reason}`, expected, verdict.details);
    });
  }
  it('is undecidable where nobody gave statements and keys', async () => {
    const verdict = await verdictOf({});
    assert.equal(`${verdict.verdict} ${verdict.reason}`, 'undecidable not_attested');
    assert.match(verdict.details, /--test-results and --test-keys/);
  });
  it('rests on every file that it compared, and knows no rate of vacuity', async () => {
    const claim = { type: 'test_attested', params: { test } };
    const verdict = await verdictOf({}, given(run()));
    for (const file of Object.keys(files)) assert.ok(verdict.restsOn.some((one) => one.file === file), file);
    const vacuity = await proveClaim(claim, verdict, memorySources(files), () => assert.fail('nothing is to be checked again'));
    assert.deepEqual([vacuity.tried, vacuity.killed, vacuity.survived.length], [0, 0, 0]);
    assert.match(vacuity.inapplicable ?? '', /is not tried/);
  });
  it('reads envelopes from files and folders, and tells what it refused', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mipiti-attested-'));
    try {
      const payload = JSON.stringify(statement());
      writeFileSync(join(folder, 'a.json'), JSON.stringify(envelope(payload, other.privateKey)));
      writeFileSync(join(folder, 'notes.txt'), 'no envelope');
      const strange = await verdictOf({}, signedFiles([folder], keyOf(ed.publicKey)));
      assert.match(strange.details, /One statement could not be trusted: a\.json: no trusted key has signed it\./);
      writeFileSync(join(folder, 'b.jsonl'), `${JSON.stringify(envelope(JSON.stringify(statement({ passedTests: ['x'] }))))}\n${JSON.stringify(envelope(payload))}\n`);
      const verdict = await verdictOf({}, signedFiles([folder], keyOf(ed.publicKey)));
      assert.equal(verdict.verdict, 'pass', verdict.details);
      assert.deepEqual((await signedFiles([join(folder, 'missing')], []).statements()).refused, [`${join(folder, 'missing')} is not there.`]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
