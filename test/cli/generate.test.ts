/** `mipiti generate`: what it prints, writes and refuses, run as people run it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { mipiti } from './run-cli.ts';

const shop = 'Customers order plants in a web shop and pay with Stripe. No chat.';
let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mipiti-generate-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

test('prints what is proposed with reasons, and writes nothing that nobody asked for', async () => {
  const { code, out, err } = await mipiti(['generate', shop], folder);
  assert.equal(code, 0);
  assert.match(out, /^Assets\n {2}A1 +payment records and amounts \(C, I\)\n +“pay” \(line 1\)/m);
  assert.match(out, /cheating customer \(Network, at TB1\)/);
  assert.match(out, /Left out: chat, since the description says so at line 1 \(“chat”\)\./);
  assert.match(err, /Nothing was written\. --write PATH or --yes writes it/);
  assert.deepEqual(readdirSync(folder), []);
});

test('gives tools JSON, and the model file itself as YAML', async () => {
  const json = JSON.parse((await mipiti(['generate', shop, '--output', 'json'], folder)).out) as { title: string; items: { id: string; reasons: unknown[] }[]; uncovered: unknown[] };
  assert.equal(json.title, 'Payment records and amounts in the web shop');
  assert.ok(json.items.every(({ reasons }) => reasons.length > 0) && json.uncovered.length === 0);
  const { out } = await mipiti(['generate', '-', '--output', 'yaml'], folder, shop);
  assert.deepEqual(parseModel(out).problems, []);
});

test('writes a new file without what was left out, over nothing that is there, and the same bytes each time', async () => {
  const words = ['generate', shop, '--write', 'a.threatmodel.yaml', '--without', 'T2', 'CTRL-03'];
  assert.equal((await mipiti(words, folder)).code, 0);
  const { model, problems } = parseModel(read('a.threatmodel.yaml'));
  assert.deepEqual(problems, []);
  assert.ok(Object.hasOwn(model.attackers, 'T1') && !Object.hasOwn(model.attackers, 'T2') && !Object.hasOwn(model.controls, 'CTRL-03'));
  const again = await mipiti(words, folder);
  assert.equal(again.code, 2);
  assert.match(again.err, /a\.threatmodel\.yaml is there\. --into a\.threatmodel\.yaml adds to it\./);
  const text = read('a.threatmodel.yaml');
  rmSync(join(folder, 'a.threatmodel.yaml'));
  await mipiti(words, folder);
  assert.equal(read('a.threatmodel.yaml'), text);
});

test('a file gives the description, and reasons name its lines', async () => {
  writeFileSync(join(folder, 'feature.md'), '# Plant desk\n\nGardeners sign in to a web app.\nThey upload photos of plants.\n');
  const { code, out } = await mipiti(['generate', 'feature.md', '--yes'], folder);
  assert.equal(code, 0);
  assert.match(out, /“photos of plants”|“upload” \(feature\.md:4\)/);
  assert.match(read('plant-desk.threatmodel.yaml'), /^title: Plant desk$/m);
});

test('adds to a model what it lacks, and leaves the rest of the file as it is', async () => {
  const before = '# ours\nschema: 1\nid: shop\ntitle: Plant shop\ndescription: Customers order plants in a web shop.\nassets: {}\n';
  writeFileSync(join(folder, 'shop.threatmodel.yaml'), before);
  const { code, out, err } = await mipiti(['generate', shop, '--into', 'shop.threatmodel.yaml', '--yes'], folder);
  assert.equal(code, 0);
  assert.match(out, /shop\.threatmodel\.yaml \(Plant shop\) speaks of the same: .*plants/);
  assert.match(err, /entities were added to shop\.threatmodel\.yaml/);
  assert.ok(read('shop.threatmodel.yaml').startsWith('# ours\nschema: 1\nid: shop\ntitle: Plant shop\n'));
  assert.deepEqual(parseModel(read('shop.threatmodel.yaml')).problems, []);
  assert.match((await mipiti(['generate', shop, '--into', 'shop.threatmodel.yaml', '--yes'], folder)).err, /has all of it already/);
});

test('reads a repository', async () => {
  writeFileSync(join(folder, 'package.json'), '{"dependencies": {\n "express": "5", "multer": "2"}}');
  const { code, out } = await mipiti(['generate', '--from-repo'], folder);
  assert.equal(code, 0);
  assert.match(out, /uploaded files \(C, I\)\n +dependency multer \(package\.json:2\)/);
});

/** Runs it at a terminal; each question is answered by the next text. */
function atTerminal(words: readonly string[], answers: readonly string[]): Promise<{ readonly code: number | null; readonly shown: string }> {
  return new Promise((resolve, reject) => {
    const line = [process.execPath, join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs'), ...words].map((word) => `'${word}'`).join(' ');
    const child = spawn('script', ['-qec', line, '/dev/null'], { cwd: folder, env: { ...process.env, TERM: 'dumb', CI: '' } });
    const rest = [...answers];
    let [shown, answered] = ['', 0];
    child.stdout.on('data', (data: Buffer) => {
      // The reader of lines moves the cursor behind its question.
      shown += data.toString().replaceAll(/\u001B\[[\d;]*[A-Za-z]/g, '');
      const asked = shown.match(/(?:keeps all\)|\[y\/N\]) /g)?.length ?? 0;
      if (asked > answered) {
        answered = asked;
        child.stdin.write(rest.shift() ?? '\r');
      }
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, shown }));
  });
}

test('at a terminal it asks for each kind what to leave out, and before it writes', async () => {
  const { code, shown } = await atTerminal(['generate', shop], ['\r', '\r', '\r', 'A9\r', 'A1\r', '\r', '\r', 'y\r']);
  assert.equal(code, 0, shown);
  assert.match(shown, /There is no A9 among them/);
  const [file] = readdirSync(folder);
  const { model, problems } = parseModel(read(file!));
  assert.deepEqual(problems, []);
  assert.ok(!Object.hasOwn(model.assets, 'A1') && Object.keys(model.assets).length > 0);
});

test('Ctrl-C at a question ends it, and nothing is written', async () => {
  const { code, shown } = await atTerminal(['generate', shop], ['\r', '\u0003']);
  assert.equal(code, 130, shown);
  assert.match(shown, /Interrupted\./);
  assert.deepEqual(readdirSync(folder), []);
});

for (const [what, words, code, says] of [
  ['nothing', ['generate'], 2, /Describe the feature in quotes/],
  ['words that say nothing', ['generate', 'banana'], 1, /Nothing in the description is known/],
  ['another language', ['generate', 'Ein Dienst, mit dem die Kunden ihre Dateien hochladen und der sie für die Firma speichert'], 1, /not in English/],
  ['a file that is not there', ['generate', 'gone.md'], 2, /There is no file gone\.md/],
  ['a name that is no model file', ['generate', shop, '--write', 'a.yaml'], 2, /end with \.threatmodel\.yaml/],
  ['an item that is not proposed', ['generate', shop, '--without', 'T99'], 2, /T99, which is not proposed/],
  ['a folder that is not there', ['generate', '--from-repo', 'gone'], 2, /gone is no folder/],
  ['both ways to write', ['generate', shop, '--write', 'a.threatmodel.yaml', '--into', 'b.threatmodel.yaml'], 2, /Leave one of them out/],
] as const) {
  test(`says what would be right: ${what}`, async () => {
    const result = await mipiti(words, folder);
    assert.equal(result.code, code, result.err);
    assert.match(result.err, says);
    assert.ok(!existsSync(join(folder, 'a.threatmodel.yaml')));
  });
}
