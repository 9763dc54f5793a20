import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtInFrameworks } from '../../src/compliance/built-in.ts';
import { highestLevel, requirementsUpTo } from '../../src/compliance/framework.ts';
import { readFramework } from '../../src/compliance/read-framework.ts';
import { complianceReport, systemRows } from '../../src/compliance/report.ts';
import { requirementNamed } from '../../src/compliance/requirement-named.ts';
import type { Framework } from '../../src/compliance/framework.ts';

const [asvs, csf] = builtInFrameworks() as readonly [Framework, Framework];

describe('built-in frameworks', () => {
  it('have the requirements of the standards, level by level', () => {
    assert.deepEqual([1, 2, 3].map((level) => requirementsUpTo(asvs, level).length), [70, 253, 345]);
    assert.equal(new Set(asvs.requirements.map(({ chapter }) => chapter.id)).size, 17);
    assert.equal(new Set(asvs.requirements.map(({ section }) => section.id)).size, 80);
    assert.deepEqual([csf.requirements.length, highestLevel(csf), new Set(csf.requirements.map(({ chapter }) => chapter.id)).size], [106, undefined, 6]);
    assert.ok(csf.requirements.every(({ scope }) => scope === 'system'));
  });

  it('hold identifiers and no sentence of a standard', () => {
    for (const { requirements } of [asvs, csf]) assert.ok(requirements.every(({ title, description }) => title === undefined && description === undefined));
  });

  it('know a requirement in the spellings of the field', () => {
    for (const named of ['V1.2.10', 'v5.0.0-1.2.10', '1.2.10', 'v1.2.10']) assert.equal(requirementNamed(asvs, named)?.id, 'V1.2.10', named);
    for (const named of ['PR.AA-01', 'pr.aa-1']) assert.equal(requirementNamed(csf, named)?.id, 'PR.AA-01', named);
    assert.equal(requirementNamed(asvs, 'V99.1.1'), undefined);
    assert.equal(requirementNamed(asvs, 'v4.0.3-1.2.10'), undefined, 'another version means something else');
  });
});

const own = { id: 'house', name: 'House rules', version: '1', chapters: [{ id: 'H', name: 'House', sections: [{ id: 'H1', name: 'Keys', requirements: [{ id: 'H1.1' }, { id: 'H1.2', level: 2, title: 'Rotate' }] }] }] };

describe('reading a framework', () => {
  it('takes chapters or a flat list', () => {
    const nested = readFramework(own);
    const flat = readFramework({ id: 'house', name: 'House rules', version: '1', requirements: [{ id: 'H1.1', chapter_id: 'H', chapter_name: 'House', section_id: 'H1', section_name: 'Keys' }, { id: 'H1.2', level: 2, title: 'Rotate', chapter_id: 'H', chapter_name: 'House', section_id: 'H1', section_name: 'Keys' }] });
    assert.ok('framework' in nested);
    assert.deepEqual(nested, flat);
  });

  it('names the place of everything that is wrong', () => {
    const places = (value: unknown): string[] => {
      const read = readFramework(value);
      return 'problems' in read ? read.problems.map(({ place }) => place) : [];
    };
    assert.deepEqual(places([]), ['the top']);
    assert.deepEqual(places({ ...own, version: '' }), ['version']);
    assert.deepEqual(places({ ...own, id: 'dependencies' }), ['id']);
    assert.deepEqual(places({ ...own, total_requirements: 3 }), ['total_requirements']);
    assert.deepEqual(places({ ...own, chapters: [] }), ['chapters']);
    assert.deepEqual(places({ ...own, requirements: [{ id: 'h1.1' }] }), ['requirements[0].id']);
    assert.deepEqual(places({ ...own, level_definitions: { '1': { name: 'one' } } }), ['chapters[0].sections[0].requirements[1].level']);
    assert.deepEqual(places({ ...own, requirements: [{ id: 'X', level: 99 }, { id: '../x' }] }), ['requirements[0].level', 'requirements[1].id']);
  });
});

describe('a report', () => {
  const { framework } = readFramework(own) as { framework: Framework };
  const countsOf = (control: string): boolean | undefined => ({ 'CTRL-01': true, 'CTRL-02': false })[control];
  const status = (mappings: Record<string, { confidence: 'llm' | 'manual' | 'verified' }>, exclusions: Record<string, { why: string }> = {}): string => complianceReport(framework, { exclusions, mappings: { 'H1.1': mappings } }, countsOf).rows[0]!.status;

  it('covers by what a person vouches for and what counts', () => {
    assert.equal(status({ 'CTRL-01': { confidence: 'manual' } }), 'covered');
    assert.equal(status({ 'CTRL-01': { confidence: 'llm' } }), 'partial');
    assert.equal(status({ 'CTRL-01': { confidence: 'manual' }, 'CTRL-02': { confidence: 'verified' } }), 'partial');
    assert.equal(status({ 'CTRL-01': { confidence: 'manual' }, 'CTRL-02': { confidence: 'llm' } }), 'covered');
    assert.equal(status({ 'CTRL-02': { confidence: 'manual' } }), 'uncovered');
    assert.equal(status({}), 'unmapped');
    assert.equal(status({ 'CTRL-99': { confidence: 'manual' } }), 'unmapped', 'a control that is gone covers nothing');
  });

  it('excludes for a reason only', () => {
    assert.equal(status({}, { 'H1.1': { why: 'there are no keys' } }), 'excluded');
    assert.equal(status({}, { 'H1.1': { why: ' ' } }), 'unmapped');
  });

  it('tells what the framework does not have', () => {
    assert.deepEqual(complianceReport(framework, { exclusions: { 'H9.9': { why: 'x' } }, mappings: {} }, countsOf).unknown, ['H9.9']);
  });

  it('of a system asks one member or all, by the scope', () => {
    const rowsOf = (covered: boolean, excluded = false): ReturnType<typeof complianceReport>['rows'] => complianceReport(framework, { exclusions: excluded ? { 'H1.1': { why: 'no keys here' } } : {}, mappings: covered ? { 'H1.1': { 'CTRL-01': { confidence: 'manual' } } } : {} }, countsOf).rows;
    const [yes, no, apart] = [{ member: 'a', rows: rowsOf(true) }, { member: 'b', rows: rowsOf(false) }, { member: 'c', rows: rowsOf(false, true) }];
    const first = (members: Parameters<typeof systemRows>[1], scope: 'component' | 'system'): string => systemRows({ ...framework, requirements: framework.requirements.map((one) => ({ ...one, scope })) }, members)[0]!.status;
    assert.deepEqual([first([yes, no], 'system'), first([yes, no], 'component'), first([yes, apart], 'component'), first([apart], 'component'), first([no], 'system'), first([], 'system')], ['covered', 'partial', 'covered', 'excluded', 'unmapped', 'unmapped']);
  });
});
