/** A model as comma-separated values (RFC 4180): one line an entity, the same number of fields in each. */
import { wellFormed } from '../../evidence/reports/well-formed.ts';
import type { ModelTables } from './model-tables.ts';

/** The file's text, in CRLF. The first line names the fields; further fields are named in `columns`. */
export function modelCsv({ tables }: ModelTables): string {
  const widest = Math.max(...tables.map(({ columns }) => columns.length), 1);
  const header = ['table', ...Array.from({ length: widest }, (_, index) => `field_${index + 1}`)];
  const lines = [header];
  for (const { key, columns, rows } of tables) {
    lines.push([key, ...padded(columns, widest)]);
    for (const { cells } of rows) lines.push([key, ...padded(cells, widest)]);
  }
  return lines.map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

function padded(cells: readonly string[], width: number): string[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? '');
}

/** A field in quotes where it needs them. What a spreadsheet would take for a formula begins with an apostrophe, which shows it as text. */
function field(text: string): string {
  const safe = wellFormed(/^[\s]*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text);
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
