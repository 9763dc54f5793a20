/** yarn.lock: the text format of Yarn 1, and the YAML of later ones. */
import { readYaml } from '../configuration/yaml.ts';
import { linesOf } from '../configuration/text-lines.ts';
import type { Declaration, LockAnswer, LockedPackage, LockFormat, UnreadFile } from './dependency.ts';
import { child, membersIn, textOf } from './values.ts';

interface Entry {
  /** What manifests asked for, as `name@range`. */
  readonly asked: readonly string[];
  readonly locked: LockedPackage;
}

export const yarnLock: LockFormat = {
  file: 'yarn.lock',
  above: true,
  read(source) {
    const entries = source.text.includes('__metadata:') ? laterEntries(source.file, source.text) : firstEntries(source.text);
    if ('ok' in entries) return entries;
    const resolve = ({ name, requirement }: Declaration, folder: string): LockAnswer => {
      const range = requirement.kind === 'range' ? requirement.range : requirement.kind === 'alias' ? undefined : requirement.what;
      const found = entries.find(({ asked }) => range !== undefined && (asked.includes(`${name}@${range}`) || asked.includes(`${name}@npm:${range}`)));
      if (found) return { kind: 'locked', packages: [found.locked] };
      // The lock file of a folder above may be that of another project.
      if (folder !== '' || range === undefined) return { kind: 'unrelated' };
      const other = entries.find(({ locked }) => locked.name === name);
      return { kind: 'out_of_date', why: other ? `holds ${name} for other ranges than ${range}` : `does not hold ${name}` };
    };
    return { ok: true, packages: entries.map(({ locked }) => locked), resolve };
  },
};

function laterEntries(file: string, text: string): readonly Entry[] | UnreadFile {
  const read = readYaml(file, text);
  if (!read.ok) return read;
  return membersIn(read.documents[0]).flatMap(({ key, at, value }): Entry[] => {
    const version = textOf(child(value, 'version'));
    if (key === '__metadata' || version === undefined) return [];
    const resolution = textOf(child(value, 'resolution')) ?? '';
    const [, name = '', from = ''] = /^((?:@[^/@]+\/)?[^@]+)@(.*)$/.exec(resolution) ?? [];
    return [{ asked: key.split(/,\s*/), locked: { name, version, at, ...(from.startsWith('npm:') ? {} : { elsewhere: resolution }) } }];
  });
}

function firstEntries(text: string): readonly Entry[] {
  const entries: Entry[] = [];
  let open: { asked: string[]; at: LockedPackage['at'] } | undefined;
  for (const line of linesOf(text)) {
    if (/^[^\s#].*:\s*$/.test(line.text)) {
      const asked = line.text.trimEnd().slice(0, -1).split(/,\s*/).map((one) => one.replace(/^"|"$/g, ''));
      open = { asked, at: { start: line.start, end: line.start + line.text.length } };
      continue;
    }
    const version = /^ {2}version "([^"]*)"/.exec(line.text)?.[1];
    const resolved = /^ {2}resolved "([^"]*)"/.exec(line.text)?.[1];
    if (version !== undefined && open) {
      const alias = /@npm:((?:@[^/@]+\/)?[^@]+)@/.exec(open.asked[0]!)?.[1];
      const name = alias ?? /^((?:@[^/@]+\/)?[^@]+)/.exec(open.asked[0]!)?.[1] ?? '';
      const foreign = /@(git|file:|link:|https?:|github:)/.exec(open.asked[0]!);
      entries.push({ asked: open.asked, locked: { name, version, at: open.at, ...(foreign ? { elsewhere: open.asked[0]! } : {}) } });
    } else if (resolved !== undefined && /^(git|file:)/.test(resolved)) {
      const last = entries.at(-1);
      if (last) entries[entries.length - 1] = { ...last, locked: { ...last.locked, elsewhere: resolved } };
    }
  }
  return entries;
}
