import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SaxesParser } from 'saxes';
import { postureBadge, postureLine } from '../../src/project/posture-badge.ts';

/** The elements of a badge with their attributes and texts; throws when it is no XML. */
function read(svg: string): { readonly name: string; readonly attributes: Readonly<Record<string, string>>; text: string }[] {
  const elements: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => assert.fail(error.message));
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes, text: '' }));
  parser.on('text', (text) => (elements.at(-1)!.text += text));
  parser.write(svg).close();
  return elements;
}

/** Contrast of two colours, WCAG 2.2. */
function contrast(a: string, b: string): number {
  const luminance = (colour: string): number => {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
  };
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light! + 0.05) / (dark! + 0.05);
}

describe('the badge of a posture', () => {
  it('says the counts, to those who hear it as well', () => {
    const elements = read(postureBadge({ mitigated: 25, at_risk: 14, unassessed: 1 }));
    assert.deepEqual(elements.filter(({ name }) => name === 'text').map(({ text }) => text.trim()), ['mipiti', '25 of 40 mitigated']);
    assert.equal(elements.find(({ name }) => name === 'title')!.text.trim(), 'mipiti: 25 of 40 objectives mitigated, 14 at risk, 1 unassessed');
    assert.equal(elements[0]!.attributes['aria-label'], elements.find(({ name }) => name === 'title')!.text.trim());
    assert.equal(elements[0]!.attributes['role'], 'img');
  });

  it('is as wide as its text, and no text is wider than its ground', () => {
    const widths = [9, 99, 999].map((count) => Number(read(postureBadge({ mitigated: count, at_risk: 0, unassessed: 0 }))[0]!.attributes['width']));
    assert.deepEqual([...widths].sort((a, b) => a - b), widths);
    assert.equal(new Set(widths).size, 3);
    const elements = read(postureBadge({ mitigated: 1, at_risk: 2, unassessed: 3 }, 'a longer name of a model'));
    for (const { attributes } of elements.filter(({ name }) => name === 'text')) assert.ok(Number(attributes['x']) + Number(attributes['textLength']) < Number(elements[0]!.attributes['width']));
  });

  it('is green only when everything is mitigated, and can be read on each of its grounds', () => {
    const grounds = [{ mitigated: 4, at_risk: 0, unassessed: 0 }, { mitigated: 3, at_risk: 1, unassessed: 0 }, { mitigated: 3, at_risk: 0, unassessed: 1 }, { mitigated: 0, at_risk: 4, unassessed: 0 }, { mitigated: 0, at_risk: 0, unassessed: 0 }].map((counts) => {
      const elements = read(postureBadge(counts));
      for (const { attributes } of elements.filter(({ name }) => name === 'rect' || name === 'path')) assert.ok(contrast('#ffffff', attributes['fill']!) >= 4.5, `${attributes['fill']} is too light for white`);
      return elements.find(({ name }) => name === 'rect')!.attributes['fill'];
    });
    assert.equal(new Set(grounds).size, 3);
    assert.equal(grounds.filter((ground) => ground === grounds[0]).length, 1);
    assert.equal(grounds[1], grounds[2]);
  });

  it('keeps any label a text', () => {
    const elements = read(postureBadge({ mitigated: 1, at_risk: 0, unassessed: 0 }, '</text><script>"&\u0007\uD800'));
    assert.ok(!elements.some(({ name }) => name === 'script'));
    assert.equal(elements.find(({ name }) => name === 'text')!.text.trim(), '</text><script>"&\uFFFD\uFFFD');
  });

  it('has a line that goes with it', () => {
    assert.equal(postureLine({ mitigated: 1, at_risk: 2, unassessed: 3 }), '1 of 6 objectives mitigated, 2 at risk, 3 unassessed');
  });
});
