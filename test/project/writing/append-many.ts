/** A writer for the race test: adds so many lines to a file, each on top of what is there. `node append-many.ts FILE NAME COUNT` */
import { readFile } from 'node:fs/promises';
import { replaceFile } from '../../../src/project/write-model.ts';

const [file = '', name = '', count = '0'] = process.argv.slice(2);
for (let line = 0; line < Number(count); ) {
  const before = await readFile(file, 'utf8');
  if (!(await replaceFile(file, before, `${before}${name} ${line}\n`))) line++;
}
