/** `npm run screens`: the screens as a plain page on this machine, built anew on every reload. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { servePage } from './build.ts';

const { address } = await servePage(await mkdtemp(join(tmpdir(), 'mipiti-screens-')), Number(process.env.PORT ?? 4173));
console.log(`The screens: ${address}`);
