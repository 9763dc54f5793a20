/** Small edits of a trust policy's own text: comments, order and layout stay. What comes out is read again before it is handed out. */
import { guarded, insertEdits, setValue, type EditResult } from '../../model/edit.ts';
import { parseModel } from '../../model/parse.ts';
import { applyEdits } from '../../model/text-edit.ts';
import { readTrustPolicy, type TrustPolicy } from './read-policy.ts';

export type EditedPolicy = { readonly ok: true; readonly text: string } | { readonly ok: false; /** A clause for people. */ readonly because: string };

export interface KeyToAdd {
  readonly name: string;
  readonly publicPem: string;
  readonly from?: string;
  readonly repositories?: readonly string[];
}

/** The text of a policy that trusts one key. */
export function newPolicyText({ name, publicPem }: KeyToAdd): string {
  return [
    '# Who may sign runs of the models of this repository. It counts as the base branch has it: whoever changes it here has to have it merged.',
    'schema: 1',
    'keys:',
    `  ${name}:`,
    ...blockOf(publicPem, '    '),
    '',
  ].join('\n');
}

/** Names another key. */
export function addKey(text: string, { name, publicPem, from, repositories }: KeyToAdd): EditedPolicy {
  const policy = usable(text);
  if (!policy.ok) return policy;
  if (policy.policy.keys.some((key) => key.name === name)) return { ok: false, because: `there is a key ${name} already; choose another name` };
  const value = { public_key: publicPem, ...(from === undefined ? {} : { from }), ...(repositories === undefined ? {} : { repositories }) };
  const path = ['keys', name];
  const parsed = parseModel(text);
  const inBlock = (): ReturnType<typeof insertEdits> => {
    const edits = insertEdits(parsed, path, 'x');
    const [edit] = edits ?? [];
    // One line of its own below the other keys: then the key's lines can stand below each other as well.
    const [, before = '', indent = '', after = ''] = /^((?:\r?\n)?)( +)[\w."-]+: x((?:\r?\n)?)$/.exec(edit?.text ?? '') ?? [];
    if (!edit || indent === '') return insertEdits(parsed, path, value);
    const inner = `${indent}  `;
    const lines = [`${indent}${name}:`, ...blockOf(publicPem, inner), ...(from === undefined ? [] : [`${inner}from: ${from}`]), ...(repositories === undefined ? [] : [`${inner}repositories: [${repositories.join(', ')}]`])];
    return [{ range: edit.range, text: `${before}${lines.join(text.includes('\r\n') ? '\r\n' : '\n')}${after}` }];
  };
  const edited = guarded(parsed, path, inBlock, (root) => {
    root['keys'] = { ...(root['keys'] as Record<string, unknown> | undefined), [name]: value };
  });
  return checked(text, edited, ({ keys }) => keys.some((key) => key.name === name));
}

/** Ends all that somebody signed, before and after. */
export function revoke(text: string, name: string, on: string, why: string): EditedPolicy {
  const found = entryNamed(text, name);
  if (!found.ok) return found;
  const { revoked } = found.entry;
  if (revoked) return { ok: false, because: `${name} is revoked since ${revoked.on} already` };
  return checked(text, setValue(parseModel(text), [found.kind, name, 'revoked'], { on, why }), (policy) => policy[found.kind].some((one) => one.name === name && one.revoked?.on === on));
}

/** Sets the last day on which somebody signs; what was signed by then stands. */
export function endOn(text: string, name: string, until: string): EditedPolicy {
  const found = entryNamed(text, name);
  if (!found.ok) return found;
  const { revoked, until: already } = found.entry;
  if (revoked) return { ok: false, because: `${name} is revoked since ${revoked.on}, and signs nothing any more` };
  if (already !== undefined && already <= until) return { ok: true, text };
  return checked(text, setValue(parseModel(text), [found.kind, name, 'until'], until), (policy) => policy[found.kind].some((one) => one.name === name && one.until === until));
}

/** The entry of a key or identity. */
export function entryNamed(text: string, name: string): { readonly ok: true; readonly kind: 'keys' | 'identities'; readonly entry: (TrustPolicy['keys'] | TrustPolicy['identities'])[number] } | { readonly ok: false; readonly because: string } {
  const policy = usable(text);
  if (!policy.ok) return policy;
  const key = policy.policy.keys.find((one) => one.name === name);
  const identity = policy.policy.identities.find((one) => one.name === name);
  if (key && identity) return { ok: false, because: `a key and an identity are both called ${name}; give one of them another name first` };
  if (key) return { ok: true, kind: 'keys', entry: key };
  if (identity) return { ok: true, kind: 'identities', entry: identity };
  const names = [...policy.policy.keys, ...policy.policy.identities].map((one) => one.name);
  return { ok: false, because: `it names no ${name}${names.length === 0 ? '' : `; it names ${names.join(', ')}`}` };
}

function usable(text: string): { readonly ok: true; readonly policy: TrustPolicy } | { readonly ok: false; readonly because: string } {
  const { policy, problems } = readTrustPolicy(text);
  return policy ? { ok: true, policy } : { ok: false, because: `it has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`} and trusts nobody as it is; mipiti trust show says what to mend` };
}

const layouts: Readonly<Record<string, string>> = { aliased: 'it uses an alias there', broken_file: 'its YAML has errors' };

function checked(text: string, edited: EditResult, isSo: (policy: TrustPolicy) => boolean): EditedPolicy {
  if ('refused' in edited) return { ok: false, because: `${layouts[edited.refused] ?? 'it is laid out in a way that a small edit cannot change for sure'}; edit it by hand` };
  const after = applyEdits(text, edited.edits);
  const { policy, problems } = readTrustPolicy(after);
  if (!policy || !isSo(policy)) return { ok: false, because: `it would have a problem afterwards (${problems[0]?.code ?? 'not what was asked'})` };
  return { ok: true, text: after };
}

function blockOf(pem: string, indent: string): string[] {
  return [`${indent}public_key: |`, ...pem.trim().split(/\r?\n/).map((line) => `${indent}  ${line}`)];
}
