/** A model as one web page: no script, nothing loaded, readable on paper. Text of the model is shown as text. */
import { wellFormed } from '../../evidence/reports/well-formed.ts';
import type { ModelTable, ModelTables, RowMark } from './model-tables.ts';

const marks: Readonly<Record<RowMark, readonly [sign: string, words: string]>> = { good: ['●', 'good'], bad: ['▲', 'bad'], open: ['○', 'open'], none: ['', ''] };

const style = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
p, dd, td { overflow-wrap: break-word; } dd { min-width: 0; }
h1 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 60rem; }
th, td { border-bottom: 1px solid #8888; padding: .35rem .6rem; text-align: start; vertical-align: top; }
th { border-bottom-width: 2px; } th, td.word { white-space: nowrap; }
td.mark { width: 1.2rem; } .good { color: #1a7f37; } .bad { color: #c2261d; } .open { color: #767676; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.2rem; } dt { font-weight: 600; } dd { margin: 0; }
@media (prefers-color-scheme: dark) { .good { color: #57c26d; } .bad { color: #ff8279; } .open { color: #9a9a9a; } }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } table { min-width: 0; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
`;

/** The whole page. The same model and moment give the same bytes. */
export function modelHtml({ title, description, facts, tables }: ModelTables): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${text(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<h1>${text(title)}</h1>`,
    ...description.split(/\n{2,}/).filter((part) => part.trim() !== '').map((part) => `<p>${text(part)}</p>`),
    `<dl>${facts.map(([name, value]) => `<dt>${text(name)}</dt><dd>${text(value)}</dd>`).join('')}</dl>`,
    ...tables.map(tableHtml),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function tableHtml({ key, title, columns, rows }: ModelTable): string {
  const marked = rows.some(({ mark }) => mark !== 'none');
  const head = [...(marked ? ['<th scope="col"><span aria-label="mark"></span></th>'] : []), ...columns.map((column) => `<th scope="col">${text(column)}</th>`)].join('');
  const body = rows.map(({ mark, cells }) => `<tr>${marked ? markHtml(mark) : ''}${cells.map((cell) => `<td${isWord(cell) ? ' class="word"' : ''}>${text(cell)}</td>`).join('')}</tr>`).join('\n');
  return `<section aria-labelledby="${key}">\n<h2 id="${key}">${text(title)}</h2>\n<div class="wide" tabindex="0" role="region" aria-labelledby="${key}"><table>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table></div>\n</section>`;
}

/** Identifiers and single words are never broken. */
function isWord(cell: string): boolean {
  return /^[\w-]{1,20}$/.test(cell);
}

function markHtml(mark: RowMark): string {
  const [sign, words] = marks[mark];
  return `<td class="mark ${mark}"${words === '' ? '' : ` aria-label="${words}"`}>${sign}</td>`;
}

/** Text of anybody, as text: no mark-up, no control that would turn it around. */
function text(value: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return wellFormed(value)
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g, '\uFFFD')
    .replace(/[&<>"']/g, (character) => names[character]!);
}
