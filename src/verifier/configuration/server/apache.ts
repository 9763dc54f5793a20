/** Headers in the configuration of Apache. `RequestHeader` changes what is passed on, not what is answered. */
import { linesOf } from '../text-lines.ts';
import type { ServerHeader, ServerReading } from './server-header.ts';

const setting = /^Header\s+(?:(?:always|onsuccess)\s+)?(set|append|merge|add|setifempty|unset|edit\*?|echo|note)\s+("[^"]*"|'[^']*'|\S+)(?:\s+("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+))?(.*)$/i;

export function readApache(file: string, text: string): ServerReading {
  const headers: ServerHeader[] = [];
  const open: string[] = [];
  let held = '';
  let from = 0;
  for (const line of linesOf(text)) {
    if (held === '') from = line.start;
    if (line.text.endsWith('\\')) {
      held += `${line.text.slice(0, -1)} `;
      continue;
    }
    const words = (held + line.text).trim();
    const end = line.start + line.text.length;
    held = '';
    if (words === '' || words.startsWith('#')) continue;
    const closing = /^<\/(\w+)/.exec(words);
    const opening = /^<(\w+)\s*([^>]*)>/.exec(words);
    if (closing) {
      if (open.pop()?.split(' ')[0]?.toLowerCase() !== closing[1]!.toLowerCase()) return { ok: false, details: `${file} closes ${closing[1]!}, which is not open.`, at: { start: from, end } };
    } else if (opening) open.push(`${opening[1]!} ${opening[2] ?? ''}`.trim());
    const found = setting.exec(words);
    if (!found) continue;
    const start = from + (text.slice(from, end).length - text.slice(from, end).trimStart().length);
    const action = found[1]!.toLowerCase();
    if (/^(edit|echo|note)/.test(action)) continue;
    const value = unquoted(found[3] ?? '');
    const rest = found[4] ?? '';
    const condition = open.find((block) => /^(If|ElseIf|Else|IfModule|IfDefine|IfVersion|IfFile)\b/i.test(block));
    const scope = open.find((block) => /^(Location|Directory|Files|VirtualHost|LocationMatch|FilesMatch|DirectoryMatch)\b/i.test(block));
    const word = /\benv=|\bexpr=/.test(rest) ? `is set under a condition of its own` : condition === undefined ? undefined : `stands in <${condition}>`;
    headers.push({ name: unquoted(found[2]!), value, computed: /%\{/.test(value), removes: action === 'unset', ...(word === undefined ? {} : { conditional: word }), ...(scope === undefined ? {} : { scope }), start, end });
  }
  return open.length > 0 ? { ok: false, details: `${file} does not close ${open.at(-1)!}.` } : { ok: true, headers };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) ? text.slice(1, -1) : text;
}
