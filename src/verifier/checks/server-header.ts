/** http_header_set in the configuration of a server. */
import { lineTable } from '../code/line-table.ts';
import type { Span } from '../code/code.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import type { CheckInput } from './check.ts';
import type { AskedHeader } from './http-header-set.ts';

/** What such a file can be called; only then is it worth loading the readers of configuration. */
const mayBeServer = /(\.(conf|nginx|vhost|template)|\/?\.htaccess|(vercel|now|firebase|staticwebapp\.config)\.json|netlify\.toml|(^|\/)_headers|(^|\/)nginx)$/i;

/** The verdict on a configuration of a server; undefined for every other file. */
export async function serverHeaderVerdict({ params, sources }: CheckInput, asked: AskedHeader): Promise<Verdict | undefined> {
  const path = params.text['file'] ?? '';
  if (!mayBeServer.test(path)) return undefined;
  const source = await sources.read(path);
  if (!source.ok) return undefined;
  const { readServerHeaders } = await import('../documents.ts');
  const { file, text } = source;
  const read = readServerHeaders(file, text);
  if (!read) return undefined;
  const lines = lineTable(text);
  const line = ({ start }: Span): number => lines.position(start).line;
  const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, at?: Span, more: Partial<Verdict> = {}): Verdict => ({ verdict, reason, details, file, ...(at ? { range: lines.range(at) } : {}), restsOn: [], ...more });
  if (!read.ok) return say('undecidable', 'parse_error', read.details, read.at);
  const named = read.headers.filter(({ name }) => name.toLowerCase() === asked.header.toLowerCase());
  const sets = named.filter(({ removes, value }) => !removes && value.trim() !== '');
  const removal = named.find(({ removes }) => removes);
  const fitting = sets.filter(({ value, computed }) => !asked.value || (!computed && asked.value.pattern.first(value)));
  const best = fitting.find(({ conditional }) => conditional === undefined) ?? fitting[0];
  if (best) {
    const after = named.find(({ removes, start }) => removes && start > best.end);
    if (after) return say('undecidable', 'ambiguous', `${file} sets ${asked.header} at line ${line(best)}, and takes it away at line ${line(after)}.`, after);
    return say('pass', 'proven', `${file} sets ${asked.header} at line ${line(best)} to "${best.value}"${best.scope === undefined ? '' : ` for ${best.scope}`}${best.conditional === undefined ? '' : `; it ${best.conditional}`}.`, best, {
      strength: 'declared',
      attributes: { conditional: best.conditional !== undefined, ...(best.scope === undefined ? {} : { path: best.scope }) },
    });
  }
  const computed = sets.find((set) => set.computed);
  if (computed) return say('undecidable', 'dynamic', `${file} sets ${asked.header} at line ${line(computed)} to "${computed.value}", which is put together when a request comes.`, computed);
  const [other] = sets;
  if (other) return say('fail', 'mismatch', `${file} sets ${asked.header} at line ${line(other)} to "${other.value}", which does not match ${asked.value?.written ?? ''}.`, other);
  if (removal) return say('fail', 'reference_only', `${file} takes ${asked.header} away at line ${line(removal)}, and sets it nowhere.`, removal);
  const [empty] = named;
  return empty ? say('fail', 'mismatch', `${file} names ${asked.header} at line ${line(empty)} without a value.`, empty) : say('fail', 'not_found', `${file} sets no header ${asked.header}.`);
}
