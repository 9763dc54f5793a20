/** Secrets whose format belongs to no one: keys, tokens and logins in their standard spellings. */
import { isFilledInLater } from '../placeholders.ts';
import { format } from '../secret-format.ts';
import type { SecretFormat } from '../secret-format.ts';

function isJwt(token: string): boolean {
  try {
    const header: unknown = JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString('utf8'));
    return typeof header === 'object' && header !== null && ('alg' in header || 'enc' in header);
  } catch {
    return false;
  }
}

/** What stands where a password does, unless it is filled in later. */
function isPassword(written: string): boolean | string {
  if (isFilledInLater(written) || /^[*x.]+$/i.test(written)) return false;
  return /^(?:pass(?:word|wd)?|pwd?|secret|token)$/i.test(written) ? 'is only the word for a secret' : true;
}

function isBasicLogin(written: string): boolean {
  const login = Buffer.from(written, 'base64').toString('latin1');
  return /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(login);
}

export const generalFormats: readonly SecretFormat[] = [
  format('private-key', 'PRIVATE', '-----BEGIN[ A-Z0-9]{0,40} PRIVATE KEY(?: BLOCK)?-----(?:\\s|\\\\[nr\\\\]|["\'+,*#/|;.]){0,100}(?:[A-Za-z0-9+/=]{16}|Proc-Type|Version:|Comment:)'),
  format('putty-private-key', 'PuTTY-User-Key-File-', 'PuTTY-User-Key-File-[23]: '),
  format('json-web-token', 'eyJ', '\\beyJ[A-Za-z0-9_\\-]{8,1000}\\.eyJ[A-Za-z0-9_\\-]{8,1000}\\.[A-Za-z0-9_\\-]{16,1000}', isJwt),
  format('login-in-address', '://', '\\b[A-Za-z][A-Za-z0-9+.\\-]{1,30}://[^\\s:/?#@"\'`<>\\[\\]{}|\\\\]{0,100}:([^\\s/?#"\'`<>|\\\\@]{1,200})@[A-Za-z0-9\\[$%{_(]', isPassword),
  format('password-in-connection-string', 'password= pwd=', '(?i)(?:^|[;"\'`\\s])(?:data source|server|host|uid|user ?id|username|user|initial catalog|database|endpoint)\\s?=[^\\n"\'`]{0,300};\\s?(?:password|pwd)\\s?=\\s?([^\\s;"\'`]{1,200})', isPassword),
  format('password-before-connection-string', 'password= pwd=', '(?i)(?:^|[;"\'`\\s])(?:password|pwd)\\s?=\\s?([^\\s;"\'`]{1,200});[^\\n"\'`]{0,300}(?:data source|server|host|uid|user ?id|username|user|database)\\s?=', isPassword),
  format('authorization-bearer', 'bearer', '(?i)\\bbearer[\\s+%20]{1,6}["\'`]?([A-Za-z0-9_~+/.\\-]{20,1000}={0,2})', (token) => /\d/.test(token) && !/^[a-z]+([._/-][a-z]+)*$/i.test(token)),
  format('authorization-basic', 'basic', '(?i)\\bbasic\\s{1,3}([A-Za-z0-9+/]{8,400}={0,2})', isBasicLogin),
  format('login-in-call', 'auth', '(?i)(?:\\bauth\\s{0,3}[=:]\\s{0,3}\\(|\\bHTTP(?:Basic|Digest)Auth\\()\\s{0,20}["\'][^"\'\\n]{1,80}["\']\\s{0,3},\\s{0,20}["\']([^"\'\\n]{1,200})["\']', isPassword),
  format('netrc-password', 'machine', '(?i)\\bmachine\\s{1,9}\\S{1,100}\\s{1,9}login\\s{1,9}\\S{1,100}\\s{1,9}password\\s{1,9}([^\\s"\']{1,200})', isPassword),
  format('password-on-command-line', 'curl', '(?i)\\bcurl\\b[^\\n]{0,300}\\s(?:-u|--user)[\\s=]{1,3}["\']?[^\\s:"\'$]{1,80}:([^\\s"\'$]{3,200})', isPassword),
];
