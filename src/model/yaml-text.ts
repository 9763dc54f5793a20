/** How new values are written: YAML that reads back as exactly that value. */
import { Document, parseDocument } from 'yaml';

/** A value on one line: `{name: api, boundaries: [TB1]}`. Texts with line breaks are quoted. */
export function flowText(value: unknown): string {
  const document = new Document(undefined, { version: '1.2', schema: 'core' });
  document.contents = document.createNode(value, { flow: true, aliasDuplicateObjects: false });
  const text = document.toString({ lineWidth: 0, flowCollectionPadding: false, blockQuote: false, singleQuote: false, doubleQuotedAsJSON: false }).replace(/\n$/, '');
  // What begins or ends in a space of any script stands in quotes, where no editor and no reader trims it.
  return text.includes('\n') || text !== text.trim() ? JSON.stringify(value) : text;
}

/** A text written in the quotes of the one that it replaces, where that is possible. */
export function scalarTextLike(value: string | number | boolean | null, before: string): string {
  if (typeof value === 'string' && before.startsWith('"')) return JSON.stringify(value);
  if (typeof value === 'string' && before.startsWith("'") && isOneLine(value)) return `'${value.replaceAll("'", "''")}'`;
  return flowText(value);
}

/** A key as it stands before its colon. */
export function keyText(key: string): string {
  const plain = /^[A-Za-z0-9_][A-Za-z0-9_.\-/]*$/.test(key) && parseDocument(key, { version: '1.2', schema: 'core' }).toJS() === key;
  return plain ? key : JSON.stringify(key);
}

function isOneLine(text: string): boolean {
  return !/[\u0000-\u001F\u007F-\u009F\u2028\u2029\uFEFF\uD800-\uDFFF]/.test(text);
}
