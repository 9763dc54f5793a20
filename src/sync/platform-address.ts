/** Where a platform is: an address that a key may be sent to. */

/** The address without a slash at its end, or a sentence that says why a key is not sent there. */
export function platformAddress(written: string): { readonly url: string } | { readonly refused: string } {
  let url: URL;
  try {
    url = new URL(written);
  } catch {
    return { refused: `${written} is no address; write one such as https://assurance.example.com.` };
  }
  if (url.username !== '' || url.password !== '') return { refused: 'An address holds no user and no password; the key goes into the environment.' };
  if (url.search !== '' || url.hash !== '') return { refused: 'An address of a platform ends with its path; leave out what begins with ? or #.' };
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { refused: `A key is sent over TLS only, but for a platform on this machine. Write https:// instead of ${url.protocol}//.` };
  }
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}` };
}

/** By name or number; another name may resolve to anything. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
