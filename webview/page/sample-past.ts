/** A past for the plain page: earlier texts of its sample, at commits that never were. */
import type { Disk } from '../../src/project/disk.ts';
import type { FileCommit } from '../../src/project/model-past.ts';

interface PastText extends FileCommit {
  readonly text: string;
}

const nameOf = (index: number): string => `${index}`.padStart(4, 'a').repeat(10);

/** The newest first. The file had another name once, and once could not be read. */
export function samplePast(path: string, text: string, now: Date): readonly PastText[] {
  const at = (days: number): string => new Date(now.getTime() - days * 86_400_000).toISOString();
  const without = (id: string, from: string): string => from.replace(new RegExp(`^  ${id}:.*\\n(?:^    .*\\n)*`, 'm'), '');
  const earlier = text
    .replace('least: unconditional}\n      scanner', 'least: unconditional}\n      refused: {shows: a refused upload is deleted at once}\n      scanner')
    .replace('likelihood: {privileges: High, complexity: High', 'likelihood: {privileges: Low, complexity: High')
    .replace('Limit the size of uploads before reading them.', 'Limit the size of uploads.');
  // Then there was a gateway for mail, and no vault.
  const first = ['CTRL-08', 'CTRL-06', 'A4', 'TB3', 'CMP4', 'CN2']
    .reduce((rest, id) => without(id, rest), earlier)
    .replace(/^ {2}asrt_(t2ln|v6xh):.*\n/gm, '')
    .replace(/^ {4}exclusion: .*asset: A4.*\n/m, '')
    .replace(/^(?= {2}CMP3:)/m, '  CMP5: {name: mail gateway, boundaries: [TB1]}\n')
    .replace(/^(?= {2}CN1:)/m, '  CN3: {from: CMP5, to: CMP1, label: attachments}\n')
    .replace(/^(?= {2}A1:)/m, '  A5: {name: mails, properties: [C], components: [CMP5]}\n  A6: {name: thumbnails, properties: [I], components: [CMP1]}\n')
    .replace('name: audit log', 'name: log');
  const old = 'uploads.threatmodel.yaml';
  return [
    { commit: nameOf(5), author: 'developer', at: at(1), subject: 'Say that an intruder needs another way in first', path, text },
    { commit: nameOf(4), author: 'security engineer', at: at(9), subject: 'Show outcomes as text', path, text: earlier },
    { commit: nameOf(3), author: 'developer', at: at(20), subject: 'Merge two lines by hand', path, text: `${first}\n  - {not: [a, model` },
    { commit: nameOf(2), author: 'developer', at: at(34), subject: 'Name the model after the service', path, text: first },
    { commit: nameOf(1), author: 'security engineer', at: at(60), subject: 'Begin a threat model', path: old, text: without('CTRL-07', first) },
  ];
}

/** The port of a disk over such a past. */
export function pastPort(past: () => readonly PastText[], sources: ReturnType<Disk['sources']>): NonNullable<Disk['commits']> {
  const find = (commit: string): PastText | undefined => past().find((one) => one.commit === commit);
  return {
    textAt: (_root, _file, ref) => {
      const found = ref === 'HEAD' ? past()[0] : find(ref);
      return Promise.resolve(found ? { commit: found.commit, text: found.text } : { none: 'no_such_commit' });
    },
    sourcesAt: () => Promise.resolve(sources),
    historyOf: () => Promise.resolve(undefined),
    commitsOf: () => Promise.resolve({ commits: past().map(({ text: _, ...commit }) => commit), more: false }),
    textsAt: (_root, places) => Promise.resolve(places.map(({ commit, path }) => past().find((one) => one.commit === commit && one.path === path)?.text)),
  };
}
