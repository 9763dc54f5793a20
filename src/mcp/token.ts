/** The token that clients show over HTTP: any program of this machine reaches the port, and only who was told the token may speak. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { writeNewFile } from '../project/write-model.ts';
import { WrongWords } from './options.ts';

/** The fewest characters of a token that somebody wrote. */
const leastToken = 32;

/** The token in a file; a new one is written where there is no file, readable by this user alone. @throws WrongWords */
export async function tokenIn(file: string): Promise<string> {
  await writeNewFile(file, `${newToken()}\n`, 0o600);
  const found = statSync(file);
  if (!found.isFile() || found.size > 1_000) throw new WrongWords(`${file} holds no token.`);
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) throw new WrongWords(`Others can read ${file}. Make it yours alone: chmod 600.`);
  const token = readFileSync(file, 'utf8').trim();
  if (token.length < leastToken || /\s/.test(token)) throw new WrongWords(`The token in ${file} must be one word of at least ${leastToken} characters.`);
  return token;
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether a request shows the token, in a time that tells nothing of it. */
export function showsToken(authorization: string | undefined, token: string): boolean {
  const shown = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const digest = (word: string): Buffer => createHash('sha256').update(word).digest();
  return timingSafeEqual(digest(shown), digest(token));
}
