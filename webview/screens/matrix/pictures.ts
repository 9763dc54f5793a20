/** The picture of each kind of cell, drawn once a theme: a cell is then one element with a background, and a thousand of them scroll like one. */
import { cellStatuses, statusMark, type MatrixCell } from '../../../src/protocol/screens/matrix-cell.ts';
import { lookOf, type MarkLook } from '../../design/marks.ts';
import { kinds } from './arrange.ts';

/** The size of a picture, in pixels. */
export const picture = { width: 68, height: 16 } as const;

export const tierLetters = { critical: 'C', high: 'H', medium: 'M', low: 'L' } as const;

const tints: Readonly<Record<MatrixCell['tier'], number>> = { critical: 34, high: 24, medium: 15, low: 8 };
const tones = ['good', 'bad', 'warn', 'calm', 'faint'] as const;

/** The two quotation marks of what rests on somebody's word, within the shield. */
const quoted = 'M5.4 9.4c0-2.4.5-3.4 1.7-3.9M8.7 9.4c0-2.4.5-3.4 1.7-3.9';

/** Fills a sheet with a rule for each kind of cell, in the colours that the page has now. */
export function drawPictures(sheet: CSSStyleSheet, page: Document): void {
  const style = getComputedStyle(page.documentElement);
  const colours = Object.fromEntries([...tones, 'text'].map((tone) => [tone, style.getPropertyValue(`--${tone}`).trim() || 'currentColor'])) as Readonly<Record<string, string>>;
  const rules = kinds.map((kind, number) => `.k${number}{background-color:${tintOf(kind)};background-image:url("data:image/svg+xml,${encodeURIComponent(pictureOf(kind, colours))}")}`);
  sheet.replaceSync(rules.join('\n'));
}

function tintOf({ status, tier }: MatrixCell): string {
  if (status === 'at_risk') return `color-mix(in srgb, var(--bad) ${tints[tier]}%, transparent)`;
  return status === 'unassessed' ? 'transparent' : 'color-mix(in srgb, var(--good) 9%, transparent)';
}

function pictureOf(kind: MatrixCell, colours: Readonly<Record<string, string>>): string {
  const status = lookOf(statusMark(kind));
  const shield = kind.status === cellStatuses[1] ? { ...status, line: `${lookOf({ of: 'status', is: 'unassessed' }).line}${quoted}` } : status;
  const tier = lookOf({ of: 'tier', is: kind.tier });
  const letter = `<text x="39" y="12.4" font-family="system-ui,sans-serif" font-size="10.5" font-weight="600" fill="${colours.text}" stroke="none">${tierLetters[kind.tier]}</text>`;
  const accepted = kind.accepted ? `<path d="M22 15.2h25" stroke="${colours.calm}" stroke-width="1.4" stroke-dasharray="3 1.6"/>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${picture.width} ${picture.height}" fill="none" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round">${drawn(shield, 0, colours)}${drawn(tier, 22, colours)}${letter}${drawn(lookOf({ of: 'reachability', is: kind.reach }), 52, colours)}${accepted}</svg>`;
}

function drawn({ tone, line, fill, dashed }: MarkLook, x: number, colours: Readonly<Record<string, string>>): string {
  const colour = colours[tone] ?? 'currentColor';
  const filled = fill === undefined ? '' : `<path d="${fill}" fill="${colour}" fill-opacity="0.3"/>`;
  return `<g transform="translate(${x} 0)">${filled}<path d="${line}" stroke="${colour}"${dashed ? ' stroke-dasharray="2 1.6"' : ''}/></g>`;
}
