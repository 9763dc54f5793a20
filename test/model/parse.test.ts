import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseModel } from '../../src/model/parse.ts';
import { newModelText, modelIdOf } from '../../src/model/template.ts';
import { indexLines } from '../../src/model/lines.ts';
import { samples } from './samples.ts';
import { runs } from '../runs.ts';

const head = 'schema: 1\nid: m\ntitle: M\n';

/** The problems of a text as lines: code, severity and the text that is marked. */
function problemsOf(text: string): string[] {
  const { problems } = parseModel(text);
  return problems.map((problem) => `${problem.code} ${problem.severity} «${text.slice(problem.range.start, problem.range.end)}»`);
}

describe('reading a model', () => {
  for (const [name, text] of Object.entries(samples)) {
    it(`reads the sample "${name}" without an error`, () => {
      const parsed = parseModel(text);
      assert.deepEqual(parsed.problems.filter((problem) => problem.severity === 'error'), []);
      assert.equal(parsed.usable, true);
    });
  }

  it('fills in what may be left out', () => {
    const { model } = parseModel(`${head}boundaries: {TB1: {name: edge}}\nassumptions: {AS1: {type: external, description: d}}`);
    assert.equal(model.boundaries.TB1?.passes, undefined, 'no passes: all vectors');
    assert.equal(model.assumptions.AS1?.status, 'active');
    assert.deepEqual(model.controls, {});
  });

  it('reads aliases', () => {
    const { model, problems } = parseModel(`${head}attackers: {T1: {capability: c, boundaries: &b [TB1]}, T2: {capability: d, boundaries: *b}}\nboundaries: {TB1: {name: e}}`);
    assert.deepEqual(problems, []);
    assert.deepEqual(model.attackers.T2?.boundaries, ['TB1']);
  });

  it('reads the template with a title of spaces that are no ASCII', () => {
    for (const title of ['\u00A0', '\u2028', '\u0085', '\u3000', '\uFEFF', 'a\u00A0', '\u2003b']) {
      const parsed = parseModel(newModelText({ id: modelIdOf(title), title }));
      assert.deepEqual(parsed.problems, []);
      assert.equal(parsed.model.title, title);
    }
  });

  it('reads the template without a problem, whatever the title', () => {
    fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }), (title) => {
      const parsed = parseModel(newModelText({ id: modelIdOf(title), title }));
      assert.deepEqual(parsed.problems, []);
      assert.equal(parsed.model.title, title);
    }));
  });
});

describe('problems of a model', () => {
  const cases: readonly [what: string, text: string, expected: readonly string[]][] = [
    ['an empty file', '', ['not_a_model error «»']],
    ['a list', '- 1', ['not_a_model error «-»']],
    ['an unknown key, with what was meant', `${head}asets: {}`, ['unknown_key warning «asets»']],
    ['a missing key', 'schema: 1\nid: m\n', ['missing_key error «»']],
    ['a doubled key', `${head}assets: {A1: {name: a, properties: [C]}, A1: {name: b, properties: [C]}}`, ['duplicate_key error «A1»']],
    ['an identifier of no kind', `${head}assets: {asset1: {name: a, properties: [C]}}`, ['invalid_identifier error «asset1»']],
    ['a word outside the vocabulary', `${head}assets: {A1: {name: a, properties: [C, Z]}}`, ['invalid_value error «Z»']],
    ['a reference to nothing', `${head}assets: {A1: {name: a, properties: [C], components: [CMP9]}}`, ['unknown_reference error «CMP9»']],
    ['a reference to something removed', `${head}attackers: {T1: {capability: c, boundaries: [TB1]}}\nremoved: {TB1: {on: "2026-01-01"}}`, ['unknown_reference warning «TB1»']],
    ['an identifier live and removed', `${head}boundaries: {TB1: {name: e}}\nremoved: {TB1: {on: "2026-01-01"}}`, ['removed_identifier_in_use error «TB1»']],
    ['a day that does not exist', `${head}known_gaps: {}\nacceptances: {}\nremoved: {TB1: {on: "2026-02-30"}}`, ['invalid_date error «"2026-02-30"»']],
    ['an asset without a property', `${head}assets: {A1: {name: a}}`, ['asset_without_property error «A1»']],
    ['factors without a reason', `${head}assets: {A1: {name: a, properties: [C], impact: {confidentiality: Low}}}`, ['factors_without_reason warning «{confidentiality: Low}»']],
    ['implemented and no assertion', `${head}controls: {CTRL-01: {description: d, status: implemented}}`, ['implemented_without_assertion warning «implemented»']],
    ['a dismissal without a reason', `${head}controls: {CTRL-01: {description: d}}\nfindings: {fnd_a: {control: CTRL-01, title: t, status: dismissed}}`, ['dismissal_without_reason error «dismissed»']],
    ['an assertion about nothing', `${head}assertions: {asrt_a: {type: file_exists, params: {file: x}}}`, ['assertion_without_subject error «asrt_a»']],
    ['a clause that the control does not have', `${head}controls: {CTRL-01: {description: d, clauses: {a: {shows: s}}}}\nassertions: {asrt_a: {control: CTRL-01, type: t, covers: [b]}}`, ['unknown_clause error «b»']],
  ];
  for (const [what, text, expected] of cases) {
    it(what, () => {
      assert.deepEqual(problemsOf(text), expected);
    });
  }

  it('reports broken YAML and still reads what stands before it', () => {
    const parsed = parseModel(`${head}assets: {A1: {name: a, properties: [C]}}\nattackers: {T1: {capability: c`);
    assert.ok(parsed.problems.some((problem) => problem.code === 'yaml_syntax'));
    assert.equal(parsed.usable, false);
    assert.equal(parsed.model.assets.A1?.name, 'a');
    assert.equal(parsed.model.attackers.T1?.capability, 'c');
  });

  it('keeps every sound entity beside a broken one', () => {
    const { model } = parseModel(`${head}assets: {A1: {name: a, properties: [C]}, A2: 7, A3: {properties: [I]}}`);
    assert.deepEqual(Object.keys(model.assets), ['A1', 'A3']);
    assert.equal(model.assets.A3?.name, 'A3', 'the identifier stands in for a missing name, so that its objectives stay');
  });

  it('salvages in the direction that improves nothing', () => {
    const { model } = parseModel(`${head}boundaries: {TB1: {name: e, passes: [Netwrok]}}
controls:
  CTRL-01: {description: d, status: implemented, judge: requird, clauses: {a: {shows: s}}}
  CTRL-02: {description: d, status: implemented, clauses: {a: {shows: s}}}
  CTRL-03: {description: d, status: implemented, clauses: {a: {shows: s}}}
assertions: {asrt_a: {control: CTRL-02, type: t, requires: unconditionel}}
findings: {fnd_a: {control: CTRL-03, severity: awful}}
assumptions: {AS1: {type: external, description: d, exclusion: {attacker: T1, vector: "*", asset: "*", component: "*"}}}`);
    assert.equal(model.boundaries.TB1?.passes, undefined, 'unreadable passes pass everything');
    for (const id of ['CTRL-01', 'CTRL-02', 'CTRL-03']) assert.equal(model.controls[id]?.status, 'not_implemented', id);
    assert.equal(model.assumptions.AS1?.exclusion, undefined, 'an exclusion with a hole is no exclusion');
  });

  it('lets no key reach the prototype of objects', () => {
    const { model } = parseModel(`${head}__proto__: {polluted: true}\nassets: {__proto__: {name: a}}`);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
    assert.equal(Object.getPrototypeOf(model.assets), Object.prototype);
  });

  it('stops at aliases that grow without end', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `x${i + 1}: &x${i + 1} [*x${i}, *x${i}]`).join('\n');
    assert.ok(problemsOf(`${head}x0: &x0 [a]\n${levels}`).some((problem) => problem.startsWith('too_many_aliases')));
  });
});

describe('no text makes it throw', () => {
  it('random texts', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void parseModel(text)), runs(500));
  });
  it('mutilated models', () => {
    const text = Object.values(samples).join('');
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(samples)), fc.nat(text.length), fc.nat(60), fc.constantFrom('', '\t', '- ', '{', '}', ': ', '&a ', '*a', '"', '\u0000', '\uD800', '\uFEFF', '#', '\r', '!!set '), (sample, at, length, inserted) => {
        const start = at % sample.length;
        const parsed = parseModel(sample.slice(0, start) + inserted + sample.slice(start + length));
        for (const { range } of parsed.problems) assert.ok(range.start >= 0 && range.end >= range.start && range.end <= sample.length + inserted.length);
      }),
      runs(1500),
    );
  });
});

describe('places', () => {
  it('finds the entity at an offset and its range again', () => {
    const text = samples.flow!;
    const { source } = parseModel(text);
    const path = source.pathAt(text.indexOf('audit log'));
    assert.deepEqual(path, ['assets', 'A2', 'name']);
    assert.equal(text.slice(source.valueRangeOf(path)?.start, source.valueRangeOf(path)?.end), '"audit log"');
    assert.equal(text.slice(source.keyRangeOf(['assets', 'A2'])?.start, source.keyRangeOf(['assets', 'A2'])?.end), 'A2');
  });
  it('counts lines and columns as editors do', () => {
    const lines = indexLines('a\r\nb\u{1F600}c\nd\re');
    assert.deepEqual(lines.positionAt(6), { line: 2, column: 4 });
    assert.equal(lines.lineCount, 4);
    for (const offset of [0, 1, 3, 4, 6, 7, 8, 9, 10]) assert.equal(lines.offsetAt(lines.positionAt(offset)), offset);
  });
});
