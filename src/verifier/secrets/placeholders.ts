/** Values that stand for a secret and are none. Every rule here looks at the whole value, so that a secret which only holds such a word is one. */
import { isWords, wordsOf } from './words.ts';

const holes = /\$\{[^{}]{0,200}\}|\$\([^()]{0,200}\)|\{\{[^{}]{0,200}\}\}|<%[^%]{0,200}%>|\{%[^%]{0,200}%\}|#\{[^{}]{0,200}\}|%\([A-Za-z_]\w{0,80}\)s|%[A-Za-z_]\w{0,80}%|\$[A-Za-z_]\w{0,80}|\{[A-Za-z_][\w.]{0,80}\}|\{\d?\}|%[sdvq]|<[A-Za-z_][\w .-]{0,80}>|\[[A-Z_][A-Z_ -]{0,80}\]|@[A-Z_]{2,80}@|__[A-Z_]{2,80}__/g;
const references = /^(?:env|vault|file|ref|secret|secrets|ssm|op|aws-sm|gcp-sm|keyvault|awssecret|arn):[^\s]|^ENC(?:\[|\()|^!(?:vault|secret|env|Ref)\b|^(?:process\.env|os\.environ|System\.getenv|secrets|env|vars|var|local|data|module)[.[(]/i;

/** A template with nothing secret of its own around its holes, or the name of a place from which the value is taken. */
export function isFilledInLater(value: string): boolean {
  if (references.test(value)) return true;
  const rest = value.replace(holes, '\0');
  return rest.includes('\0') && rest.replace(/\0/g, '').replace(/[^A-Za-z0-9]/g, '').length < 4;
}

const placeholderWords = new Set('example placeholder redacted masked hidden omitted replace replaceme insert todo tbd fixme xxx xxxx your yours here'.split(' '));
const noValue = /^(?:null|nil|none|undefined|true|false|n\/a|na|unset|empty|string|str|text|number|boolean|bool|bytes|object|any|required|optional|varchar\(?\d*\)?|[a-z]{2,20}_value|[^A-Za-z0-9]*)$/i;

/** Words that say: put your own here. The rest of the value must be words as well. */
export function isPlaceholder(value: string): boolean {
  if (noValue.test(value) || /^(.)\1*$/.test(value)) return true;
  if (/^(?:[x*.#_-]|\\u2022)+$/i.test(value)) return true;
  return isWords(value) && wordsOf(value).some((word) => placeholderWords.has(word));
}

const testWords = new Set('test tests testing tester dummy fake mock mocked sample demo foo bar baz foobar fixture stub notreal notasecret invalid bogus'.split(' '));

/** Why the value is hardly a live one, as the rest of a sentence that begins with "it"; undefined where nothing says so. */
export function saysItIsTestData(value: string): string | undefined {
  if (isWords(value) && wordsOf(value).some((word) => testWords.has(word))) return 'calls itself test data';
  return /EXAMPLE|(?:^|[-_.])(?:example|dummy|fake|test)(?:$|[-_.])|(.)\1{11}|0123456789|123456789012|abcdefghij/i.test(value) ? 'looks like an example' : undefined;
}
