/** Opens the connection to a platform that a command was pointed at. */
import { readFile } from 'node:fs/promises';
import { platformAddress } from '../../sync/platform-address.ts';
import { verificationApi, type VerificationApi } from '../../sync/verification-api.ts';
import { printable } from '../../project/printable.ts';
import type { Terminal } from '../terminal.ts';
import { CannotDo } from './cannot-do.ts';
import type { HostedEnvironment } from './environment.ts';

export const defaultAddress = 'https://api.mipiti.io';

/** The routes of the platform. Without a key, or with an address that no key is sent to, it cannot be done. */
export async function connect(baseUrl: string | undefined, environment: HostedEnvironment, terminal: Terminal, signal: AbortSignal): Promise<VerificationApi> {
  const address = platformAddress(baseUrl ?? environment.baseUrl ?? defaultAddress);
  if ('refused' in address) throw new CannotDo(address.refused);
  if (environment.apiKey === undefined) throw new CannotDo('There is no API key. Put it into the environment as MIPITI_API_KEY.');
  // A header ends with its line.
  if (!/^[\x21-\x7E]+$/.test(environment.apiKey)) throw new CannotDo('MIPITI_API_KEY holds characters that no key has, such as a line break.');
  const ca = environment.caBundle === undefined ? undefined : await readFile(environment.caBundle, 'utf8').catch(() => undefined);
  if (environment.caBundle !== undefined && ca === undefined) throw new CannotDo(`MIPITI_CA_BUNDLE names ${environment.caBundle}, which cannot be read.`);
  // What reaches a network is loaded for whoever asks for a platform, and for nobody else.
  const { platformHttp } = await import('../../sync/platform-http.ts');
  return verificationApi(platformHttp({ url: address.url, apiKey: environment.apiKey, ...(ca === undefined ? {} : { ca }), signal, onRetry: (why) => terminal.note(printable(why)) }));
}
