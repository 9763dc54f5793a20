/** Whether a value is a secret, by the name it is given to or, without one, by how random it is. */
import { isFilledInLater, isPlaceholder, saysItIsTestData } from './placeholders.ts';
import { namesASecret, tellingName, tellingPlural } from './telling-names.ts';
import type { NameKind } from './telling-names.ts';
import { entropyOf, isProse, isSentence, isSequential, isWords, wordsOf } from './words.ts';

/** Where the value stands. */
export interface ValueContext {
  readonly name: string | undefined;
  /** A file that people copy and fill in, such as `.env.example`. */
  readonly sample: boolean;
  /** A file of translations, in which names of secrets are keys of their labels. */
  readonly labels: boolean;
}

export interface JudgedValue {
  readonly rule: 'telling-name' | 'high-entropy';
  /** Why it may be none, as the rest of a sentence that begins with "it". */
  readonly doubt?: string;
}

const longest = 1000;
/** Said before the telling word by names of messages and steps. */
const steps = new Set('no is has show hide forgot forgotten reset change changed update invalid wrong incorrect missing bad confirm confirmed enter require required validate verify expired mismatch repeat retype weak'.split(' '));

/** Undefined: none. */
export function judgeValue(written: string, { name, sample, labels }: ValueContext): JudgedValue | undefined {
  const value = written.trim();
  const kind = name === undefined ? undefined : (tellingName(name) ?? tellingPlural(name));
  if (!kind || name === undefined) return isRandom(value, name) ? { rule: 'high-entropy', ...doubted(saysItIsTestData(value)) } : undefined;
  if (!couldBe(kind, value, name, labels) || (sample && isWords(value))) return undefined;
  return { rule: 'telling-name', ...doubted(saysItIsTestData(value)) };
}

function doubted(doubt: string | undefined): { readonly doubt?: string } {
  return doubt === undefined ? {} : { doubt };
}

function couldBe(kind: NameKind, value: string, name: string, labels: boolean): boolean {
  if (value.length < (kind === 'password' ? 3 : 8) || value.length > longest) return false;
  if (isFilledInLater(value) || isPlaceholder(value) || (/phrase/i.test(name) ? isSentence(value) : isProse(value)) || namesASecret(value, name)) return false;
  if (/^(?:https?|file|wss?):\/\/|^(?:\.{0,2}\/|~\/|[A-Za-z]:\\)[\w.]|^[\w./-]+\.(?:[jt]sx?|py|json|ya?ml|pem|crt|key|txt|html?|css|vue|md)$/i.test(value)) return false;
  if (/^[\^(].*[$)*+?]$|\[\^?[A-Za-z0-9\\]|\\[wds]|[(){}].*=>|^\s*[<({[].*[>)}\]]\s*$/.test(value)) return false;
  if (/^[\^~<>=v ]{0,3}\d+(?:\.\d+){1,3}(?:-[\w.]+)?$/.test(value)) return false;
  const words = isWords(value);
  if (kind === 'password') return !(words && (labels || wordsOf(name).some((word) => steps.has(word))));
  return !words && !/\s/.test(value) && !/^[\w$]+(?:[.:/][\w$]+)+$/.test(value.replace(/\d{4,}|[a-z\d]*\d[a-z]+\d[a-z\d]*/gi, '\0')) && entropyOf(value) > 2.2;
}

const harmless = /sha\d*|hash|digest|checksum|integrity|etag|fingerprint|uuid|guid|commit|revision|public|thumbprint|nonce|alphabet|charset|chars|base64|encoded|data|wasm|font|icon|image|path|selector|regex|pattern|url|href|src|class|integrities|svg|certificate|cert/i;

/** Drawn at random, as far as one can see: long enough, of mixed characters, and of no common kind. */
function isRandom(value: string, name: string | undefined): boolean {
  if (value.length < 24 || value.length > 120 || !/^[A-Za-z0-9+/_=.\-~]+$/.test(value)) return false;
  if (!/[a-z]/.test(value) || !/[A-Z]/.test(value) || !/\d/.test(value)) return false;
  if (name !== undefined && harmless.test(name)) return false;
  if (/^sha\d+-|^(?:AAAA[A-Z0-9]|MI[IG][A-Za-z0-9])|^[a-f0-9-]{32,}$/i.test(value) || isSequential(value)) return false;
  if (/[/.]/.test(value) && value.split(/[/.]/).every((part) => part.length < 24 || isWords(part))) return false;
  if (value.split(/[_\-./+=]/).filter((part) => part !== '').every((part) => isWords(part) || /^\d{1,8}$/.test(part))) return false;
  return entropyOf(value) >= Math.min(4.3, Math.log2(value.length) - 0.55) && changesOften(value);
}

/** Names in mixed case change between kinds of characters at words; what is drawn at random does so all the time. */
function changesOften(value: string): boolean {
  const kindOf = (unit: string): number => (/[a-z]/.test(unit) ? 0 : /[A-Z]/.test(unit) ? 1 : /\d/.test(unit) ? 2 : 3);
  let changes = 0;
  for (let i = 1; i < value.length; i++) if (kindOf(value[i]!) !== kindOf(value[i - 1]!)) changes++;
  return changes * 2.6 >= value.length;
}
