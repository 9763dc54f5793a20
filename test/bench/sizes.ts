import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kilobytes, megabytes, row, type Row } from './measure.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');

/** The host bundle, without grammars, and the packaged extension. Needs `npm run build` and `npm run package`. */
export function sizes(): Row[] {
  const [host, worker] = ['extension.cjs', 'verifier-worker.cjs'].map((file) => statSync(join(dist, file)).size) as [number, number];
  const packaged = statSync(join(dist, 'mipiti.vsix')).size;
  const grammars = readdirSync(join(dist, 'grammars')).map((file) => statSync(join(dist, 'grammars', file)).size).reduce((a, b) => a + b);
  return [
    row(`host bundle (its worker is another ${kilobytes(worker)})`, host, kilobytes, 600_000, 400_000),
    row(`packaged extension, ${megabytes(grammars)} of grammars unpacked`, packaged, megabytes, 7e6, 5e6),
  ];
}
