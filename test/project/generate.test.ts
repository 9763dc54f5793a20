/** Generation over real folders: what a repository shows, a team's own library, and models that are there already. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, test } from 'node:test';
import { assess } from '../../src/assurance/assess.ts';
import { weakenings } from '../../src/assurance/weakenings.ts';
import { parseModel } from '../../src/model/parse.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { generateModel, modelFileOf, nameFor, type GenerateContext, type GenerateRequest } from '../../src/project/generate/generate-model.ts';
import { describeLibraryProblem, describeReasons } from '../../src/project/sentences/generation.ts';
import { fileSources } from '../../src/verifier/file-sources.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function repository(files: Readonly<Record<string, string>>): string {
  folder = mkdtempSync(join(tmpdir(), 'mipiti-generate-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const run = (request: Partial<GenerateRequest>, files: Readonly<Record<string, string>> = {}, context: Partial<GenerateContext> = {}) => generateModel({ description: '', fromRepository: false, ...request }, { sources: fileSources(repository(files)), models: [], ...context });

async function proposalOf(request: Partial<GenerateRequest>, files: Readonly<Record<string, string>> = {}) {
  const { answer } = await run(request, files);
  assert.ok(!('refused' in answer), JSON.stringify(answer));
  return answer;
}

const shop = {
  'README.md': '# Corner shop\n\n![badge](x)\n\nCustomers order groceries in a web shop and pay with Stripe.\n\n## Install\n\nnpm install\n',
  'package.json': '{\n  "name": "shop",\n  "dependencies": {\n    "express": "^5.0.0",\n    "stripe": "^17.0.0",\n    "pg": "^8.0.0"\n  },\n  "devDependencies": {\n    "openai": "^4.0.0"\n  }\n}\n',
  'src/server.js': "// app.post('/upload', take)\n/*\napp.post('/upload', take)\n*/\napp.post('/login', login);\nconst key = process.env.STRIPE_SECRET_KEY;\n",
  'web/package.json': '{"dependencies": {"react-dom": "^19.0.0"}}\n',
  'web/src/app.jsx': 'export const app = 1;\n',
  'test/routes.js': "app.post('/upload', take);\n",
  'compose.yml': 'services:\n  db:\n    image: postgres:16\n',
  'infra/main.tf': 'resource "aws_security_group_rule" "all" {\n  cidr_blocks = ["0.0.0.0/0"]\n}\n',
};

test('a repository tells of itself by manifests, routes and infrastructure, each with its line', async () => {
  const proposal = await proposalOf({ fromRepository: true }, shop);
  const reasons = Object.fromEntries(proposal.items.map((item) => [item.key, describeReasons(item.reasons, proposal)]));
  assert.equal(proposal.title, 'Corner shop');
  assert.match(proposal.description, /^Customers order groceries/);
  assert.match(reasons.sessions!, /route POST \/login \(src\/server\.js:5\)/);
  assert.match(reasons['provider-keys']!, /“Stripe” \(README\.md:5\); dependency stripe \(package\.json:5\)/);
  assert.match(reasons.database!, /dependency pg \(package\.json:6\).*image postgres:16 \(compose\.yml:3\)/);
  assert.match(reasons['service-secrets']!, /variable STRIPE_SECRET_KEY \(src\/server\.js:6\)/);
  assert.match(reasons['closed-ports']!, /infra\/main\.tf:2/);
});

test('comments, tests and what only development needs show nothing', async () => {
  const keys = (await proposalOf({ fromRepository: true }, shop)).items.map(({ key }) => key);
  assert.ok(!keys.includes('uploaded-files') && !keys.includes('agent'));
});

test('code lies in the component that it shows', async () => {
  const proposal = await proposalOf({ fromRepository: true }, shop);
  const paths = Object.fromEntries(proposal.items.filter(({ kind }) => kind === 'components').map(({ key, entity }) => [key, entity.paths]));
  assert.deepEqual([paths.api, paths['browser-app']], [['src/**'], ['web/src/**']]);
});

test('clauses name only types that the languages of the repository can show', async () => {
  const php = await proposalOf({ fromRepository: true }, { 'index.php': "<?php\nRoute::post('/login', 'Login');\n", 'composer.json': '{"require": {"laravel/framework": "^11.0"}}' });
  const types = php.items.flatMap(({ kind, entity }) => (kind === 'controls' ? Object.values(entity.clauses as Record<string, { types: string[] }>).map((clause) => clause.types) : []));
  assert.ok(types.length > 5 && types.every((list) => list.length === 1 || !list.includes('middleware_registered')));
  assert.ok(types.some((list) => list.includes('function_calls')));
});

test('a repository without anything known is refused, and reading can be cancelled', async () => {
  const { answer } = await run({ fromRepository: true }, { 'notes.txt': 'nothing' });
  assert.deepEqual(answer, { refused: 'empty' });
  const abort = new AbortController();
  abort.abort(new Error('stopped'));
  await assert.rejects(run({ fromRepository: true }, shop, { signal: abort.signal }), /stopped/);
});

test('a file that is huge or binary or nested without end does no harm', async () => {
  const proposal = await proposalOf({ fromRepository: true }, { ...shop, 'src/big.js': `${'x'.repeat(400_000)}\napp.post('/chat', talk);`, 'src/zero.js': '\u0000', 'package-lock.json': '[[[['.repeat(1000), 'api/composer.json': '{'.repeat(100_000) });
  assert.ok(!proposal.items.some(({ key }) => key === 'messages'));
});

const teamLibrary = `library: 1
title: Ours
concepts:
  ledger: {terms: [grain ledger], implies: [online-service, stored-data]}
assets:
  ledger: {when: [ledger], name: grain ledger, description: What is in the silos., tags: [data], properties: [I], components: [primary], impact: {integrity: High, blast_radius: Isolated, recoverability: Manageable, regulatory_scope: None, why: It is settled once a year.}}
controls:
  rate-limit:
    description: Use the limiter of our gateway.
    mitigates: [{assets: ["*"], attackers: ["*"], protects: [A]}]
    clauses: {limited: {shows: the gateway limits, types: [config_key_exists]}}
leave_out: [controls/backups]
`;

test('a team adds, overrides and leaves out items by a file of its own', async () => {
  const proposal = await proposalOf({ description: 'Farmers keep a grain ledger in our service.' }, { '.mipiti/library/ours.yaml': teamLibrary });
  assert.ok(proposal.items.some(({ kind, title }) => kind === 'assets' && title === 'grain ledger'));
  assert.equal(proposal.items.find(({ key }) => key === 'rate-limit')?.title, 'Use the limiter of our gateway.');
  assert.ok(!proposal.items.some(({ key }) => key === 'backups'));
});

for (const [what, text, says] of [
  ['no YAML', 'library: 1\ntitle: [', /bad\.yaml:\d+ is no YAML/],
  ['a wrong value', 'library: 1\ntitle: T\nassets:\n  x: {name: x, description: x, tags: [data], properties: [Q], components: [primary], impact: {}}\n', /bad\.yaml:4: assets\/x\/properties\/0 takes one of C, I, A, U/],
  ['an unknown key', 'library: 1\ntitle: T\nassests: {}\n', /bad\.yaml:1: the file has a key that nothing here knows: assests/],
  ['a dangling reference', 'library: 1\ntitle: T\nconnections:\n  x: {from: primary, to: databse, label: l}\n', /bad\.yaml:4: connections\/x names databse, which no file of the library has\. Is database meant\?/],
  ['a doubled key', 'library: 1\ntitle: T\ntitle: U\n', /bad\.yaml:3: title stands there twice/],
  ['a key of other languages', 'library: 1\ntitle: T\nconcepts:\n  Über Uns: {terms: [web shop]}\n', /bad\.yaml:4: concepts\/Über Uns is no key/],
  ['an alias bomb', `library: 1\ntitle: T\na: &a [${'x,'.repeat(50)}]\n${'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index]!},`.repeat(20)}]`).join('\n')}\n`, /bad\.yaml:1 is no YAML/],
] as const) {
  test(`a bad file of a team is told with its place, and left out: ${what}`, async () => {
    const { answer, problems } = await run({ description: 'A web shop.' }, { '.mipiti/library/bad.yaml': text });
    assert.match(problems.map(describeLibraryProblem).join('\n'), says);
    assert.ok(!('refused' in answer));
  });
}

test('keys that reach prototypes reach nothing', async () => {
  const proposal = await proposalOf({ description: 'A web shop.' }, { '.mipiti/library/odd.yaml': 'library: 1\ntitle: T\nconcepts:\n  __proto__: {terms: [web shop]}\n  constructor: {terms: [web shop], implies: [database]}\n' });
  assert.equal(Object.getPrototypeOf({}), Object.prototype);
  assert.equal(({} as { terms?: unknown }).terms, undefined);
  assert.ok(proposal.items.length > 5);
});

test('names are the first that are free', async () => {
  const proposal = await proposalOf({ description: 'A web shop.' });
  const taken = new Set(['web-shop.threatmodel.yaml']);
  const { file, proposal: named } = nameFor(proposal, (name) => taken.has(name));
  assert.equal(file, 'web-shop-2.threatmodel.yaml');
  assert.match(modelFileOf(named), /^id: web-shop-2$/m);
});

const before = `# ours
schema: 1
id: shop
title: Corner shop
description: Customers order groceries in a web shop.
boundaries:
  TB7: {name: "Internet edge", passes: [Network]}   # kept
components:
  CMP1: {name: online shop, boundaries: [TB7]}
assets:
  A3: {name: Cardholder data, properties: [C], components: [CMP1]}
attackers:
  T1: {archetype: anonymous strangers, capability: sends requests, boundaries: [TB7], vector: Network}
controls:
  CTRL-04:
    description: Own measure.
    mitigates: [{asset: A3, attackers: [T1], group: x}]
removed:
  A9: {on: "2026-01-01"}
`;

test('an existing model is listed as alike, and gets what it lacks in one step, without an easier way', async () => {
  const description = 'Customers order groceries in an online web shop and pay by credit card.';
  const parsed = parseModel(before);
  const generated = await run({ description }, {}, { models: [{ path: 'shop.threatmodel.yaml', model: parsed.model }] });
  assert.deepEqual(generated.similar.map(({ path }) => path), ['shop.threatmodel.yaml']);
  const merged = generated.mergeInto(parsed);
  assert.ok('result' in merged && !('refused' in merged.result));
  assert.deepEqual(merged.there.map(({ id }) => id).sort(), ['A3', 'T1', 'TB7']);
  const text = applyEdits(before, merged.result.edits);
  assert.ok(text.startsWith('# ours\n') && text.includes('"Internet edge", passes: [Network]}   # kept'));
  const after = parseModel(text);
  assert.deepEqual(after.problems, []);
  assert.ok(Object.hasOwn(after.model.assets, 'A10') && !Object.hasOwn(after.model.assets, 'A9'));
  // What protected A3 from T1 still has to; new controls stand beside it, not in its place.
  const at = '2026-06-15T12:00:00Z';
  const groups = assess(after.model, { basis: 'worktree', assertions: {} }, at).objectives.find(({ id }) => id === 'CO-A3-T1')!.groups;
  assert.deepEqual(groups.map(({ name }) => name), ['x']);
  assert.ok(groups[0]!.controls.some(({ control }) => control === 'CTRL-04') && groups[0]!.controls.length > 1);
  assert.deepEqual(weakenings(parsed.model, after.model).filter(({ kind }) => /group|mitigat/.test(kind)), []);
  // A second time there is nothing left to add.
  const again = generated.mergeInto(after);
  assert.ok('result' in again && !('refused' in again.result));
  assert.deepEqual(again.result.edits, []);
});

test('code of a service stays with the service, though it calls a language model too', async () => {
  const proposal = await proposalOf({ fromRepository: true }, { 'package.json': '{"dependencies": {"express": "5", "openai": "5"}}', 'src/server.js': "app.post('/ask', ask);\n" });
  const paths = Object.fromEntries(proposal.items.filter(({ kind }) => kind === 'components').map(({ key, entity }) => [key, entity.paths]));
  assert.deepEqual([paths.api, paths.agent], [['src/**'], undefined]);
});
