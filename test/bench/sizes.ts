import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kilobytes, megabytes, type Row } from './measure.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');

/** The host bundle, without grammars, and the packaged extension. Needs `npm run build` and `npm run package`. */
export function sizes(): Row[] {
  const [host, worker] = ['extension.cjs', 'verifier-worker.cjs'].map((file) => statSync(join(dist, file)).size) as [number, number];
  const packaged = statSync(join(dist, 'mipiti.vsix')).size;
  const grammars = readdirSync(join(dist, 'grammars')).map((file) => statSync(join(dist, 'grammars', file)).size).reduce((a, b) => a + b);
  return [
    { what: `host bundle (its worker is another ${kilobytes(worker)})`, measured: kilobytes(host), against: kilobytes(600_000), ratio: host / 600_000, aim: 400 / 600 },
    { what: `packaged extension, ${megabytes(grammars)} of grammars unpacked`, measured: megabytes(packaged), against: megabytes(7e6), ratio: packaged / 7e6, aim: 5 / 7 },
  ];
}
