/** The posture of a model as a small picture for a README: what is mitigated, out of how many objectives. */

export interface PostureCounts {
  readonly mitigated: number;
  readonly at_risk: number;
  readonly unassessed: number;
}

/** The posture in one line, as badges, READMEs and the terminal say it. */
export function postureLine({ mitigated, at_risk, unassessed }: PostureCounts): string {
  return `${mitigated} of ${mitigated + at_risk + unassessed} objectives mitigated, ${at_risk} at risk, ${unassessed} unassessed`;
}

/** White text reaches a contrast of 4.5 on each of these; the picture brings its own ground, so it is read on light and on dark pages. */
const grounds = { label: '#3a3f46', all: '#1a7f37', some: '#8a5a00', none: '#b3261e' } as const;
const [height, margin, size] = [20, 6, 11];

/**
 * The badge as the text of an SVG. The same counts give the same bytes. It has no script, no link, no font and no style of its own.
 *
 * @param label What stands on the left, such as the name of the tool; any text.
 */
export function postureBadge(counts: PostureCounts, label = 'mipiti'): string {
  const total = counts.mitigated + counts.at_risk + counts.unassessed;
  const message = total === 0 ? 'no objectives' : `${counts.mitigated} of ${total} mitigated`;
  const ground = total > 0 && counts.mitigated === total ? grounds.all : counts.mitigated > 0 ? grounds.some : grounds.none;
  const title = escaped(`${label}: ${total === 0 ? message : postureLine(counts)}`);
  const [left, right] = [widthOf(label), widthOf(message)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${height}" viewBox="0 0 ${left + right} ${height}" role="img" aria-label="${title}">`,
    `  <title>${title}</title>`,
    `  <rect width="${left + right}" height="${height}" rx="3" fill="${ground}"/>`,
    `  <path d="M3 0H${left}V${height}H3a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z" fill="${grounds.label}"/>`,
    `  <g fill="#ffffff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="${size}">`,
    textAt(margin, left, label),
    textAt(left + margin, right, message),
    '  </g>',
    '</svg>',
    '',
  ].join('\n');
}

/** The length is given, so that a reader with another font sees the same picture. */
function textAt(x: number, width: number, text: string): string {
  return `    <text x="${x}" y="14" textLength="${width - 2 * margin}" lengthAdjust="spacingAndGlyphs">${escaped(text)}</text>`;
}

/** About what Verdana takes for a text at this size. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[iIjl.,:;'|!]/.test(character) ? 4 : /[frt ()\-[\]]/.test(character) ? 4.6 : /[mwMW@]/.test(character) ? 10.6 : 7;
  return Math.round(width) + 2 * margin;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // What XML has no place for cannot be escaped either.
  return text.replace(/[\u0000-\u001F\u007F-\u009F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD').replace(/[&<>"]/g, (character) => names[character]!);
}
