/** Keys of chats, mail, payments, models and other services. From the public documentation of each. */
import { format, uuid } from '../secret-format.ts';
import type { SecretFormat } from '../secret-format.ts';

/** The first part of a bot's token is its number, in base 64. */
function namesDiscordBot(token: string): boolean {
  const number = Buffer.from(token.slice(0, token.indexOf('.')), 'base64').toString('latin1');
  return /^\d{16,20}$/.test(number);
}

export const serviceFormats: readonly SecretFormat[] = [
  format('slack-token', 'xoxb- xoxa- xoxp- xoxr- xoxs- xoxe- xoxe. xoxc- xoxd-', '\\bxox(?:[abcdprs]|e(?:\\.xox[bp])?)-[A-Za-z0-9%\\-]{10,300}'),
  format('slack-app-token', 'xapp-', '\\bxapp-[0-9]-[A-Za-z0-9]{8,20}-[0-9]{8,20}-[A-Za-z0-9]{40,80}'),
  format('slack-webhook', 'hooks.slack.com', 'hooks\\.slack\\.com/(?:services|workflows|triggers)/([A-Za-z0-9+/]{40,60})'),
  format('discord-bot-token', '.', '\\b[MNO][A-Za-z0-9_\\-]{22,27}\\.[A-Za-z0-9_\\-]{6}\\.[A-Za-z0-9_\\-]{27,40}', namesDiscordBot),
  format('discord-webhook', '/api/webhooks/', 'discord(?:app)?\\.com/api/webhooks/([0-9]{17,20}/[A-Za-z0-9_\\-]{60,90})'),
  format('telegram-bot-token', ':AA', '\\b[0-9]{8,10}:AA[A-Za-z0-9_\\-]{33}'),
  format('teams-webhook', 'webhook.office.com', `webhook\\.office\\.com/webhookb2/(${uuid}@${uuid}/IncomingWebhook/[a-f0-9]{32}/${uuid})`),
  format('twilio-key', 'SK', '\\bSK[a-f0-9]{32}\\b'),
  format('sendgrid-key', 'SG.', '\\bSG\\.[A-Za-z0-9_\\-]{20,24}\\.[A-Za-z0-9_\\-]{39,50}'),
  format('mailgun-key', 'key-', '\\bkey-[a-f0-9]{32}\\b'),
  format('mailchimp-key', '-us', '\\b[a-f0-9]{32}-us[0-9]{1,2}\\b'),
  format('brevo-key', 'xkeysib- xsmtpsib-', '\\bx(?:key|smtp)sib-[a-f0-9]{64}-[A-Za-z0-9]{16}'),
  format('resend-key', 're_', '\\bre_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}\\b'),
  format('stripe-key', 'sk_live_ sk_test_ rk_live_ rk_test_ sk_prod_ rk_prod_', '\\b[rs]k_(?:live|test|prod)_[A-Za-z0-9]{10,250}'),
  format('stripe-webhook-secret', 'whsec_', '\\bwhsec_[A-Za-z0-9+/=]{24,64}'),
  format('square-token', 'sq0atp- sq0csp- sq0idp-', '\\bsq0(?:atp|csp)-[A-Za-z0-9_\\-]{22,43}'),
  format('square-access-token', 'EAAA', '\\bEAAA[A-Za-z0-9_\\-]{60}'),
  format('braintree-token', 'access_token$', 'access_token\\$(?:production|sandbox)\\$[a-z0-9]{16}\\$[a-f0-9]{32}'),
  format('shopify-token', 'shpat_ shpca_ shppa_ shpss_', '\\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  format('flutterwave-key', 'FLWSECK', '\\bFLWSECK(?:_TEST)?-[A-Za-z0-9]{12,64}(?:-X)?\\b'),
  format('plaid-token', 'access-', `\\baccess-(?:sandbox|development|production)-${uuid}`),
  format('easypost-key', 'EZAK EZTK', '\\bEZ[AT]K[A-Za-z0-9]{54}\\b'),
  format('shippo-token', 'shippo_', '\\bshippo_(?:live|test)_[a-f0-9]{40}'),
  format('duffel-token', 'duffel_', '\\bduffel_(?:test|live)_[A-Za-z0-9_=\\-]{43}'),
  format('openai-key', 'T3BlbkFJ', '\\bsk-(?:(?:proj|svcacct|admin|service)-)?[A-Za-z0-9_\\-]{20,150}T3BlbkFJ[A-Za-z0-9_\\-]{20,150}'),
  format('anthropic-key', 'sk-ant-', '\\bsk-ant-[a-z]{3,6}[0-9]{2}-[A-Za-z0-9_\\-]{80,200}'),
  format('groq-key', 'gsk_', '\\bgsk_[A-Za-z0-9]{52}'),
  format('perplexity-key', 'pplx-', '\\bpplx-[A-Za-z0-9]{48}'),
  format('replicate-token', 'r8_', '\\br8_[A-Za-z0-9]{37}'),
  format('xai-key', 'xai-', '\\bxai-[A-Za-z0-9]{70,90}'),
  format('linear-key', 'lin_', '\\blin_(?:api|oauth)_[A-Za-z0-9]{40,64}'),
  format('notion-token', 'ntn_ secret_', '\\b(?:ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43})\\b'),
  format('airtable-token', 'pat', '\\bpat[A-Za-z0-9]{14}\\.[a-f0-9]{64}'),
  format('figma-token', 'figd_', '\\bfigd_[A-Za-z0-9_\\-]{38,60}'),
  format('dropbox-token', 'sl.', '\\bsl\\.(?:u\\.)?[A-Za-z0-9_\\-]{120,1000}'),
  format('hubspot-token', 'pat-', `(?i)\\bpat-(?:na|eu|ap)[0-9]-${uuid}`),
  format('facebook-token', 'EAAM EAAC', '\\bEAA[MC][A-Za-z0-9]{80,400}'),
  format('twitter-bearer-token', 'AAAAAAAAAAAAAAAAAAAAA', '\\bA{21}([A-Za-z0-9%]{60,120})', (token) => /%/.test(token)),
  format('mapbox-secret-token', 'sk.eyJ', '\\bsk\\.eyJ[A-Za-z0-9_\\-]{40,200}\\.[A-Za-z0-9_\\-]{20,40}'),
  format('contentful-token', 'CFPAT-', '\\bCFPAT-[A-Za-z0-9_\\-]{43}'),
  format('typeform-token', 'tfp_', '\\btfp_[A-Za-z0-9_.=\\-]{44,62}'),
  format('okta-token', 'ssws', '(?i)\\bSSWS\\s{1,3}(00[A-Za-z0-9_\\-]{40})'),
];
