/** npm, Yarn and pnpm: package.json and the lock files of the three. */
import type { ConfigurationMember } from '../configuration/configuration.ts';
import { readJson } from '../configuration/json.ts';
import type { Declaration, Ecosystem, Requirement } from './dependency.ts';
import { packageLock, pnpmLock } from './npm-locks.ts';
import { yarnLock } from './yarn-lock.ts';
import { child, membersIn, textOf } from './values.ts';
import { npmVersions } from './versions/semantic.ts';

const sections: readonly (readonly [section: string, development: string | undefined, remark: string | undefined])[] = [
  ['dependencies', undefined, undefined],
  ['optionalDependencies', undefined, 'it is optional: an installation goes on without it'],
  ['peerDependencies', undefined, 'it is a peer dependency, which whoever uses this package brings'],
  ['devDependencies', 'a development dependency', undefined],
];

export const npm: Ecosystem = {
  title: 'npm',
  isManifest: (name) => name === 'package.json',
  fold: (name) => name,
  read(source) {
    const read = readJson(source.file, source.text);
    if (!read.ok) return read;
    const root = read.documents[0];
    const overridden = new Set([...membersIn(child(root, 'overrides')), ...membersIn(child(root, 'resolutions')), ...membersIn(child(root, 'pnpm', 'overrides'))].map(({ key }) => overriddenName(key)));
    const declarations = sections.flatMap(([section, development, remark]) =>
      membersIn(child(root, section)).map((member): Declaration => {
        const { name, requirement } = requirementOf(member);
        return {
          name,
          at: member.at,
          requirement: overridden.has(name) && requirement.kind === 'range' ? { kind: 'computed', what: 'an override of the manifest' } : requirement,
          ...(development === undefined ? {} : { development }),
          ...(requirement.kind === 'alias' ? { remark: `it stands there as ${member.key}` } : remark === undefined ? {} : { remark }),
        };
      }),
    );
    return { ok: true, declarations };
  },
  locksOf: () => [packageLock('package-lock.json'), packageLock('npm-shrinkwrap.json'), yarnLock, pnpmLock],
  versions: npmVersions,
};

/** `a`, `a@^1`, `b/a`, `x/a`: the last name is the one that is overridden. */
function overriddenName(key: string): string {
  const last = /((?:@[^/@>]+\/)?[^/@>]+)(?:@[^/>]*)?$/.exec(key);
  return last?.[1] ?? key;
}

function requirementOf({ key, value }: ConfigurationMember): { readonly name: string; readonly requirement: Requirement } {
  const written = textOf(value)?.trim();
  if (written === undefined) return { name: key, requirement: { kind: 'computed', what: 'no text' } };
  const alias = /^npm:((?:@[^/@]+\/)?[^@]+)(?:@(.*))?$/.exec(written);
  if (alias) return { name: alias[1]!, requirement: alias[1] === key ? { kind: 'range', range: alias[2] ?? '*' } : { kind: 'alias', what: `${key}, another name for it` } };
  if (/^(workspace|catalog):/.test(written)) return { name: key, requirement: { kind: 'computed', what: written } };
  if (/^[a-z+]+:|\//i.test(written)) return { name: key, requirement: { kind: 'elsewhere', what: written } };
  const range = written === '' ? '*' : written;
  return { name: key, requirement: npmVersions.within(range, '*') === undefined ? { kind: 'computed', what: `the tag ${range}` } : { kind: 'range', range } };
}
