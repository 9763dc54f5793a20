/** The model file as a language: what is offered, said and mended at a place of it. A bar marks the cursor. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { identifierAt, mentionsIn } from '../../src/model/identifier-at.ts';
import { outlineOf, type OutlineItem } from '../../src/model/outline.ts';
import { parseModel } from '../../src/model/parse.ts';
import { applyEdits } from '../../src/model/text-edit.ts';
import { completionsAt, type Completion } from '../../src/project/language/completion.ts';
import { describeIdentifier, hoverInModel } from '../../src/project/language/hover.ts';
import { definitionsOf, implementationsOf, referencesTo } from '../../src/project/language/places.ts';
import { quickFixesFor } from '../../src/project/language/quick-fixes.ts';
import { renamableAt, renameTo, whyNotRenamable } from '../../src/project/language/rename.ts';
import { openProject } from '../../src/project/open.ts';
import type { ModelSnapshot, Project } from '../../src/project/snapshot.ts';
import { copySample } from '../sample-service/copy-sample.ts';

const whole = `schema: 1
id: m
title: M
boundaries:
  TB1: {name: edge, passes: [Network]}
components:
  CMP1: {name: api, boundaries: [TB1]}
assets:
  A1: {name: files, properties: [C], components: [CMP1]}
attackers:
  T1: {capability: sends requests, boundaries: [TB1], vector: Network}
controls:
  CTRL-01:
    description: Scan.
    status: implemented
    mitigates: [{asset: A1, attackers: [T1]}]
    clauses: {scanned: {shows: the handler scans}}
assertions:
  asrt_aaaa: {control: CTRL-01, type: function_calls, covers: [scanned], params: {file: a.py, caller: f, callee: g}}
`;
const model = parseModel(whole).model;
const chance = (): number => 0;

/** Completions where the bar stands in `lines`, which replace a line of the whole model or stand at its end. */
function offered(before: string, typed: string): readonly Completion[] {
  assert.ok(whole.includes(before), before);
  const text = whole.replace(before, typed);
  const offset = text.indexOf('|');
  return completionsAt(text.replace('|', ''), offset, model, chance);
}
const labels = (completions: readonly Completion[]): string[] => completions.map(({ label }) => label);

describe('completion', () => {
  const cases: readonly [why: string, before: string, typed: string, includes: readonly string[], excludes?: readonly string[]][] = [
    ['keys of an asset that are not there yet', '  A1: {name: files, ', '  A1: {name: files, |, ', ['impact', 'description'], ['name', 'properties', 'components']],
    ['a key half typed in a block', '    status: implemented\n', '    status: implemented\n    ju|\n', ['judge', 'notes'], ['status', 'description']],
    ['the properties that are left', 'properties: [C]', 'properties: [C, |]', ['I', 'A', 'U'], ['C']],
    ['vectors', 'vector: Network', 'vector: |', ['Network', 'Adjacent', 'Local', 'Physical']],
    ['vectors of a boundary, in a list that is not closed', 'passes: [Network]}', 'passes: [Network, |', ['Adjacent'], ['Network']],
    ['components for an asset', 'components: [CMP1]', 'components: [|]', ['CMP1'], ['TB1', 'A1']],
    ['boundaries for an attacker', 'capability: sends requests, boundaries: [TB1]', 'capability: sends requests, boundaries: [|]', ['TB1'], ['CMP1']],
    ['the asset of a mitigation', 'mitigates: [{asset: A1', 'mitigates: [{asset: |', ['A1'], ['T1']],
    ['its attackers', 'attackers: [T1]}]', 'attackers: [|]}]', ['T1'], ['A1']],
    ['assertion types', 'type: function_calls', 'type: func|', ['function_calls', 'function_exists', 'pattern_absent']],
    ['the clauses of the control that an assertion is for', 'covers: [scanned]', 'covers: [|]', ['scanned']],
    ['params of the type at hand', 'callee: g}', 'callee: g, |}', [], ['file', 'caller', 'callee', 'pattern']],
    ['params that are still missing', 'params: {file: a.py, caller: f, callee: g}', 'params: {|}', ['file', 'caller', 'callee'], ['pattern']],
    ['strengths', 'covers: [scanned]', 'covers: [scanned], requires: |', ['called', 'unconditional', 'declared']],
    ['sections that are not there yet', 'assertions:\n', '|\nassertions:\n', ['findings', 'known_gaps', 'acceptances'], ['assets', 'schema']],
    ['a new asset in its section', '  A1: {name: files', '  |\n  A1: {name: files', ['A2'], ['A1', 'name']],
    ['a new control with the next number', '  CTRL-01:\n', '  CT|\n  CTRL-01:\n', ['CTRL-02']],
    ['types that can show a clause', '{shows: the handler scans}', '{shows: the handler scans, types: [|]}', ['function_calls', 'import_present']],
    ['statuses', 'status: implemented', 'status: |', ['implemented', 'not_implemented'], ['verified']],
  ];
  for (const [why, at, typed, includes, excludes = []] of cases) {
    it(why, () => {
      const found = labels(offered(at, typed));
      assert.deepEqual(includes.filter((label) => !found.includes(label)), [], `missing; there were ${found.join(', ')}`);
      assert.deepEqual(excludes.filter((label) => found.includes(label)), [], 'should not be there');
    });
  }

  it('offers nothing inside of a comment', () => assert.deepEqual(offered('assets:\n', '# as|\nassets:\n'), []));
  it('offers objectives by their pair, with what they are about', () => {
    const [objective] = completionsAt(`${whole}acceptances:\n  RA1: {objective: }\n`, whole.length + 'acceptances:\n  RA1: {objective: '.length, model, chance);
    assert.deepEqual([objective?.label, objective?.detail], ['CO-A1-T1', 'files against: sends requests']);
  });
  it('replaces the word that is typed, also behind the cursor', () => {
    const text = whole.replace('type: function_calls', 'type: func_calls');
    const offset = text.indexOf('func_calls') + 4;
    const [first] = completionsAt(text, offset, model, chance);
    assert.equal(text.slice(first!.replaces.start, first!.replaces.end), 'func_calls');
  });
  it('marks what is required, and brings the brackets of lists and maps', () => {
    const [name] = offered('  A1: {name: files, ', '  A1: {|, ').filter(({ label }) => label === 'name');
    assert.deepEqual([name?.detail, name?.first, name?.insert], ['required', true, 'name: ']);
    assert.equal(offered('  A1: {name: files, ', '  A1: {|, name: files, ').find(({ label }) => label === 'impact')?.insert, 'impact: {$1}');
  });
});

describe('the outline', () => {
  const lines = (items: readonly OutlineItem[], depth = 0): string[] => items.flatMap(({ name, detail, kind, children }) => [`${'  '.repeat(depth)}${name} (${detail}) ${kind}`, ...lines(children, depth + 1)]);
  it('has sections, entities with what people call them, and the clauses of controls', () => {
    const outline = lines(outlineOf(parseModel(whole)));
    for (const line of ['title (M) section', 'assets (1) section', '  A1 (files) assets', '  T1 (sends requests) attackers', '  CTRL-01 (Scan.) controls', '    scanned (the handler scans) clause', '  asrt_aaaa (function_calls) assertions']) assert.ok(outline.includes(line), `${line}\nin\n${outline.join('\n')}`);
  });
  it('is still there while the text is broken', () => {
    const broken = lines(outlineOf(parseModel(whole.replace('passes: [Network]', 'passes: [Network'))));
    assert.ok(broken.some((line) => line.startsWith('boundaries')));
  });
  it('holds the ranges of its children', () => {
    const check = (items: readonly OutlineItem[], start: number, end: number): void => {
      for (const item of items) {
        assert.ok(start <= item.range.start && item.range.end <= end && item.range.start <= item.selection.start && item.selection.end <= item.range.end, item.name);
        check(item.children, item.range.start, item.range.end);
      }
    };
    check(outlineOf(parseModel(whole)), 0, whole.length);
  });
});

describe('identifiers in any text', () => {
  it('are found under the cursor and right before it', () => {
    assert.equal(identifierAt('see CTRL-01, please', 6)?.id, 'CTRL-01');
    assert.equal(identifierAt('see CTRL-01, please', 11)?.id, 'CTRL-01');
    assert.equal(identifierAt('upload/CO-A1-T2', 9)?.kind, 'objectives');
    assert.equal(identifierAt('nothing here', 3), undefined);
  });
  it('are mentioned behind the word that says so, alone or in a list, qualified or not', () => {
    const text = '# mipiti: CTRL-01, upload/asrt_7k2m\n// mipiti:A3 and CTRL-02\n/* CTRL-03 */ mipiti: nothing';
    assert.deepEqual(mentionsIn(text).map(({ model: of, id, range }) => [of, id, text.slice(range.start, range.end)]), [[undefined, 'CTRL-01', 'CTRL-01'], ['upload', 'asrt_7k2m', 'upload/asrt_7k2m'], [undefined, 'A3', 'A3']]);
  });
});

describe('quick fixes', () => {
  const fixes = (text: string, code: string) => {
    const parsed = parseModel(text);
    const problem = parsed.problems.find((one) => one.code === code);
    assert.ok(problem, `${code} is found; there were ${parsed.problems.map((one) => one.code).join(', ')}`);
    return quickFixesFor(parsed, problem, chance).map(({ title, edits, preferred }) => ({ title, after: applyEdits(text, edits), preferred }));
  };
  const cases: readonly [code: string, from: string, to: string, title: string, result: string][] = [
    ['unknown_key', 'name: files', 'nmae: files', 'Change nmae to name', 'name: files'],
    ['invalid_value', 'vector: Network', 'vector: Netwrk', 'Write Network', 'vector: Network'],
    ['unknown_reference', 'components: [CMP1]}', 'components: [CMP2]}', 'Change CMP2 to CMP1', 'components: [CMP1]}'],
    ['unknown_reference', 'attackers: [T1]', 'attackers: [T1, T9]', 'Take T9 out here', 'attackers: [T1]'],
    ['invalid_value', 'components: [CMP1]}', 'components: [CPM1]}', 'Write CMP1', 'components: [CMP1]}'],
    ['asset_without_property', 'properties: [C]', 'properties: []', 'Protect its integrity', 'properties: [I]'],
    ['unknown_clause', 'covers: [scanned]', 'covers: [scaned]', 'Change scaned to scanned', 'covers: [scanned]'],
    ['missing_key', 'title: M\n', '', 'Add title: Threat model', 'title: Threat model'],
    ['duplicate_key', '  A1: {name: files', '  A1: {name: other}\n  A1: {name: files', 'Give the second A1 the free identifier A2', 'A2: {name: files'],
    ['implemented_without_assertion', '  asrt_aaaa: {control: CTRL-01, type: function_calls, covers: [scanned], params: {file: a.py, caller: f, callee: g}}\n', '', 'Set CTRL-01 to not_implemented until there is evidence', 'status: not_implemented'],
  ];
  for (const [code, from, to, title, result] of cases) {
    it(`${code}: ${title}`, () => {
      assert.ok(whole.includes(from), from);
      const broken = whole.replace(from, to);
      const found = fixes(broken, code);
      const fix = found.find((one) => one.title === title);
      assert.ok(fix, `there were ${found.map((one) => one.title).join('; ')}`);
      assert.ok(fix.after.includes(result), fix.after);
      // The text outside of what is mended is the text that was there.
      const [before, after] = [broken.split('\n'), fix.after.split('\n')];
      assert.ok(before.filter((line) => !after.includes(line)).length <= 1, 'at most one line differs');
    });
  }
  it('restores what a reference still needs', () => {
    const removed = `${whole.replace('  T1: {capability: sends requests, boundaries: [TB1], vector: Network}\n', '  T2: {capability: other}\n')}removed:\n  T1: {on: "2026-01-01", was: {capability: sends requests}}\n`;
    const [restore] = fixes(removed, 'unknown_reference');
    assert.equal(restore?.title, 'Restore T1');
    assert.deepEqual(parseModel(restore.after).problems.filter(({ code }) => code === 'unknown_reference'), []);
  });
  it('every fix of every problem leaves one problem less', () => {
    for (const [code, from, to] of cases) {
      const broken = whole.replace(from, to);
      const count = (text: string): number => parseModel(text).problems.filter((one) => one.code === code).length;
      for (const { title, after } of fixes(broken, code)) assert.ok(count(after) < count(broken), `${title} leaves ${code}`);
    }
  });
});

describe('what is said of places in the sample', () => {
  let home: string;
  let project: Project;
  let snapshot: ModelSnapshot;
  const verdictOf = { verdict: 'pass', strength: 'called', reason: 'proven', details: 'It calls.', file: 'upload.py', range: { start: { line: 56, column: 1 }, end: { line: 58, column: 1 } }, restsOn: [] } as const;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'mipiti-language-'));
    copySample(join(home, 'sample'));
    writeFileSync(join(home, 'sample', 'other.threatmodel.yaml'), whole);
    project = await openProject(join(home, 'sample'), { checker: { check: (_, { type }) => Promise.resolve({ ...verdictOf, strength: type === 'function_calls' ? 'unconditional' : type.startsWith('pattern_m') ? 'text' : 'declared' }), prove: () => Promise.resolve(undefined), suggest: () => Promise.resolve([]), dispose: () => undefined }, trusted: false, now: () => new Date('2026-06-15T12:00:00Z') });
    await project.verify();
    snapshot = project.models.find(({ path }) => path === 'upload.threatmodel.yaml')!;
  });
  after(() => {
    project.dispose();
    rmSync(home, { recursive: true, force: true });
  });
  const hover = (text: string, inside = text) => hoverInModel(snapshot, snapshot.text.indexOf(text) + text.indexOf(inside) + 1);

  it('a control: how it stands, what it serves, what its evidence shows', () => {
    const said = describeIdentifier(snapshot, 'CTRL-01')!;
    assert.equal(said.title, 'CTRL-01 · verified');
    assert.ok(said.lines.some((line) => line.startsWith('Serves CO-A1-T2')) && said.lines.some((line) => line.startsWith('✓ scanned')), said.lines.join('\n'));
  });
  it('an objective, an asset, an attacker, a boundary, an assertion, an assumption', () => {
    for (const [id, words] of [['CO-A1-T2', /mitigated/], ['A1', /asset/], ['T1', /attacker/], ['TB1', /trust boundary/], ['asrt_7k2m', /passes, unconditional/], ['AS1', /in force/]] as const) assert.match(describeIdentifier(snapshot, id)?.title ?? 'nothing', words, id);
    assert.equal(describeIdentifier(snapshot, 'A99'), undefined);
  });
  it('keys by the schema, and assertion types by the catalogue', () => {
    assert.match(hover('blast_radius: Multiplicative')!.lines[0]!, /How far the harm spreads/);
    assert.match(hover('type: function_calls', 'function_calls')!.title, /^function_calls: /);
  });
  it('definitions: the entry; of an objective, its asset and its attacker', () => {
    const line = (id: string): number => snapshot.text.split('\n').findIndex((text) => text.startsWith(`  ${id}:`)) + 1;
    assert.deepEqual(definitionsOf(snapshot, 'A2').map(({ range }) => range.start.line), [line('A2')]);
    assert.deepEqual(definitionsOf(snapshot, 'CO-A2-T3').map(({ range }) => range.start.line), [line('A2'), line('T3')]);
  });
  it('references: every place that names it, objectives of it included', () => {
    const places = referencesTo(snapshot, 'A1');
    const lines = snapshot.text.split('\n');
    assert.ok(places.length > 0);
    for (const { range } of places) assert.match(lines[range.start.line - 1]!.slice(range.start.column - 1, range.end.column - 1), /^(A1|CO-A1-T\d+)$/);
  });
  it('implementations: the code that a control rests on', () => {
    assert.deepEqual(implementationsOf(snapshot, 'asrt_7k2m').map(({ file, range }) => [file, range.start.line]), [['upload.py', 56]]);
    assert.ok(implementationsOf(snapshot, 'CTRL-01').length >= 2);
  });
  it('renaming changes what people call it, in one small edit, and never the identifier', () => {
    const renamable = renamableAt(snapshot, snapshot.text.indexOf('  A2:') + 3)!;
    assert.equal(renamable.name, 'upload token');
    const result = renameTo(snapshot, renamable, 'bearer token');
    assert.ok('edits' in result);
    assert.equal(applyEdits(snapshot.text, result.edits), snapshot.text.replace('name: upload token', 'name: bearer token'));
    assert.equal(renamableAt(snapshot, snapshot.text.indexOf('name: upload token') + 8)?.name, 'upload token');
    assert.equal(renamableAt(snapshot, snapshot.text.indexOf('schema:')), undefined);
  });
  it('what cannot be renamed has a reason by its kind', () => {
    const text = `${whole.replace('schema: 1', '# CO-A1-T9 was talked about\nschema: 1').replace('components: [CMP1]}', 'components: [CMP1, CMP7]}')}removed:\n  T9: {on: "2026-01-01", why: gone}\nassumptions:\n  AS1: {type: external, description: far, objectives: [CO-A1-T1]}\n`;
    const parsed = parseModel(text);
    const cases: readonly [at: string, why: string, word: string][] = [
      ['CO-A1-T1]', 'objective', 'CO-A1-T1'],
      ['T9: {on', 'removed', 'T9'],
      ['CMP7]', 'unknown', 'CMP7'],
      ['scanned: {shows', 'clause', 'scanned'],
      ['scanned], params', 'clause', 'scanned'],
      ['implemented', 'word', 'implemented'],
      ['Network]}', 'word', 'Network'],
      ['function_calls', 'word', 'function_calls'],
      ['mitigates:', 'key', 'mitigates'],
      ['schema:', 'key', 'schema'],
      ['was talked', 'text', ''],
      ['the handler', 'text', 'the'],
    ];
    for (const [at, why, word] of cases) {
      const offset = text.indexOf(at) + 1;
      const then = { ...snapshot, text, parsed, model: parsed.model };
      assert.equal(renamableAt(then, offset), undefined, at);
      assert.deepEqual(whyNotRenamable(then, offset), { why, word }, at);
    }
  });
});
