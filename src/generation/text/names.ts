/** The name that a description gives to its feature, and a title made of it. */
import type { NamedThing } from './objects.ts';
import { stemOf, wordsOf } from './words.ts';

/** What may stand in a name that somebody else chose. */
const nameText = '[\\p{L}\\p{N}][\\p{L}\\p{N} ._&+-]{0,38}[\\p{L}\\p{N}+]';
const capital = '\\p{Lu}[\\p{L}\\p{N}._-]{1,30}(?: \\p{Lu}[\\p{L}\\p{N}._-]{0,30}){0,2}';
const namings = [
  new RegExp(`\\b(?:called|named|known as|titled|codenamed|code-named)\\s+["“”'‘’«»\`]?(${capital})`, 'du'),
  new RegExp(`\\b(?:called|named|known as|titled|codenamed|code-named)\\s+["“‘«\`'](${nameText})["”’»\`']`, 'du'),
  new RegExp(`\\b(?:app|application|service|system|platform|product|portal|tool|site|website|gateway|bot|agent|wallet|feature)\\s+["“‘«\`](${nameText})["”’»\`]`, 'du'),
  new RegExp(`^\\s*["“‘«\`](${nameText})["”’»\`](?=\\s)`, 'du'),
  new RegExp(`^\\s*(?!(?:A|An|The|We|Our|This|It|Users?|Customers?|Each|All|Every|In|On|At|For|When|If|As|My|I|There|New|Add|Build|Create|No|Please|Ignore)\\b)(${capital})(?= (?:is|are) (?:a|an|the|our)\\b)`, 'du'),
];

/** The first name that the text gives by quoting, by "called", or by beginning with it. Only the beginning of a text names its feature. */
export function findName(text: string): NamedThing | undefined {
  const beginning = text.slice(0, 2000);
  for (const pattern of namings) {
    const match = pattern.exec(beginning);
    const place = match?.indices?.[1];
    if (match && place) return { text: match[1]!, range: { start: place[0], end: place[1] } };
  }
  return undefined;
}

const beginnings = /^(?:(?:we|i)(?:['’](?:re|m|d|ve)| are| am| want| would| need| plan)?\s+(?:(?:like|going|planning)\s+)?(?:to\s+)?|please\s+|let['’]s\s+|this is\s+|it is\s+|there is\s+)?(?:(?:building|build|adding|add|creating|create|developing|develop|designing|design|implementing|implement|writing|write|making|make|model|threat model|have|want|need|offering|offer|running|run)\s+)?(?:(?:an?|the|our|this|new|some)\s+)*/iu;
const titleEnd = /[.,;:!?()\n"“”]|\s(?:that|which|where|who|when|while|so|because|is|are|was|lets?|allows?|enables?|helps?|collects?|builds?|answers?|receives?|sends?|uses?|with|from|by|over|to|can|may|must|will)\s/u;
const longestTitle = 80;
/** A sentence of more words is no name of anything. */
const mostWords = 8;

/** What people and programs do, where a sentence says so in its first words. */
const doings: ReadonlySet<string> = new Set('upload sign log order pay edit look read send share store keep book use open view manage create add get see find download make write post comment join search submit request receive check track buy sell'.split(' ').map(stemOf));

/** A title: the heading that the text begins with, or the name, or what its first sentence is about; undefined when that is a whole sentence. */
export function titleOf(text: string): string | undefined {
  const heading = /^\s*#{1,3}\s+([^\n#]{1,120})/u.exec(text);
  if (heading) return tidy(heading[1]!);
  const name = findName(text);
  if (name) return tidy(name.text);
  const start = /\S/.exec(text)?.index ?? 0;
  const first = text.slice(start, start + 400);
  const begun = beginnings.exec(first)?.[0].length ?? 0;
  const subject = first.slice(begun);
  const end = titleEnd.exec(subject);
  // "Members upload …" is a sentence, "Upload of photos." is a title.
  if (begun === 0 && end && /^\s/.test(end[0]) && wordsOf(subject.slice(0, end.index)).slice(1).some(({ stem }) => doings.has(stem))) return undefined;
  const title = tidy(subject.slice(0, end?.index ?? subject.length));
  return /\p{L}{2}/u.test(title) && title.split(' ').length <= mostWords ? title : undefined;
}

function tidy(text: string): string {
  const plain = text.replace(/[^\p{L}\p{N} ._&+'’/-]+/gu, ' ').replace(/\s+/g, ' ').trim();
  const short = plain.length <= longestTitle ? plain : plain.slice(0, longestTitle).replace(/\s+\S*$/, '');
  return withCapital(short.replace(/(?:\s+(?:in|on|of|for|a|an|the|and|or|our|at|as|triggered|used|called|based|built|made|written|running|hosted))+$/iu, ''));
}

/** A text with its first letter in upper case. */
export function withCapital(text: string): string {
  return text === '' ? '' : text[0]!.toUpperCase() + text.slice(1);
}
