/** Gestures of the screens, at random, on real texts: nothing changes but what is meant, and every step back is exact. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { assess } from '../../src/assurance/assess.ts';
import { entityKinds, type EntityKind } from '../../src/model/identifiers.ts';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { plainOf } from '../../src/model/plain.ts';
import { applyEdits, type TextEdit } from '../../src/model/text-edit.ts';
import { carryOut } from '../../src/project/modelling/carry-out.ts';
import { copyEntities } from '../../src/project/modelling/copy-entities.ts';
import { editable } from '../../src/project/modelling/edit-entity.ts';
import { planRemoval } from '../../src/project/modelling/plan-removal.ts';
import type { ModelIntent } from '../../src/project/modelling/carry-out.ts';
import { runs } from '../runs.ts';

const sample = readFileSync(join(import.meta.dirname, '..', 'sample', 'upload.threatmodel.yaml'), 'utf8');
/** Written by hand, in every layout that people use: comments, quotes, blocks, flows, aliases, keys that nobody knows, Windows line ends. */
const handWritten = `# Ours, reviewed every spring.\r
schema: 1\r
id: "shop"\r
title: 'Shop: checkout'   # as sales call it\r
x-owner: team-seven\r
\r
boundaries:\r
  # The edge.\r
  TB1: {name: Internet, passes: [Network], x-zone: dmz}\r
  TB2:\r
    name: "Inner"\r
    passes: []\r
components:\r
  CMP1: &api {name: api, paths: ["src/**"], boundaries: [TB1]}\r
  CMP2: *api\r
\r
  # Not deployed yet.\r
  CMP3:\r
    name: store\r
    boundaries:\r
      - TB2   # moved here in May\r
connections: {CN1: {from: CMP1, to: CMP3}}\r
assets:\r
  A1: {name: orders, properties: [C, I], components: [CMP1, CMP3]}\r
  A3:\r
    name: |\r
      keys\r
    properties: [C]\r
attackers: {T1: {capability: "sends \\"anything\\"", boundaries: [TB1], vector: Network}, T2: {capability: reads disks}}\r
assumptions: {}\r
controls:\r
  CTRL-01:\r
    description: Check orders.\r
    mitigates:\r
      - {asset: A1, attackers: [T1, T2], group: a}\r
      - asset: A3\r
        attackers: [T1]\r
    clauses:\r
      checked: {shows: it is checked}\r
      # Needed by the auditor.\r
      logged:\r
        shows: it is logged\r
  CTRL-2: {description: Lock it, mitigates: [{asset: A1, attackers: [T1], group: a}]}\r
assertions:\r
  asrt_aaaa: {control: CTRL-01, type: file_exists, params: {file: a.py}, covers: [checked]}\r
removed:\r
  A2: {on: "2026-01-01", was: {name: carts, properties: [A]}}`;

const at = '2026-11-26T00:00:00.000Z';
const words = fc.oneof(fc.constantFrom('', 'plain words', "it's", 'a: b # c', '- no list', '{x}', '"quoted"', 'two\nlines', ' edges ', '*', '&a', '!t', 'null', '12', '2027-01-31', '__proto__', 'ünï 💥', 'TB1', 'a, b'), fc.string({ maxLength: 30, unit: 'binary' }));
const gestureOf = fc.record({ use: fc.nat(13), one: fc.nat(), two: fc.nat(), three: fc.nat(), text: words, other: words });
type Gesture = typeof gestureOf extends fc.Arbitrary<infer Value> ? Value : never;

/** A gesture that a person could make on this model, or nearly could. */
function intentOf(parsed: ParsedModel, { use, one, two, three, text, other }: Gesture): ModelIntent {
  const { model } = parsed;
  const pick = <Value>(list: readonly Value[], number: number, otherwise: Value): Value => (list.length === 0 ? otherwise : list[number % list.length]!);
  const kind: EntityKind = pick(entityKinds, one, 'assets');
  const ids = Object.keys(model[kind]);
  const id = pick(ids, two, 'A99');
  const anyId = pick(entityKinds.flatMap((each) => Object.keys(model[each])), two, 'A99');
  const control = pick(Object.keys(model.controls), two, 'CTRL-99');
  const list = [text, other].filter((word) => word !== '');
  switch (use) {
    case 0: return { use: 'describe', key: three % 2 ? 'title' : 'description', answer: text };
    case 1: return { use: 'set', targets: [{ kind, id }], key: pick(editable[kind], three, 'name'), answer: text };
    case 2: return { use: 'set', targets: ids.map((each) => ({ kind, id: each })).slice(0, 3).concat(ids.length === 0 ? [{ kind, id }] : []), key: pick(editable[kind], three, 'name'), answer: text };
    case 3: return { use: 'change', targets: [{ kind, id }], key: pick(['boundaries', 'components', 'properties', 'objectives'], three, 'boundaries'), add: [pick(['TB1', 'TB2', 'CMP1', 'C', 'U', 'CO-A1-T1'], one, 'TB1')], takeOut: [pick(['TB1', 'CMP1', 'I'], two, 'TB1')] };
    case 4: return { use: 'add', kind, answers: { name: text, capability: text, description: text, title: text, passes: ['Local'], boundaries: ['TB1'], properties: ['C', 'U'], components: ['CMP1'], from: 'CMP1', to: 'CMP3', type: three % 2 ? 'external' : 'file_exists', status: 'implemented', objectives: ['CO-A1-T1'], group: three % 3 ? '' : 'b', 'clause.shows': other, subject: control, covers: [], 'params.file': other, control, severity: 'low', objective: 'CO-A1-T1', owner: other, justification: other, review_by: '2027-01-01', 'attestation.by': other, 'attestation.statement': other, 'attestation.expires_at': '2027-01-01', vector: 'Local', label: other, paths: other } };
    case 5: return { use: 'add_clause', control, answers: { shows: text, name: pick(['more', 'checked', 'x'], three, 'more'), types: [], least: '' } };
    case 6: return { use: 'remove', ids: [anyId], choice: { along: three % 2 ? planRemoval(parsed, [anyId], grounds(parsed)).along.map((each) => each.id) : [], takeOut: three % 3 === 0, leaveGroups: three % 5 === 0 }, why: other };
    case 7: return { use: 'restore', ids: [pick(Object.keys(model.removed), two, 'A2')] };
    case 8: return { use: 'move', moves: [{ id: pick(Object.keys(model.components), one, 'CMP1'), from: 'TB1' }], ...(three % 2 ? { to: 'TB2' } : {}) };
    case 9: return { use: 'regroup', memberships: [{ control, objective: 'CO-A1-T1', group: 'a' }], to: { objective: three % 2 ? 'CO-A1-T1' : 'CO-A3-T1', group: three % 3 ? 'b' : '' } };
    case 10: return { use: 'reorder', kind, keys: [id, pick(ids, three, id)], ...(one % 3 ? { before: pick(ids, one, id) } : {}) };
    case 11: return { use: 'reorder', kind: 'controls', control, keys: [pick(Object.keys(model.controls[control]?.clauses ?? {}), one, 'checked')], ...(three % 2 ? { before: 'checked' } : {}) };
    case 12: return { use: 'paste', text: three % 4 === 0 ? list.join('\n') : copyEntities(parsed, [anyId, pick(ids, three, id)]).text };
    default: return { use: 'gap', id: pick([...Object.keys(model.controls), ...Object.keys(model.assertions)], one, 'CTRL-01'), ...(three % 2 ? { gap: { reason: text, until: '2027-01-01' } } : {}) };
  }
}

function grounds({ model }: ParsedModel): { assessment: ReturnType<typeof assess>; at: string; chance: () => number } {
  return { assessment: assess(model, { basis: 'worktree', assertions: {} }, at), at, chance: () => 0.42 };
}

/** The edits that take edits back. */
function inverse(text: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end).map(({ range, text: written }) => {
    const start = range.start + shift;
    shift += written.length - (range.end - range.start);
    return { range: { start, end: start + written.length }, text: text.slice(range.start, range.end) };
  });
}

/** The entities that an intent may change, besides those that it makes. */
function concerned(parsed: ParsedModel, intent: ModelIntent): ReadonlySet<string> | 'all' {
  switch (intent.use) {
    case 'set':
    case 'change':
      return new Set(intent.targets.map(({ id }) => id));
    case 'add_clause':
      return new Set([intent.control]);
    case 'move':
      return new Set(intent.moves.map(({ id }) => id));
    case 'regroup':
      return new Set(intent.memberships.map(({ control }) => control));
    case 'remove': {
      const plan = planRemoval(parsed, intent.ids, grounds(parsed));
      return new Set([...plan.removed, ...intent.choice.along, ...(intent.choice.takeOut ? plan.usedBy : [])]);
    }
    case 'restore':
      return 'all';
    default:
      return new Set();
  }
}

const plain = (parsed: ParsedModel): Record<string, Record<string, unknown>> => (plainOf(parsed.document, []) ?? {}) as Record<string, Record<string, unknown>>;
const isBroken = ({ problems }: ParsedModel): boolean => problems.some(({ code }) => code === 'yaml_syntax' || code === 'too_many_aliases' || code === 'duplicate_key');

for (const [name, first, cases] of [['the sample', sample, 50], ['a file of every layout', handWritten, 150]] as const) {
  test(`random gestures on ${name} change what they mean and nothing else, and each step back is exact`, () => {
    let made = 0;
    fc.assert(
      fc.property(fc.array(gestureOf, { minLength: 1, maxLength: 8 }), (gestures) => {
        const back: { readonly text: string; readonly edits: readonly TextEdit[] }[] = [];
        let now = parseModel(first);
        for (const gesture of gestures) {
          const intent = intentOf(now, gesture);
          const carried = carryOut(now, intent, grounds(now));
          if ('refused' in carried) {
            assert.ok(carried.refused.length > 10, JSON.stringify(intent));
            continue;
          }
          const { text } = now.source;
          const after = parseModel(applyEdits(text, carried.edits));
          if (carried.edits.length > 0) made++;
          assert.ok(!isBroken(after), `${JSON.stringify(intent)}\n${after.source.text}`);
          const [before, then, touched] = [plain(now), plain(after), concerned(now, intent)];
          for (const kind of entityKinds) {
            if (touched === 'all') break;
            for (const [id, entity] of Object.entries(before[kind] ?? {})) if (!touched.has(id)) assert.deepEqual(then[kind]?.[id], entity, `${JSON.stringify(intent)} changed ${id}`);
            const come = Object.keys(then[kind] ?? {}).filter((id) => !Object.hasOwn(before[kind] ?? {}, id));
            assert.deepEqual(come.filter((id) => !carried.made.includes(id)), [], JSON.stringify(intent));
          }
          // What no gesture speaks of stays as it is written.
          assert.deepEqual([then['x-owner'], then.schema, then.id], [before['x-owner'], before.schema, before.id]);
          back.push({ text, edits: inverse(text, carried.edits) });
          now = after;
        }
        for (const { text, edits } of back.reverse()) {
          const earlier = applyEdits(now.source.text, edits);
          assert.equal(earlier, text);
          now = parseModel(earlier);
        }
        assert.equal(now.source.text, first);
      }),
      runs(cases),
    );
    assert.ok(made > cases, `only ${made} gestures changed anything`);
  });
}

test('what is answered is what the model says then, whatever it is made of', () => {
  fc.assert(
    fc.property(words, (text) => {
      const parsed = parseModel(sample);
      const carried = carryOut(parsed, { use: 'set', targets: [{ kind: 'assets', id: 'A1' }], key: 'name', answer: text }, grounds(parsed));
      if ('refused' in carried) return;
      assert.equal(parseModel(applyEdits(sample, carried.edits)).model.assets.A1!.name, text.trim());
    }),
    runs(80),
  );
});

test('an entity that moves takes the comment above it along, and leaves every other line', () => {
  const parsed = parseModel(handWritten);
  const carried = carryOut(parsed, { use: 'reorder', kind: 'components', keys: ['CMP3'], before: 'CMP1' }, grounds(parsed));
  assert.ok('edits' in carried, JSON.stringify(carried));
  const lines = (text: string): string[] => text.split('\r\n').sort();
  const after = applyEdits(handWritten, carried.edits);
  assert.deepEqual(lines(after), lines(handWritten));
  assert.match(after, /components:\r\n {2}# Not deployed yet\.\r\n {2}CMP3:\r\n/);
});

test('pasting into another model takes nothing along that would mean another thing there', () => {
  const source = parseModel(sample);
  const { text } = copyEntities(source, ['CTRL-01', 'asrt_7k2m', 'AS3']);
  const target = parseModel(handWritten);
  const carried = carryOut(target, { use: 'paste', text }, grounds(target));
  assert.ok('edits' in carried, JSON.stringify(carried));
  const { model, problems } = parseModel(applyEdits(handWritten, carried.edits));
  const [control, assumption] = [carried.made.find((id) => id.startsWith('CTRL-'))!, carried.made.find((id) => id.startsWith('AS'))!];
  assert.deepEqual(model.controls[control]!.mitigates, [], 'A1 and T2 are others here');
  assert.equal(model.assertions[carried.made.find((id) => id.startsWith('asrt_'))!]!.control, control);
  assert.equal(model.assumptions[assumption]!.exclusion, undefined);
  assert.deepEqual(model.assumptions[assumption]!.attestations, [], 'nobody has attested it here');
  assert.deepEqual(problems.filter(({ code }) => code === 'unknown_reference'), []);
  const alone = carryOut(target, { use: 'paste', text: copyEntities(source, ['asrt_7k2m']).text }, grounds(target));
  assert.deepEqual(alone, { refused: 'asrt_7k2m means nothing without CTRL-01, which was not copied along. Copy both.' });
});
