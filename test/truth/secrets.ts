/**
 * `node --import tsx test/truth/secrets.ts`: what no_plaintext_secret takes for a secret in public packages, where nobody
 * left one on purpose: false positives for each 100,000 lines.
 *
 *   --folder PATH    on the files of that folder
 *   SHOWN=100        how many are shown, masked
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../src/verifier/configuration/read-configuration.ts';
import { nodeGrammars } from '../../src/verifier/grammar-files.ts';
import { languageReader } from '../../src/verifier/language-reader.ts';
import { masked, scanFile } from '../../src/verifier/secrets/scan-file.ts';
import { packagesFolder } from '../public-packages.ts';

/** Half of them handle logins, keys and tokens, where names tell the most and mean the least. */
const packages = ['rxjs@7.8.1', 'express@4.21.2', 'zod@4.0.0', 'node-gyp@11.0.0', 'vue@3.5.13', 'next-auth@4.24.7', 'nodemailer@6.9.14', 'pg@8.12.0', 'mongodb@6.8.0', 'firebase-admin@12.2.0', 'parse-server@7.2.0', '@aws-sdk/client-cognito-identity-provider@3.600.0', 'jsonwebtoken@9.0.2', 'keycloak-js@25.0.0', '@octokit/openapi-types@22.2.0'];

const folderAt = process.argv.indexOf('--folder');
const folder = (folderAt >= 0 ? process.argv[folderAt + 1] : undefined) ?? packagesFolder('secrets', packages);
const shown = Number(process.env.SHOWN ?? 40);
const reader = languageReader(nodeGrammars());

let [files, lines, bytes] = [0, 0, 0];
const certain = new Map<string, number>();
const doubtful = new Map<string, number>();
const examples: string[] = [];
const started = performance.now();
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')).sort()) {
  const at = join(folder, path);
  if (/(^|\/)node_modules\/|\.map$|\.min\./.test(path) || !statSync(at).isFile() || statSync(at).size > 300_000) continue;
  const buffer = readFileSync(at);
  if (buffer.includes(0)) continue;
  const text = buffer.toString('utf8');
  files++;
  lines += text.split('\n').length;
  bytes += buffer.length;
  const { findings } = await scanFile({ ok: true, file: path, text, sha256: path }, reader, readConfiguration, () => []);
  for (const { rule, doubt, secret, start } of findings) {
    const counts = doubt === undefined ? certain : doubtful;
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
    if (doubt === undefined) examples.push(`${rule} ${masked(secret)} ${path}:${text.slice(0, start).split('\n').length}`);
  }
}
const seconds = (performance.now() - started) / 1000;

const total = (counts: ReadonlyMap<string, number>): number => [...counts.values()].reduce((sum, count) => sum + count, 0);
const rate = (count: number): string => ((count * 100_000) / lines).toFixed(2);
console.log(`${files} files, ${lines} lines, ${(bytes / 1e6).toFixed(1)} MB in ${seconds.toFixed(1)} s`);
console.log(`taken for secrets: ${total(certain)}, ${rate(total(certain))} for each 100,000 lines; in doubt: ${total(doubtful)}, ${rate(total(doubtful))}`);
for (const [rule, count] of [...certain].sort((a, b) => b[1] - a[1])) console.log(`  ${rule}: ${count}`);
for (const [rule, count] of [...doubtful].sort((a, b) => b[1] - a[1])) console.log(`  in doubt, ${rule}: ${count}`);
for (const example of examples.slice(0, shown)) console.log(`  ${example}`);
