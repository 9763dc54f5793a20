/** Names that say that what they hold is a secret. */
import { wordsOf } from './words.ts';

/** password: whatever it holds is one. token: what it holds is one unless it reads as words. */
export type NameKind = 'password' | 'token';

/** Said behind the telling word without changing what it tells. */
const behind = new Set('value default prod production dev development staging stage live local old new current base plain raw str string text env var const'.split(' '));
const passwords = new Set('password passwd passphrase passcode pwd psw passwort secret'.split(' '));
const tokens = new Set('secrets token apikey apitoken authtoken accesstoken secretkey accesskey privatekey credential credentials creds pass bearer pw'.split(' '));
/** What makes a key one that is not shown around. */
const beforeKey = new Set('api secret access private encryption decryption encrypt signing sign master auth account service session cookie crypto aes hmac jwt storage license ssh rsa deploy admin client app application root shared webhook subscription'.split(' '));
const notSecret = new Set('public pub csrf xsrf next continuation page cancel cancellation lex lexer syntax pagination sync'.split(' '));
const glued = /(?:password|passwd|passphrase|clientsecret|appsecret|jwtsecret)$/;
const gluedTokens = /(?:apikey|secretkey|accesskey|privatekey|authtoken|accesstoken|apitoken|secrettoken)$/;

/** Undefined: the name tells nothing. The telling word comes last: a `passwordField` holds none. */
export function tellingName(name: string): NameKind | undefined {
  const words = wordsOf(name).filter((word) => !/^\d+$/.test(word));
  while (words.length > 1 && behind.has(words.at(-1)!)) words.pop();
  const last = words.at(-1);
  if (last === undefined) return undefined;
  const [before] = words.slice(-2);
  if (words.some((word) => notSecret.has(word))) return undefined;
  if (passwords.has(last) || glued.test(last) || (before === 'pass' && (last === 'phrase' || last === 'word')) || (before === 'secret' && last === 'key')) return 'password';
  if (tokens.has(last) || gluedTokens.test(last)) return 'token';
  return last === 'key' && words.length > 1 && beforeKey.has(before!) ? 'token' : undefined;
}

/** The same for several of them in a list. */
export function tellingPlural(name: string): NameKind | undefined {
  return /s$/i.test(name) ? tellingName(name.replace(/s$/i, '')) : undefined;
}

const telling = new Set('password passwords passwd passphrase passcode pwd passwort pass secret secrets token tokens credential credentials key keys apikey login signin auth authentication'.split(' '));
/** Said by those who put in a weak secret for the time being. */
const careless = new Set('super my very top dev development local default insecure unsafe admin root changeme changeit change keyboard'.split(' '));

/** A value that is itself a name or label of a secret, such as the name of a field: words only, the telling one among them. */
export function namesASecret(value: string, name: string): boolean {
  if (!/^[\p{L}\s_.:/-]+$/u.test(value)) return false;
  const words = wordsOf(value);
  if (!words.some((word) => telling.has(word)) || words.some((word) => careless.has(word))) return false;
  // `DB_PASSWORD = "password"` names a login, and its value is the weakest of passwords.
  return words.length > 1 || !wordsOf(name).some((word) => logins.has(word));
}
const logins = new Set('db database admin root user mysql postgres postgresql pg redis mongo mongodb smtp mail ldap default rabbitmq sql'.split(' '));
