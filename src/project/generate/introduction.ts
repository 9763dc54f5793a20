/** What a README says a repository is: its heading and its first paragraphs, without what is meant for eyes only. */
import type { Sources } from '../../verifier/sources.ts';

export interface Introduction {
  readonly title: string;
  readonly text: string;
  readonly file: string;
  /** The line in the file of each line of the text. */
  readonly lines: readonly number[];
}

const names = ['README.md', 'Readme.md', 'readme.md', 'README.rst', 'README.txt', 'README'];
const longest = 1200;

/** The introduction of the first README that has one; instructions for installing and contributing come later in it, and are left. */
export async function introductionOf(sources: Sources): Promise<Introduction | undefined> {
  for (const name of names) {
    const source = await sources.read(name);
    if (!source.ok) continue;
    const title = /^#\s+(.+)$/m.exec(source.text)?.[1] ?? /<h1[^>]*>([^<]+)/i.exec(source.text)?.[1] ?? '';
    const paragraphs: { readonly text: string; readonly line: number }[] = [];
    let length = 0;
    for (const { block, line } of blocksOf(source.text.slice(0, 20_000))) {
      const plain = plainOf(block);
      if (/^(?:#|=|-{3,}|```|<|\||>|\d+\.|[*-] )/.test(block) || plain.split(' ').length < 6 || /^(?:Click|Run|Install|See|Visit|Check|Use|Clone|Download|Please|To (?:run|install|build|start)|If you|You can)\b/i.test(plain)) {
        if (paragraphs.length > 0 && /^#{1,3} /.test(block)) break;
        continue;
      }
      paragraphs.push({ text: plain, line });
      length += plain.length;
      if (length > longest || paragraphs.length >= 3) break;
    }
    return { title: plainOf(title).slice(0, 100), text: paragraphs.map(({ text }) => text).join('\n').slice(0, longest), file: source.file, lines: paragraphs.map(({ line }) => line) };
  }
  return undefined;
}

/** What stands between empty lines, each with the line that it begins in. */
function blocksOf(text: string): { readonly block: string; readonly line: number }[] {
  const blocks: { block: string; line: number }[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const last = blocks.at(-1);
    if (line.trim() === '') blocks.push({ block: '', line: index + 2 });
    else if (!last) blocks.push({ block: line.trim(), line: index + 1 });
    else last.block = last.block === '' ? line.trim() : `${last.block}\n${line.trim()}`;
  }
  return blocks.filter(({ block }) => block !== '');
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
