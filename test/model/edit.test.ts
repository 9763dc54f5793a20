import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { allocateIdentifier } from '../../src/model/allocate.ts';
import { appendValue, insertValue, removeValue, setValue, type EditResult } from '../../src/model/edit.ts';
import { addEntity, removeEntity, restoreEntity } from '../../src/model/edit-entities.ts';
import { entityKinds } from '../../src/model/identifiers.ts';
import { parseModel, type ParsedModel } from '../../src/model/parse.ts';
import { repairDoubledIdentifiers, renumberBranch } from '../../src/model/renumber.ts';
import { applyEdits, type TextEdit } from '../../src/model/text-edit.ts';
import { samples } from './samples.ts';
import { runs } from '../runs.ts';

/** The text after an edit that must not be refused. */
function after(parsed: ParsedModel, result: EditResult): string {
  assert.ok(!('refused' in result), JSON.stringify(result));
  return applyEdits(parsed.source.text, result.edits);
}

/** Every byte outside the ranges of the edits, in order. */
function outside(text: string, edits: readonly TextEdit[]): string {
  let kept = '';
  let end = 0;
  for (const { range } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    kept += text.slice(end, range.start);
    end = Math.max(end, range.end);
  }
  return kept + text.slice(end);
}

describe('small edits', () => {
  const text = samples.flow!;
  const parsed = parseModel(text);

  it('sets a value in the quotes that it had and keeps the comment behind it', () => {
    assert.match(after(parsed, setValue(parsed, ['title'], "It's")), /^title: 'It''s' {3}# short$/m);
    assert.match(after(parsed, setValue(parsed, ['assets', 'A2', 'name'], 'journal')), /name: "journal"/);
  });
  it('writes texts that look like something else in quotes', () => {
    for (const value of ['yes: no', 'true', '12', 'null', '- a', '# b', 'a\nb', ' x ', '2026-01-01', '{', 'ü\u0007']) {
      const result = after(parsed, setValue(parsed, ['assets', 'A1', 'name'], value));
      assert.equal(parseModel(result).model.assets.A1?.name, value);
    }
  });
  it('adds an entity on a line of its own', () => {
    const added = after(parsed, addEntity(parsed, 'assets', 'A3', { name: 'backups', properties: ['C'] }));
    assert.match(added, /^ {2}A2: .*# append only\n {2}A3: \{name: backups, properties: \[C\]\}\nattackers:$/m);
    const first = parseModel(samples['empty maps']!);
    assert.match(after(first, addEntity(first, 'assets', 'A1', { name: 'a', properties: ['C'] })), /^assets:\n {2}A1: \{name: a, properties: \[C\]\}\nattackers:$/m);
    assert.match(after(first, addEntity(first, 'attackers', 'T1', { capability: 'c' })), /^attackers:\n {2}T1: \{capability: c\}\ncontrols: \{\} # none yet$/m);
  });
  it('follows the indentation and the line ends of the file', () => {
    const crlf = parseModel(samples['block with CRLF']!);
    const added = after(crlf, addEntity(crlf, 'attackers', 'T3', { capability: 'c' }));
    assert.match(added, /\r\n {4}T3: \{capability: c\}\r\ncomponents:/);
    assert.equal(added.replaceAll('\r\n', '').includes('\n'), false);
  });
  it('removes an entity, leaves a tombstone, and restores it as it was', () => {
    const removed = after(parsed, removeEntity(parsed, 'assets', 'A2', { on: '2026-06-01', why: 'merged into A1' }));
    const gone = parseModel(removed);
    assert.equal(gone.model.assets.A2, undefined);
    assert.deepEqual(gone.model.removed.A2, { on: '2026-06-01', why: 'merged into A1', was: { name: 'audit log', properties: ['I'], components: ['CMP2'] } });
    const back = parseModel(after(gone, restoreEntity(gone, 'A2')));
    assert.deepEqual(back.model.assets, parsed.model.assets);
    assert.deepEqual(back.model.removed, {});
  });
  it('refuses what it cannot do for sure, and says why', () => {
    const aliased = parseModel('schema: 1\nid: m\ntitle: M\nattackers: {T1: {capability: c, boundaries: &b [TB1]}, T2: {capability: d, boundaries: *b}}\n');
    assert.deepEqual(appendValue(aliased, ['attackers', 'T2', 'boundaries'], 'TB2'), { refused: 'aliased', path: ['attackers', 'T2', 'boundaries'] });
    assert.deepEqual(appendValue(aliased, ['attackers', 'T1', 'boundaries'], 'TB2'), { refused: 'aliased', path: ['attackers', 'T1', 'boundaries'] });
    assert.deepEqual(removeValue(parsed, ['assets', 'A9']), { refused: 'not_there', path: ['assets', 'A9'] });
    assert.deepEqual(addEntity(parsed, 'assets', 'A1', { name: 'x' }), { refused: 'already_there', path: ['assets', 'A1'] });
    const broken = parseModel('schema: 1\nassets: {A1: {name: a\n');
    assert.deepEqual(setValue(broken, ['id'], 'x'), { refused: 'broken_file' });
  });
});

describe('random edits', () => {
  const scalar = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('x: y', '#', "it's", 'a\nb', 'true', '~', '0x1f'));

  /** One edit chosen by numbers, on what the model has. */
  function edit(parsed: ParsedModel, choice: number, pick: number, text: string): EditResult {
    const kinds = entityKinds.filter((kind) => Object.keys(parsed.model[kind]).length > 0);
    const kind = kinds[pick % kinds.length] ?? 'assets';
    const ids = Object.keys(parsed.model[kind]);
    const id = ids[pick % Math.max(ids.length, 1)] ?? 'A1';
    switch (choice) {
      case 0: return addEntity(parsed, 'assets', allocateIdentifier('assets', parsed.model, () => 0.5), { name: text || 'n', properties: ['C'], components: [] });
      case 1: return addEntity(parsed, 'controls', allocateIdentifier('controls', parsed.model, () => 0.5), { description: text || 'd', mitigates: [{ asset: 'A1', attackers: ['T1'], group: 'a' }] });
      case 2: return removeEntity(parsed, kind, id, { on: '2026-01-01', why: text || 'w' });
      case 3: return restoreEntity(parsed, Object.keys(parsed.model.removed)[pick % Math.max(Object.keys(parsed.model.removed).length, 1)] ?? 'A2');
      case 4: return setValue(parsed, [kind, id, 'description'], text || 'd');
      case 5: return setValue(parsed, ['description'], text);
      case 6: return appendValue(parsed, ['assets', Object.keys(parsed.model.assets)[pick % Math.max(Object.keys(parsed.model.assets).length, 1)] ?? 'A1', 'components'], `CMP${pick % 9}`);
      case 7: return removeValue(parsed, ['assets', Object.keys(parsed.model.assets)[0] ?? 'A1', 'properties', 0]);
      case 8: return insertValue(parsed, ['cal', `CO-A1-T${1 + (pick % 9)}`], 1 + (pick % 4));
      case 9: return removeValue(parsed, [kind, id, 'description']);
      default: return setValue(parsed, ['title'], text || 't');
    }
  }

  it('change what they name and no byte outside their ranges', () => {
    let made = 0;
    const refusals: string[] = [];
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(samples)), fc.array(fc.tuple(fc.nat(10), fc.nat(50), scalar), { minLength: 4, maxLength: 12 }), (sample, steps) => {
        let text = sample;
        for (const [choice, pick, words] of steps) {
          const parsed = parseModel(text);
          const result = edit(parsed, choice, pick, words);
          if ('refused' in result) {
            if (result.refused === 'unclear_layout') refusals.push(`${choice} ${JSON.stringify(result)}\n${text}`);
            continue;
          }
          const next = applyEdits(text, result.edits);
          assert.equal(outside(text, result.edits), outsideAfter(next, result.edits), 'bytes outside the edits');
          assert.ok(parseModel(next).problems.every((problem) => problem.code !== 'yaml_syntax'), next);
          text = next;
          made++;
        }
      }),
      runs(700),
    );
    assert.ok(made > 3000, `only ${made} edits were made`);
    assert.ok(refusals.length < made / 100, `${refusals.length} of ${made} edits were refused for their layout, such as ${refusals[0]}`);
  });

  /** The same bytes read from the new text: what stands between the replacements. */
  function outsideAfter(text: string, edits: readonly TextEdit[]): string {
    let kept = '';
    let end = 0;
    let shift = 0;
    for (const { range, text: replacement } of [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
      kept += text.slice(end, range.start + shift);
      shift += replacement.length - (range.end - range.start);
      end = range.end + shift;
    }
    return kept + text.slice(end);
  }
});

describe('identifiers', () => {
  const text = `schema: 1\nid: m\ntitle: M\nassets: {A1: {name: a, properties: [C]}, A7: {name: b, properties: [C]}}\ncontrols: {CTRL-009: {description: d}}\nremoved: {A12: {on: "2026-01-01"}}\n`;
  it('are allocated above the highest ever used, as wide as their neighbours', () => {
    const { model } = parseModel(text);
    assert.equal(allocateIdentifier('assets', model, () => 0), 'A13');
    assert.equal(allocateIdentifier('controls', model, () => 0), 'CTRL-010');
    assert.equal(allocateIdentifier('controls', parseModel('').model, () => 0), 'CTRL-01');
    assert.match(allocateIdentifier('assertions', model, () => 0.31), /^asrt_[a-z2-7]{4}$/);
  });
  it('that are doubled in one file: the second is renumbered', () => {
    const doubled = parseModel(text.replace('A7: {name: b', 'A1: {name: b'));
    const { edits, renumbered } = repairDoubledIdentifiers(doubled, () => 0);
    assert.deepEqual(renumbered, [{ kind: 'assets', from: 'A1', to: 'A13' }]);
    const repaired = parseModel(applyEdits(doubled.source.text, edits));
    assert.deepEqual(Object.entries(repaired.model.assets).map(([id, { name }]) => `${id} ${name}`), ['A1 a', 'A13 b']);
    assert.deepEqual(repaired.problems, []);
  });
  it('that two branches gave out: the side not yet merged is renumbered with its references', () => {
    const base = parseModel(text);
    const ours = parseModel(text.replace('A7: {', 'A13: {name: ours, properties: [C]}, A7: {'));
    const theirs = parseModel(`${text.replace('A7: {', 'A13: {name: theirs, properties: [I]}, A7: {').replace('description: d}', 'description: about A13, mitigates: [{asset: A13, attackers: [T1]}]}')}attackers: {T1: {capability: c}}\ncal: {CO-A13-T1: 2}\nassumptions: {AS1: {type: external, description: d, objectives: [CO-A13-T1]}}\n`);
    const { result, renumbered } = renumberBranch(theirs, ours, base, () => 0);
    assert.deepEqual(renumbered, [{ kind: 'assets', from: 'A13', to: 'A14' }]);
    const { model, problems } = parseModel(after(theirs, result));
    assert.deepEqual(problems.filter((problem) => problem.severity === 'error'), []);
    assert.equal(model.assets.A14?.name, 'theirs');
    assert.equal(model.controls['CTRL-009']?.mitigates[0]!.asset, 'A14');
    assert.equal(model.controls['CTRL-009'].description, 'about A13', 'texts are not references');
    assert.deepEqual(model.cal, { 'CO-A14-T1': 2 });
    assert.deepEqual(model.assumptions.AS1?.objectives, ['CO-A14-T1']);
  });
});
