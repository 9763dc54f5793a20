/** Composer: composer.json and composer.lock. */
import { readJson } from '../configuration/json.ts';
import type { Declaration, Ecosystem, LockFormat } from './dependency.ts';
import { child, itemsOf, membersIn, textOf } from './values.ts';
import { composerVersions } from './versions/composer.ts';

const composerLock: LockFormat = {
  file: 'composer.lock',
  above: false,
  read(source) {
    const read = readJson(source.file, source.text);
    if (!read.ok) return read;
    const packages = ['packages', 'packages-dev'].flatMap((section) =>
      itemsOf(child(read.documents[0], section)).map((entry) => {
        const from = textOf(child(entry, 'dist', 'type'));
        const version = textOf(child(entry, 'version')) ?? '';
        return { name: (textOf(child(entry, 'name')) ?? '').toLowerCase(), version, at: child(entry, 'name') ?? entry, ...(from === 'path' || /^dev-|-dev$/.test(version) ? { elsewhere: from === 'path' ? 'a folder' : `the branch ${version}` } : {}) };
      }),
    );
    return { ok: true, packages };
  },
};

export const composer: Ecosystem = {
  title: 'Composer',
  isManifest: (name) => name === 'composer.json',
  fold: (name) => name.toLowerCase(),
  read(source) {
    const read = readJson(source.file, source.text);
    if (!read.ok) return read;
    const section = (key: string, development?: string): Declaration[] =>
      membersIn(child(read.documents[0], key)).map(({ key: name, at, value }): Declaration => {
        const range = (textOf(value) ?? '').replace(/@(stable|rc|beta|alpha|dev)\b/gi, '').trim();
        const branch = /^dev-|-dev$|#/.test(range);
        return { name: name.toLowerCase(), at, requirement: branch ? { kind: 'elsewhere', what: `the branch ${range}` } : { kind: 'range', range: range === '' ? '*' : range }, ...(development === undefined ? {} : { development }) };
      });
    return { ok: true, declarations: [...section('require'), ...section('require-dev', 'a development dependency')] };
  },
  locksOf: () => [composerLock],
  versions: composerVersions,
};
