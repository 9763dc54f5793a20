import { it } from 'node:test';
import { editTogether } from './two-servers.ts';

it('two servers and an editor edit one model for a moment and lose nothing', () => editTogether(4_000));
