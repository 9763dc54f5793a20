/** Who is believed: the policy's text, its problems, and every reason for which a run is refused. */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { describe, it } from 'node:test';
import { sealWithKey } from '../../src/evidence/envelope/sealed-file.ts';
import { chooseSigners, sealWithFirst } from '../../src/evidence/signers/choose-signers.ts';
import { keySigner, type Signer } from '../../src/evidence/signers/signer.ts';
import { readSigningKey } from '../../src/evidence/signers/signing-key.ts';
import { statementBytes } from '../../src/evidence/statement/run-statement.ts';
import { isSubject, judgeRunFile, type JudgeOptions } from '../../src/evidence/trust/judge-file.ts';
import { readTrustPolicy } from '../../src/evidence/trust/read-policy.ts';
import { keys, pemOf, policyText, run, sealed } from './made-runs.ts';

const now = '2026-06-01T00:00:00.000Z';
const judge = (text: string, policy: string, more: Partial<JudgeOptions> = {}) => judgeRunFile(Buffer.from(text), { policy: readTrustPolicy(policy).policy, repository: 'acme/app', now, ...more });

describe('a trust policy', () => {
  it('names keys and identities', () => {
    const text = `${policyText('repositories: [acme/app]\nfrom: 2026-01-01\nuntil: 2026-12-31')}identities:\n  release:\n    issuer: https://token.example.com\n    subject: https://example.com/acme/app/*\nsigstore: {trusted_root: .mipiti/root.json}\n`;
    const { policy, problems } = readTrustPolicy(text);
    assert.deepEqual(problems, []);
    assert.ok(policy);
    assert.deepEqual(policy.keys.map(({ name, repositories, from, until }) => ({ name, repositories, from, until })), [{ name: 'ci', repositories: ['acme/app'], from: '2026-01-01', until: '2026-12-31' }]);
    assert.deepEqual([policy.identities[0]?.name, policy.trustedRoot], ['release', '.mipiti/root.json']);
  });

  const bad: readonly (readonly [code: string, text: string, at: string])[] = [
    ['yaml_syntax', 'schema: [1', ''],
    ['not_a_policy', '- 1', '-'],
    ['not_a_policy', '', ''],
    ['duplicate_key', 'schema: 1\nschema: 1\n', 'schema'],
    ['unknown_key', policyText('revokd: {on: 2026-01-01, why: lost}'), 'revokd'],
    ['unknown_key', policyText('revoked: {on: 2026-01-01, why: lost, until: never}'), 'until'],
    ['unknown_key', `${policyText()}kees: {}\n`, 'kees'],
    ['missing_key', 'schema: 1\nkeys: {ci: {from: 2026-01-01}}\n', ''],
    ['missing_key', policyText('revoked: {on: 2026-01-01}'), ''],
    ['invalid_value', 'schema: 2\n', '2'],
    ['invalid_value', policyText('repositories: [everything]'), 'everything'],
    ['invalid_value', policyText('from: yesterday'), 'yesterday'],
    ['invalid_value', 'schema: 1\nidentities: {a: {issuer: "http://plain.example", subject: x}}\nsigstore: {trusted_root: r}\n', '"http://plain.example"'],
    ['invalid_date', policyText('until: 2026-02-30'), '2026-02-30'],
    ['ends_before_it_begins', policyText('from: 2026-02-01\nuntil: 2026-01-01'), '2026-01-01'],
    ['unusable_key', 'schema: 1\nkeys: {ci: {public_key: hello}}\n', 'hello'],
    ['unusable_key', policyText('', keys.ed.privateKey), ''],
    ['unusable_key', policyText('', generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey), ''],
    ['same_key', `${policyText()}${policyText().split('\n').slice(2).join('\n').replace('ci:', 'old:')}`, ''],
    ['no_trusted_root', 'schema: 1\nidentities: {a: {issuer: "https://x.example", subject: x}}\n', 'identities'],
    ['too_large', `# ${'x'.repeat(500_000)}`, ''],
  ];
  for (const [code, text, at] of bad) {
    it(`with a problem trusts nobody: ${code}${at === '' ? '' : ` at ${at}`}`, () => {
      const { policy, problems } = readTrustPolicy(text);
      assert.equal(policy, undefined);
      const problem = problems.find((one) => one.code === code);
      assert.ok(problem, JSON.stringify(problems));
      if (at !== '') assert.equal(text.slice(problem.range.start, problem.range.end), at);
      assert.deepEqual(judge(sealed(run()), text).accepted, false);
    });
  }
});

describe('a run', () => {
  it('is accepted of a signer that the policy names', () => {
    const judged = judge(sealed(run()), policyText());
    assert.ok(judged.accepted);
    assert.deepEqual([judged.signer.kind, judged.signer.name, judged.signedAt], ['key', 'ci', '2026-05-01T12:00:00.000Z']);
  });

  const refusals: readonly (readonly [code: string, why: string, text: string, policy: string, more?: Partial<JudgeOptions>])[] = [
    ['malformed', 'no envelope', '{}', policyText()],
    ['malformed', 'no run in it', sealed({ _type: 'x' }), policyText()],
    ['other_statement', 'a statement of another kind', sealed({ _type: 'https://in-toto.io/Statement/v1', predicateType: 'x' }), policyText()],
    ['unknown_signer', 'nobody knows the key', sealed(run(), keys.stranger.privateKey), policyText()],
    ['bad_signature', 'a known key is named and another signed', JSON.stringify({ ...(JSON.parse(sealed(run())) as object), signatures: [{ ...(JSON.parse(sealed(run())) as { signatures: object[] }).signatures[0], sig: (JSON.parse(sealed(run(), keys.stranger.privateKey)) as { signatures: { sig: string }[] }).signatures[0]!.sig }] }), policyText()],
    ['bad_signature', 'what it says was changed', JSON.stringify({ ...(JSON.parse(sealed(run())) as object), payload: Buffer.from(statementBytes(run({ repository: 'acme/other' }))).toString('base64') }), policyText('repositories: [acme/other]')],
    ['revoked', 'the key is lost', sealed(run()), policyText('revoked: {on: 2026-05-20, why: lost}')],
    ['out_of_validity', 'before the first day', sealed(run()), policyText('from: 2026-05-02')],
    ['out_of_validity', 'after the last day', sealed(run()), policyText('until: 2026-04-30')],
    ['in_the_future', 'a clock that runs ahead', sealed(run({ at: '2026-06-01T00:10:01.000Z' })), policyText()],
    ['other_repository', 'of another repository', sealed(run({ repository: 'acme/other' })), policyText()],
    ['other_repository', 'of none', sealed(run({ repository: null })), policyText()],
    ['other_repository', 'of one that the key does not speak for', sealed(run()), policyText('repositories: [acme/other]')],
    ['other_repository', 'of a named one where this one has no name', sealed(run()), policyText(), { repository: undefined }],
    ['no_policy', 'nobody is trusted', sealed(run()), ''],
    ['unknown_signer', 'a Sigstore bundle and no identity', JSON.stringify({ dsseEnvelope: { payload: Buffer.from(statementBytes(run())).toString('base64'), payloadType: 'application/vnd.in-toto+json' }, mediaType: 'x' }), policyText()],
  ];
  for (const [code, why, text, policy, more] of refusals) {
    it(`is refused: ${why}`, () => {
      const judged = judge(text, policy, more);
      assert.ok(!judged.accepted);
      assert.equal(judged.code, code, judged.because);
    });
  }

  it('stands after the last day of a key that was replaced, on that day too', () => {
    assert.ok(judge(sealed(run()), policyText('until: 2026-05-01')).accepted);
    assert.ok(judge(sealed(run()), policyText('from: 2026-05-01')).accepted);
    assert.ok(judge(sealed(run({ repository: null })), policyText(), { repository: undefined }).accepted);
    assert.ok(judge(sealed(run({ repository: 'Acme/App' })), policyText()).accepted);
  });
});

describe('the subject of an identity', () => {
  const main = 'https://github.com/acme/app/.github/workflows/verify.yml@refs/heads/main';
  const cases: readonly (readonly [subject: string, pattern: string, fits: boolean])[] = [
    [main, main, true],
    [`${main}2`, main, false],
    [`x${main}`, main, false],
    [main.replace('verify.yml', 'verifyxyml'), main, false],
    [main, main.replace('main', '*'), true],
    [main, '*', false],
    ['a/b', 'a/*', true],
    ['a/b/c', 'a/*', false],
    ['a/b/c', 'a/*/c', true],
    ['a', 'a*', true],
    ['', '', true],
    ['a', '', false],
    ['ab', 'a.', false],
    ['aXbXc', 'a*c', true],
    ['a'.repeat(2000), `${'a*'.repeat(200)}b`, false],
  ];
  for (const [subject, pattern, fits] of cases) it(`${subject.slice(0, 80)} ${fits ? 'is' : 'is not'} ${pattern.slice(0, 90)}`, () => assert.equal(isSubject(subject, pattern), fits));
});

describe('a signing key', () => {
  const encrypted = keys.p256.privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }).toString();
  it('is taken as P-256 and Ed25519, in PKCS#8 and SEC 1, with and without a passphrase', () => {
    for (const pem of [pemOf(keys.ed.privateKey), pemOf(keys.p256.privateKey), keys.p256.privateKey.export({ type: 'sec1', format: 'pem' }).toString()]) assert.ok(readSigningKey(pem).ok);
    const read = readSigningKey(encrypted, 'open sesame');
    assert.ok(read.ok);
    assert.equal(read.signingKey.kind, 'p256');
  });
  const bad: readonly (readonly [why: string, pem: string, passphrase: string | undefined, because: RegExp, needs: boolean])[] = [
    ['a public key', pemOf(keys.ed.publicKey), undefined, /take the private one/, false],
    ['no key', 'hello', undefined, /no private key/, false],
    ['half a key', pemOf(keys.ed.privateKey).replace(/\n.{10}/, '\n'), undefined, /damaged/, false],
    ['another curve', pemOf(generateKeyPairSync('ec', { namedCurve: 'secp384r1' }).privateKey), undefined, /secp384r1; Ed25519 and P-256/, false],
    ['RSA', pemOf(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey), undefined, /kind rsa/, false],
    ['no passphrase', encrypted, undefined, /no passphrase/, true],
    ['an empty passphrase', encrypted, '', /no passphrase/, true],
    ['a wrong passphrase', encrypted, 'open barley', /passphrase is wrong/, false],
  ];
  for (const [why, pem, passphrase, because, needs] of bad) {
    it(`is refused without telling of it: ${why}`, () => {
      const read = readSigningKey(pem, passphrase);
      assert.ok(!read.ok);
      assert.match(read.because, because);
      assert.equal(read.needsPassphrase, needs);
      assert.ok(!read.because.includes('open') && !pem.split('\n').some((line) => line.length > 12 && !line.startsWith('-') && read.because.includes(line)));
    });
  }
});

describe('who signs', () => {
  const down: Signer = { mode: 'sigstore', name: 'Sigstore', seal: () => Promise.resolve({ ok: false, transient: true, because: 'it cannot be reached' }) };
  const broken: Signer = { ...down, seal: () => Promise.resolve({ ok: false, transient: false, because: 'never' }) };
  const [customerKey, workspaceKey] = [pemOf(keys.ed.privateKey), pemOf(keys.p256.privateKey)];
  const modes = (offer: Parameters<typeof chooseSigners>[0]): readonly string[] => {
    const chosen = chooseSigners(offer);
    assert.ok(chosen.ok, chosen.ok ? '' : chosen.because);
    return chosen.signers.map(({ mode }) => mode);
  };
  it("is the customer's key, then Sigstore, then the workspace's key, then nobody", () => {
    assert.deepEqual(modes({ customerKey, sigstore: down, workspaceKey }), ['customer']);
    assert.deepEqual(modes({ sigstore: down, workspaceKey }), ['sigstore', 'workspace']);
    assert.deepEqual(modes({ sigstore: down, workspaceKey, prefer: 'workspace' }), ['workspace']);
    assert.deepEqual(modes({ sigstore: down, prefer: 'workspace' }), ['sigstore']);
    assert.deepEqual(modes({ workspaceKey }), ['workspace']);
    assert.deepEqual(modes({}), []);
  });
  it('is nobody where a key is given that cannot be used', () => {
    for (const offer of [{ customerKey: 'x', sigstore: down, workspaceKey }, { sigstore: down, workspaceKey: 'x' }]) assert.equal(chooseSigners(offer).ok, false);
  });
  it('is the next one only where the one before may be back soon', async () => {
    const own = keySigner('workspace', { kind: 'p256', key: keys.p256.privateKey, fingerprint: 'f' });
    const bytes = statementBytes(run());
    const second = await sealWithFirst([down, own], bytes);
    assert.ok(second.ok);
    assert.deepEqual([second.signer.mode, second.passedOver], ['workspace', ['Sigstore: it cannot be reached']]);
    assert.equal((await sealWithFirst([broken, own], bytes)).ok, false);
    assert.equal((await sealWithFirst([down], bytes)).ok, false);
    assert.equal((await sealWithFirst([], bytes)).ok, false);
  });
  it('seals alike whichever way the key was asked', () => {
    assert.equal(sealWithKey(statementBytes(run()), keys.ed.privateKey), sealed(run()));
  });
});
