/** What a README says a repository is: its heading and its first paragraphs, without what is meant for eyes only. */
import type { Sources } from '../../verifier/sources.ts';

export interface Introduction {
  readonly title: string;
  readonly text: string;
  readonly file: string;
}

const names = ['README.md', 'Readme.md', 'readme.md', 'README.rst', 'README.txt', 'README'];
const longest = 1200;

/** The introduction of the first README that has one; instructions for installing and contributing come later in it, and are left. */
export async function introductionOf(sources: Sources): Promise<Introduction | undefined> {
  for (const name of names) {
    const source = await sources.read(name);
    if (!source.ok) continue;
    const title = /^#\s+(.+)$/m.exec(source.text)?.[1] ?? /<h1[^>]*>([^<]+)/i.exec(source.text)?.[1] ?? '';
    const paragraphs: string[] = [];
    for (const block of source.text.slice(0, 20_000).split(/\n\s*\n/)) {
      const plain = plainOf(block);
      if (/^(?:#|=|-{3,}|```|<|\||\d+\.|[*-] )/.test(block.trim()) || plain.split(' ').length < 6) {
        if (paragraphs.length > 0 && /^#{1,3} /.test(block.trim())) break;
        continue;
      }
      paragraphs.push(plain);
      if (paragraphs.join(' ').length > longest || paragraphs.length >= 3) break;
    }
    return { title: plainOf(title.replace(/^#+\s*/, '')).slice(0, 100), text: paragraphs.join('\n').slice(0, longest), file: source.file };
  }
  return undefined;
}

function plainOf(text: string): string {
  return text
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, '')
    .replace(/[*_`]{1,3}/g, '')
    .replace(/:[a-z_]+:/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}
