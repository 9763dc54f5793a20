/** `mipiti evidence export`, `mipiti audit`, `mipiti-verify audit`, as people and pipelines run them. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { AuditReport } from '../../src/evidence/audit/report.ts';
import { fingerprintOf } from '../../src/evidence/envelope/trusted-keys.ts';
import { MadeRepository, said } from '../evidence/made-repository.ts';
import { keys, pemOf, policyText } from '../evidence/made-runs.ts';
import { mipiti, mipitiVerify } from './run-cli.ts';

describe('a package', () => {
  let repository: MadeRepository;
  const at = (name: string): string => join(repository.folder, name);
  before(async () => {
    repository = new MadeRepository();
    repository.commit();
    await repository.record({ at: '2026-05-01T12:00:00.000Z' });
    writeFileSync(at('ci.pem'), pemOf(keys.ed.publicKey));
    writeFileSync(at('stranger.pem'), pemOf(keys.stranger.publicKey));
    writeFileSync(at('private.pem'), pemOf(keys.ed.privateKey));
    writeFileSync(at('policy.yaml'), policyText());
    writeFileSync(at('bad-policy.yaml'), policyText('revokd: {}'));
    writeFileSync(at('root.json'), '{}');
  });
  after(() => repository.dispose());

  it('is exported, and says what it holds', async () => {
    const { code, err } = await mipiti(['evidence', 'export', '--to', at('a.json')], repository.root);
    assert.equal(code, 0, err);
    assert.match(err, /holds upload at [0-9a-f]{10} and 2 files of evidence/);
    const again = await mipiti(['evidence', 'export', 'upload.threatmodel.yaml', '--to', '-'], repository.root);
    assert.equal(again.out, readFileSync(at('a.json'), 'utf8'));
  });

  it('is verified far from its repository, verdict first', async () => {
    const { code, out, err } = await mipiti(['audit', 'a.json', '--key', 'ci.pem', '--at', '2026-06-01'], repository.folder);
    assert.equal(code, 0, out + err);
    const lines = out.split('\n');
    assert.equal(lines[0], 'VERIFIED');
    assert.ok(lines.indexOf('This is so if:') < lines.indexOf('Keep in mind:'));
    assert.ok(lines.indexOf('This is so if:') > 0);
    const full = await mipiti(['audit', 'a.json', '--policy', 'policy.yaml', '--at', '2026-06-01', '--full'], repository.folder);
    assert.equal(full.code, 0, full.out);
    assert.match(full.out, /✓ signatures/);
    assert.match(full.out, /CO-A1-T1 +mitigated, controls, verified, reachable/);
  });

  it('exits with 1 for nobody, for a stranger, for a changed byte, and accepts less only by name', async () => {
    const audit = (...words: string[]) => mipiti(['audit', 'a.json', '--at', '2026-06-01', ...words], repository.folder);
    const nobody = await audit();
    assert.equal(nobody.code, 1);
    assert.match(nobody.out, /^UNVERIFIED\n[^]*✗ trust: you named nobody[^]*--accept-less trust-of-the-package/);
    const accepted = await audit('--accept-less', 'trust-of-the-package');
    assert.deepEqual([accepted.code, accepted.out.split('\n')[0]], [0, 'UNVERIFIED']);
    assert.match((await audit('--key', 'stranger.pem')).out, /^FAILED/);
    assert.equal((await audit('--key', 'stranger.pem')).code, 1);
    writeFileSync(at('b.json'), readFileSync(at('a.json'), 'utf8').replace('mitigated', 'mitigates'));
    const changed = await mipiti(['audit', 'b.json', '--key', 'ci.pem', '--output', 'json'], repository.folder);
    assert.equal(changed.code, 1);
    const report = JSON.parse(changed.out) as AuditReport;
    assert.deepEqual([report.verdict, report.checks.at(-1)?.check], ['FAILED', 'digest']);
    assert.equal((await audit('--key', 'ci.pem', '--commit', '0'.repeat(40))).code, 1);
  });

  const wrong: readonly (readonly [words: readonly string[], says: RegExp])[] = [
    [[], /missing required argument/],
    [['nowhere.json'], /cannot be read/],
    [['a.json', '--key', 'nowhere.pem'], /cannot be read/],
    [['a.json', '--key', 'private.pem'], /private key/],
    [['a.json', '--key', 'ci.pem', '--policy', 'policy.yaml'], /which of them decides/],
    [['a.json', '--policy', 'bad-policy.yaml'], /no trust policy that can be used: unknown key/],
    [['a.json', '--identity', 'x'], /go together/],
    [['a.json', '--identity', 'x', '--issuer', 'https://y.example'], /trusted root/],
    [['a.json', '--key', 'ci.pem', '--trusted-root', 'root.json'], /for an identity or a policy/],
    [['a.json', '--commit', 'abc'], /whole name/],
    [['a.json', '--at', 'tomorrow'], /--at takes/],
    [['a.json', '--accept-less', 'everything'], /Allowed choices are trust-of-the-package/],
  ];
  for (const [words, says] of wrong) {
    it(`is wrong use: audit ${words.join(' ')}`, async () => {
      const { code, err } = await mipiti(['audit', ...words], repository.folder);
      assert.equal(code, 2, err);
      assert.match(err, says);
    });
  }

  it('is verified under the flags of the hosted tool, which lets results fail', async () => {
    const verify = (...words: string[]) => mipitiVerify(['audit', ...words], repository.folder);
    const commit = repository.git('rev-parse', 'HEAD');
    const good = await verify('a.json', '--expected-customer-key', 'ci.pem', '--expected-model-id', 'upload', '--expected-commit-sha', commit, '--require-verification');
    assert.equal(good.code, 0, good.out + good.err);
    assert.equal((await verify('a.json', '--expected-workspace-key', fingerprintOf(keys.ed.publicKey))).code, 0);
    assert.equal((await verify('a.json')).code, 1, 'nobody named is not verified');
    assert.equal((await verify('a.json', '--expected-customer-key', 'ci.pem', '--expected-model-id', 'other')).code, 1);
    for (const [words, says] of [
      [['--expected-issuer', 'https://x.example'], /needs --expected-ci-identity/],
      [['--expected-model-id', 'upload'], /mean something only with/],
      [['--expected-commit-sha', commit], /mean something only with/],
      [['--ci-identity-from-env'], /does not say/],
      [['--expected-ci-identity', 'https://ci.example/x'], /--expected-issuer/],
      [['--expected-ci-identity', 'https://github.com/acme/app/x'], /trusted root/],
    ] as const) {
      const { code, err } = await verify('a.json', ...words);
      assert.equal(code, 2, words.join(' '));
      assert.match(err, says);
    }
    for (const flag of ['--key-url', '--platform-pubkey', '--rekor-anchor', '--sigstore-tuf-url', '--rekor-entry-snapshot', '--expected-anchor-identity', '--expected-anchor-issuer']) {
      const { code, err } = await verify('a.json', flag, 'x');
      assert.equal(code, 1, flag);
      assert.match(err, /Leave|Give|Get|Pin/, flag);
    }
  });

  it('of what fails is verified as a claim, and fails where results count', async () => {
    repository.write('README', 'more\n');
    repository.commit();
    await repository.record({ at: '2026-05-02T12:00:00.000Z', assertions: [said({ verdict: 'fail', strength: null })] });
    assert.equal((await mipiti(['evidence', 'export', '--to', at('c.json')], repository.root)).code, 0);
    const { code, out } = await mipiti(['audit', 'c.json', '--key', 'ci.pem', '--at', '2026-06-01'], repository.folder);
    assert.equal(code, 0, out);
    assert.match(out, /1 of 2 objectives is not mitigated: CO-A1-T1/);
    const hosted = await mipitiVerify(['audit', 'c.json', '--expected-customer-key', 'ci.pem'], repository.folder);
    assert.equal(hosted.code, 1);
    assert.match(hosted.out, /results: asrt_aaaa is fail/);
  });

  it('is not written of what is not there, and warns of what an auditor would refuse', async () => {
    assert.match((await mipiti(['evidence', 'export', 'src', '--to', at('d.json')], repository.root)).err, /no \*\.threatmodel\.yaml/);
    repository.write('README', 'even more\n');
    repository.commit();
    const { code, err } = await mipiti(['evidence', 'export', '--to', at('d.json')], repository.root);
    assert.equal(code, 1);
    assert.match(err, /An auditor will object: no run that counts is about/);
  });
});
