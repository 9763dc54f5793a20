import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseModel } from '../../src/model/parse.ts';
import { modelDesk, type ModelDesk } from './model-desk.ts';

const description = 'A chat service for teams. People sign in with a password, send messages in rooms over a websocket and share files, which are kept in S3. Messages are stored in PostgreSQL.';

const draft = {
  title: 'Zxqv brewing',
  entities: [
    { op: 'add', kind: 'boundaries', key: 'edge', entity: { name: 'Workshop door', passes: ['Physical'] } },
    { op: 'add', kind: 'components', key: 'kettle', entity: { name: 'brewing controller', boundaries: ['$edge'] } },
    { op: 'add', kind: 'assets', key: 'recipe', entity: { name: 'recipes', properties: ['C'], components: ['$kettle'] } },
    { op: 'add', kind: 'attackers', key: 'thief', entity: { capability: 'carries the controller away', boundaries: ['$edge'], vector: 'Physical' } },
    { op: 'add', kind: 'controls', entity: { description: 'Encrypt recipes at rest.', mitigates: [{ asset: '$recipe', attackers: ['$thief'] }], clauses: { encrypted: { shows: 'recipes are encrypted before they are written' } } } },
  ],
};

describe('generate_threat_model', () => {
  let desk: ModelDesk;
  before(async () => {
    desk = await modelDesk({ fill: (folder) => void mkdirSync(folder, { recursive: true }) });
  });
  after(() => desk.close());
  const files = (): readonly string[] => readdirSync(desk.folder).filter((name) => name.endsWith('.threatmodel.yaml'));

  it('shows what the library would make, each item with its reason, and writes nothing', async () => {
    const { data, summary } = await desk.call<{ accepted: boolean; items: { id: string; kind: string; because: string }[] }>('generate_threat_model', { feature_description: description, preview: 'true' });
    assert.equal(data.accepted, false);
    assert.ok(data.items.length > 10);
    assert.ok(data.items.every(({ because }) => because !== ''));
    assert.match(summary, /^Nothing was written yet/);
    assert.deepEqual(files(), []);
  });

  it('writes a model without an error, and says what it comes to', async () => {
    const { data, summary } = await desk.call<{ accepted: boolean; model_id: string; path: string; counts: Record<string, number> }>('generate_threat_model', { feature_description: description });
    assert.equal(data.accepted, true);
    const parsed = parseModel(readFileSync(join(desk.folder, data.path), 'utf8'));
    assert.deepEqual(parsed.problems.filter(({ severity }) => severity === 'error'), []);
    assert.equal(Object.keys(parsed.model.assets).length, data.counts.assets);
    assert.match(summary, /objectives: 0 mitigated/);
    assert.deepEqual(desk.project.models.map(({ path }) => path), [data.path]);
  });

  it('offers the similar model first, unless told to make another', async () => {
    const { data, summary } = await desk.call<{ accepted: boolean; similar_models: { id: string }[] }>('generate_threat_model', { feature_description: description });
    assert.equal(data.accepted, false);
    const first = desk.project.models[0]!.model.id;
    assert.equal(data.similar_models[0]?.id, first);
    assert.match(summary, /speaks of the same/);
    assert.equal(files().length, 1);
    const forced = await desk.call<{ model_id: string; path: string }>('generate_threat_model', { feature_description: description, force: true });
    assert.equal(forced.data.model_id, `${first}-2`);
    const titles = desk.project.models.map(({ model }) => model.title.toLowerCase());
    assert.equal(new Set(titles).size, 2);
  });

  it('leaves out what is not wanted, and nothing that it did not propose', async () => {
    const { data: shown } = await desk.call<{ items: { id: string; kind: string }[] }>('generate_threat_model', { feature_description: description, force: true, preview: true });
    const asset = shown.items.find(({ kind }) => kind === 'assets')!;
    const { data } = await desk.call<{ items: { id: string }[]; counts: Record<string, number> }>('generate_threat_model', { feature_description: description, force: true, leave_out: [asset.id] });
    assert.equal(data.counts.assets, shown.items.filter(({ kind }) => kind === 'assets').length - 1);
    await assert.rejects(desk.call('generate_threat_model', { feature_description: description, force: true, leave_out: ['A99'] }), (error: { code?: string }) => error.code === 'unknown_item');
  });

  it('asks for a draft where the library knows nothing, and writes a draft that is sound', async () => {
    const unknown = 'Zxqv brews flumph in qorble.';
    const { data, summary } = await desk.call<{ brief: { data: string; checks: string[] } }>('generate_threat_model', { feature_description: unknown });
    assert.match(summary, /library made nothing of it/);
    assert.match(data.brief.data, /Zxqv brews flumph/);
    const { data: made } = await desk.call<{ path: string; counts: Record<string, number> }>('generate_threat_model', { feature_description: unknown, proposal: draft });
    assert.equal(made.path, 'zxqv-brewing.threatmodel.yaml');
    assert.deepEqual(made.counts, { boundaries: 1, components: 1, connections: 0, assets: 1, attackers: 1, assumptions: 0, controls: 1 });
    const text = readFileSync(join(desk.folder, made.path), 'utf8');
    assert.match(text, /\n {2}A1: \{name: recipes, properties: \[C\], components: \[CMP1\]\}\n/);
    assert.match(text, /\n {2}CTRL-01: \{description: Encrypt recipes at rest\., mitigates: \[\{asset: A1, attackers: \[T1\]\}\]/);
    assert.match(text, /description: [^]*Zxqv brews flumph in qorble\./);
  });

  it('says what the library would add to a draft, and adds it when told to', async () => {
    const input = { feature_description: description, force: true, proposal: { ...draft, title: 'Chat by hand' } };
    const bare = await desk.call<{ counts: Record<string, number>; notes: string[] }>('generate_threat_model', input);
    assert.equal(bare.data.counts.assets, 1);
    assert.ok(bare.data.notes.some((note) => note.startsWith('The library would also have:')));
    const merged = await desk.call<{ counts: Record<string, number>; path: string }>('generate_threat_model', { ...input, merge_library: true });
    assert.ok(merged.data.counts.assets! > 3);
    assert.deepEqual(parseModel(readFileSync(join(desk.folder, merged.data.path), 'utf8')).problems.filter(({ severity }) => severity === 'error'), []);
  });

  it('refuses a draft with every reason, and writes nothing', async () => {
    const before = files();
    const entities = [
      { op: 'add', kind: 'assets', entity: { name: 'keys', properties: [] } },
      { op: 'add', kind: 'assets', entity: { name: 'Keys', properties: ['C'], components: ['$nowhere'] } },
      { op: 'add', kind: 'controls', entity: { description: 'Be careful.', status: 'implemented' } },
    ];
    const error = await desk.call('generate_threat_model', { feature_description: 'Zxqv.', proposal: { title: 'X', entities } }).then(
      () => assert.fail('it was not refused'),
      (reason: unknown) => reason as { code: string; data: { problems: { place: string; message: string }[] } },
    );
    assert.equal(error.code, 'proposal_refused');
    assert.deepEqual(error.data.problems.map(({ place }) => place), ['entities[2].entity.status', 'entities', 'entities[1]']);
    assert.deepEqual(files(), before);
    await assert.rejects(desk.call('generate_threat_model', { feature_description: '' }), (reason: { code?: string }) => reason.code === 'empty');
    await assert.rejects(desk.call('generate_threat_model', {}), (reason: { code?: string }) => reason.code === 'invalid_input');
  });

  it('never writes over a file that is there, model or not', async () => {
    writeFileSync(join(desk.folder, 'vault.threatmodel.yaml'), 'not a model');
    desk.project.fileChanged('vault.threatmodel.yaml');
    const { data } = await desk.call<{ path: string }>('generate_threat_model', { feature_description: 'Zxqv.', force: true, proposal: { ...draft, title: 'Vault' } });
    assert.equal(data.path, 'vault-2.threatmodel.yaml');
    assert.equal(readFileSync(join(desk.folder, 'vault.threatmodel.yaml'), 'utf8'), 'not a model');
    assert.ok(existsSync(join(desk.folder, 'vault-2.threatmodel.yaml')));
  });
});
