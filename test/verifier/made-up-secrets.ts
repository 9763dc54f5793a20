/**
 * Made up secrets in the format of real ones, for each rule: put together when a test runs, so that no file here holds
 * anything that a scanner of pushes would take for a live one.
 */
import { crc32 } from 'node:zlib';

const small = 'abcdefghijklmnopqrstuvwxyz';
const capitals = small.toUpperCase();
const digit = '0123456789';
const sets = { a: small, A: capitals, d: digit, h: `${digit}abcdef`, x: small + capitals + digit, l: small + digit, u: capitals + digit, w: `${small}${capitals}${digit}_-`, b: `${small}${capitals}${digit}+/`, t: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', q: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', L: small + capitals } as const;
type SetName = keyof typeof sets;

/** Numbers that look drawn and are the same in every run. */
export function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

function drawn(set: SetName, length: number, next: () => number): string {
  return Array.from({ length }, () => sets[set][Math.floor(next() * sets[set].length)]!).join('');
}

/** `gh p_ x36` by words: a word is a set's letter behind % with its length, all else is itself; ~ joins. */
function made(recipe: string, next: () => number): string {
  return recipe.replaceAll('~', '').replace(/%([A-Za-z])(\d+)/g, (_, set: SetName, length: string) => drawn(set, Number(length), next));
}

const uuid = '%h8-%h4-%h4-%h4-%h12';

function withChecksum(prefix: string, next: () => number): string {
  const body = drawn('x', 30, next);
  const alphabet = digit + capitals + small;
  let [sum, written] = [nodeCrc32(body), ''];
  for (; sum > 0; sum = Math.floor(sum / 62)) written = alphabet[sum % 62]! + written;
  return prefix + body + written.padStart(6, '0');
}

/** The one of node where it has one; else by the book, bit by bit. */
function nodeCrc32(text: string): number {
  if (typeof crc32 === 'function') return crc32(text);
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const segment = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** By rule. Recipes are in pieces where a piece alone says what it is. */
const recipes: Readonly<Record<string, string | ((next: () => number) => string)>> = {
  'aws-access-key': 'AK~IA%t16',
  'aws-secret-key': 'aws_secret_~access_key = "%x20/%x19"',
  'aws-bedrock-key': 'AB~SK%x128',
  'aws-marketplace-token': `amzn.~mws.${uuid}`,
  'google-api-key': 'AI~za%w35',
  'google-client-secret': 'GOC~SPX-%w28',
  'google-access-token': 'ya~29.%w80',
  'azure-storage-key': 'DefaultEndpointsProtocol=https;AccountName=acme;Account~Key=%x86==',
  'azure-shared-access-key': 'Endpoint=sb://acme/;Shared~AccessKey=%x43=',
  'azure-shared-access-signature': 'sv=2023-01-01&sig~=%x43%3D',
  'azure-client-secret': '%x3%d1Q~~%x34'.replace('~~', '\u0000'),
  'alibaba-access-key': 'LT~AI%x20',
  'tencent-secret-id': 'AK~ID%x32',
  'yandex-api-key': 'AQ~VN%w36',
  'digitalocean-token': 'do~p_v1_%h64',
  'heroku-api-key': 'HR~KU-AA%x58',
  'cloudflare-origin-key': 'v1~.0-%h24-%h146',
  'netlify-token': 'nf~p_%x40',
  'fly-token': 'fo~1_%x43',
  'pulumi-token': 'pu~l-%h40',
  'terraform-cloud-token': '%x14.atlas~v1.%x67',
  'vault-token': 'hv~s.%x90',
  'doppler-token': 'dp~.pt.%x43',
  'databricks-token': 'da~pi%h32',
  'planetscale-secret': 'pscale_~tkn_%x43',
  'supabase-key': 'sb~p_%h40',
  'tailscale-key': 'ts~key-auth-%x12-%x32',
  'age-secret-key': 'AGE-SEC~RET-KEY-1%q58',
  'onepassword-token': 'op~s_eyJ%x200',
  'onepassword-secret-key': 'A~3-%u6-%u11-%u5-%u5-%u5',
  'github-token': (next) => withChecksum('gh' + 'p_', next),
  'github-fine-grained-token': 'github_~pat_%x22_%x59',
  'gitlab-token': 'gl~pat-%x20',
  'gitlab-runner-token': 'GR~1348941%x20',
  'bitbucket-app-password': 'AT~BB%x32',
  'atlassian-token': 'AT~ATT3%x180=%h8',
  'sourcegraph-token': 'sg~p_%h40',
  'npm-token': (next) => withChecksum('np' + 'm_', next),
  'npm-registry-login': '//registry.acme.dev/:_auth~Token=%x40',
  'pypi-token': 'py~pi-AgEIcHlwaS5vcmc%x120',
  'rubygems-token': 'ruby~gems_%h48',
  'nuget-key': 'oy~2%l43',
  'crates-token': 'ci~o%x32',
  'docker-hub-token': 'dc~kr_pat_%w27',
  'clojars-token': 'CLO~JARS_%l60',
  'jfrog-key': 'AK~Cp%x69',
  'jfrog-reference-token': 'cmVm~dGtu%x56',
  'hugging-face-token': 'h~f_%L34',
  'new-relic-key': 'NR~AK-%u27',
  'grafana-service-token': 'gl~sa_%x32_%h8',
  'grafana-cloud-token': 'gl~c_%x80',
  'sentry-user-token': 'sn~tryu_%h64',
  'sentry-organisation-token': 'sn~trys_%x120_%x43',
  'dynatrace-token': 'dt~0c01.%t24.%t64',
  'posthog-key': 'ph~x_%x43',
  'buildkite-token': 'bk~ua_%h40',
  'circleci-token': 'CCI~PAT_%x22_%h40',
  'sonar-token': 'sq~p_%h40',
  'postman-key': 'PM~AK-%h24-%h34',
  'prefect-key': 'pn~u_%x36',
  'readme-key': 'rd~me_%l70',
  'launchdarkly-key': `sd~k-${uuid}`,
  'slack-token': 'xo~xb-%d12-%d12-%x24',
  'slack-app-token': 'xa~pp-1-A%u10-%d13-%h64',
  'slack-webhook': 'https://hooks.sl~ack.com/services/T%u10/B%u10/%x24',
  'discord-bot-token': (next) => ['M', Buffer.from(`1${drawn('d', 17, next)}`).toString('base64url').slice(1), '.', made('%x6.%w37', next), 'z'].join(''),
  'discord-webhook': 'https://disc~ord.com/api/webhooks/%d18/%w68',
  'telegram-bot-token': '9%d9:A~A%w33',
  'teams-webhook': `https://acme.webhook.off~ice.com/webhookb2/${uuid}@${uuid}/IncomingWebhook/%h32/${uuid}`,
  'twilio-key': 'S~K%h32',
  'sendgrid-key': 'S~G.%x22.%x43',
  'mailgun-key': 'ke~y-%h32',
  'mailchimp-key': '%h32-u~s12',
  'brevo-key': 'xkey~sib-%h64-%x16',
  'resend-key': 're~_%x8_%x24',
  'stripe-key': 's~k_live_%x24',
  'stripe-webhook-secret': 'wh~sec_%x32',
  'square-token': 'sq~0csp-%x43',
  'square-access-token': 'EA~AA%x60',
  'braintree-token': 'access_~token$production$%l16$%h32',
  'shopify-token': 'sh~pat_%h32',
  'flutterwave-key': 'FLW~SECK-%h32-X',
  'plaid-token': `access-~production-${uuid}`,
  'easypost-key': 'EZ~AK%x54',
  'shippo-token': 'shippo_~live_%h40',
  'duffel-token': 'duffel_~live_%x43',
  'openai-key': 's~k-proj-%x74T3Blbk~FJ%x74',
  'anthropic-key': 'sk-a~nt-api03-%x93AA',
  'groq-key': 'gs~k_%x52',
  'perplexity-key': 'pp~lx-%x48',
  'replicate-token': 'r~8_%x37',
  'xai-key': 'xa~i-%x80',
  'linear-key': 'li~n_api_%x40',
  'notion-token': 'nt~n_%d11%x35',
  'airtable-token': 'pa~t%x14.%h64',
  'figma-token': 'fi~gd_%x40',
  'dropbox-token': 's~l.%x136',
  'hubspot-token': `pat-~na1-${uuid}`,
  'facebook-token': 'EA~AC%x180',
  'twitter-bearer-token': `${'A'.repeat(21)}%x30%2B%x30%3D`,
  'mapbox-secret-token': 's~k.eyJ%x70.%x22',
  'contentful-token': 'CF~PAT-%x43',
  'typeform-token': 'tf~p_%x59',
  'okta-token': 'SS~WS 00%x40',
  'private-key': '-----BEGIN RSA PRIV~ATE KEY-----\n%x64\n%x64\n-----END',
  'putty-private-key': 'PuTTY-User-~Key-File-2: ssh-rsa',
  'json-web-token': (next) => `${segment({ alg: 'HS256', typ: 'JWT' })}.${segment({ sub: drawn('x', 12, next) })}.${drawn('w', 42, next)}x`,
  'login-in-address': 'postgres://acme:%x18@db.acme.dev/main',
  'password-in-connection-string': 'Server=db.acme.dev;Database=main;User Id=acme;Pass~word=%x16',
  'password-before-connection-string': 'Pass~word=%x16;Server=db.acme.dev',
  'authorization-bearer': 'Authorization: Bear~er 7%x39',
  'authorization-basic': (next) => `Authorization: Basic ${Buffer.from(`acme:${drawn('x', 14, next)}`).toString('base64')}`,
  'login-in-call': "requests.get(u, auth=('acme', '%x14'))",
  'netrc-password': 'machine db.acme.dev login acme pass~word %x14',
  'password-on-command-line': 'cu~rl -s -u acme:%x14 https://acme.dev/',
};

export const madeUpRules: readonly string[] = Object.keys(recipes);

/** A secret of the format of that rule. */
export function madeUp(rule: string, seed: number): string {
  const recipe = recipes[rule];
  if (recipe === undefined) throw new Error(`no recipe for ${rule}`);
  const next = drawing(seed * 7919 + madeUpRules.indexOf(rule));
  return typeof recipe === 'function' ? recipe(next) : made(recipe, next).replace('\u0000', '~');
}
