/** Which server or host a file configures, by its name, and the headers in it. */
import { readApache } from './apache.ts';
import { readHeaderFile, readHostSettings } from './hosts.ts';
import { readNginx } from './nginx.ts';
import type { ServerReading } from './server-header.ts';

/** Undefined: no configuration of a server. Files that end in `.conf` are Apache's where they have its marks, else nginx's. */
export function readServerHeaders(file: string, text: string): ServerReading | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1).toLowerCase();
  if (name === '.htaccess' || /^(httpd|apache2?)[\w.-]*\.conf$/.test(name)) return readApache(file, text);
  if (/^(vercel|now|firebase|staticwebapp\.config)\.json$|^netlify\.toml$/.test(name)) return readHostSettings(file, text);
  if (name === '_headers') return readHeaderFile(file, text);
  if (name.startsWith('nginx') && /\.(conf|template|nginx)$|^nginx$/.test(name)) return readNginx(file, text);
  if (!/\.(conf|nginx|vhost)$/.test(name)) return undefined;
  return /^\s*<\/?\w+[^>]*>\s*$|^\s*Header\s/m.test(text) ? readApache(file, text) : readNginx(file, text);
}
