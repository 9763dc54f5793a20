import { it } from 'node:test';
import { editTogether } from './two-servers.ts';

it('two servers and an editor edit one model for a minute and lose nothing', () => editTogether(60_000));
