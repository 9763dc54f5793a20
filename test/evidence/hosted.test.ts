/** The hosted service's wire forms, against hashes that another language computed, and forgeries of each step. */
import assert from 'node:assert/strict';
import { createHash, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { preAuthenticated } from '../../src/evidence/envelope/dsse.ts';
import { fingerprintOf } from '../../src/evidence/envelope/trusted-keys.ts';
import { contentHash, type HostedAssertion } from '../../src/evidence/hosted/content-hash.ts';
import { customerBundle, verifyCustomerBundle } from '../../src/evidence/hosted/customer-bundle.ts';
import { pythonJson } from '../../src/evidence/hosted/python-json.ts';
import { verificationRunBytes } from '../../src/evidence/hosted/verification-run.ts';
import { isWorkspaceSignature, workspaceSignature } from '../../src/evidence/hosted/workspace-signature.ts';
import { keys, pemOf } from './made-runs.ts';

const golden = <T>(name: string): T => JSON.parse(readFileSync(join(import.meta.dirname, 'golden', name), 'utf8')) as T;
const cases = golden<{ name: string; assertions: HostedAssertion[]; verdicts: Record<string, string> }[]>('content-hash-cases.json');
const hashes = golden<{ name: string; hash: string }[]>('content-hashes.json');

describe('the content hash', () => {
  for (const [index, { name, assertions, verdicts }] of cases.entries()) {
    it(`is what reference.py computes: ${name}`, () => assert.deepEqual(contentHash(assertions, new Map(Object.entries(verdicts))), { ok: true, hash: hashes[index]?.hash }));
  }
  it('has no form for what languages write differently', () => {
    for (const value of [0.00005, 1e21, -0, Number.NaN, Number.POSITIVE_INFINITY, undefined, { a: undefined }, 2 ** 53]) assert.equal(pythonJson(value).ok, false);
    assert.deepEqual(pythonJson([1, { b: null, a: 'é' }]), { ok: true, text: '[1,{"a":"\\u00e9","b":null}]' });
  });
});

describe('the signature of a workspace', () => {
  const hash = `sha256:${createHash('sha256').update('x').digest('hex')}`;
  it('is over the bytes of the hash, hashed once more', () => {
    const signature = workspaceSignature(hash, keys.p256.privateKey);
    assert.equal(signature.signed_hash, hash.slice(7));
    assert.ok(verify('sha256', createHash('sha256').update('x').digest(), keys.p256.publicKey, Buffer.from(signature.signature, 'base64')));
    assert.ok(isWorkspaceSignature(signature, keys.p256.publicKey));
    assert.ok(!isWorkspaceSignature({ ...signature, signed_hash: '0'.repeat(64) }, keys.p256.publicKey));
    assert.ok(!isWorkspaceSignature({ ...signature, signed_hash: 'short' }, keys.p256.publicKey));
  });
});

describe('the bundle of a customer', () => {
  const assertions = [{ id: 'a', type: 'function_exists', params: { file: 'naïve.py' }, description: 'e\u0301' }];
  const hashed = contentHash(assertions, new Map([['a', 'pass']]));
  assert.ok(hashed.ok);
  const { hash } = hashed;
  const payload = verificationRunBytes({ modelId: 'm1', tier: 1, contentHash: hash, pipeline: { provider: 'github' }, assertions, results: [{ assertion_id: 'a', verdict: 'pass' }] });
  const bundle = customerBundle(payload, keys.p256.privateKey);
  const pins = { fingerprint: fingerprintOf(keys.p256.publicKey), contentHash: hash };

  it('says what it is about, and carries what was checked', () => {
    const statement = JSON.parse(payload.toString()) as { subject: unknown; predicateType: string; predicate: Record<string, string> };
    assert.deepEqual(statement.subject, [{ name: 'mipiti:verification:tier1:m1', digest: { sha256: hash.slice(7) } }]);
    assert.equal(statement.predicateType, 'https://mipiti.io/attestations/v1/verification-run');
    assert.deepEqual(Object.keys(statement.predicate).sort(), ['compressed_payload', 'content_hash', 'encoding', 'model_id', 'pipeline', 'tier']);
    const inner = gunzipSync(Buffer.from(statement.predicate['compressed_payload']!, 'base64')).toString();
    assert.equal(inner, '{"assertions":[{"description":"é","id":"a","params":{"file":"naïve.py"},"type":"function_exists"}],"results":[{"assertion_id":"a","verdict":"pass"}]}');
    assert.ok(verify('sha256', preAuthenticated('application/vnd.in-toto+json', payload), keys.p256.publicKey, Buffer.from(bundle.signature, 'base64')));
    assert.ok(verifyCustomerBundle(JSON.stringify(bundle), pins).ok);
  });

  const other = customerBundle(Buffer.from('{}'), keys.p256.privateKey);
  const forged: readonly (readonly [why: string, text: string, pinned: typeof pins | { fingerprint: undefined; contentHash: string }, because: RegExp])[] = [
    ['of another kind', JSON.stringify({ ...bundle, kind: 'workspace' }), pins, /kind/],
    ['of another payload type', JSON.stringify({ ...bundle, payloadType: 'text/plain' }), pins, /kind/],
    ['with a member twice', JSON.stringify(bundle).replace('{', '{"v":1,'), pins, /twice/],
    ['without base64', JSON.stringify({ ...bundle, payload: `${bundle.payload}!` }), pins, /base64/],
    ['with a key of another curve', JSON.stringify({ ...bundle, public_key_pem: pemOf(keys.ed.publicKey) }), pins, /P-256/],
    ['with another payload', JSON.stringify({ ...bundle, payload: other.payload }), pins, /signature does not fit/],
    ['without a pin', JSON.stringify(bundle), { fingerprint: undefined, contentHash: hash }, /no key is pinned/],
    ['of a key that is not pinned', JSON.stringify(bundle), { ...pins, fingerprint: '0'.repeat(64) }, /is pinned/],
    ['about something else', JSON.stringify(other), pins, /not on a verification run/],
    ['about other results', JSON.stringify(bundle), { ...pins, contentHash: `sha256:${'0'.repeat(64)}` }, /other results/],
  ];
  for (const [why, text, pinned, because] of forged) {
    it(`is refused: ${why}`, () => {
      const answer = verifyCustomerBundle(text, pinned);
      assert.ok(!answer.ok);
      assert.match(answer.because, because);
    });
  }
});
