/** What reaches a sink: a constant in one of the safe forms, something that a caller gave, or anything else. */
import type { Code, FunctionCode, NameCode } from '../code/code.ts';
import { isList } from '../code/folded-text.ts';
import type { Binding, Scope } from '../code/scope.ts';
import type { SafeForm } from './sink-claim.ts';

export type ConstantForm = Exclude<SafeForm, 'parameter_binding'>;

export interface ForwardedParameter {
  readonly of: FunctionCode;
  readonly name: string;
}

/** constant: the same in every run. forwarded: made of constants and of what callers give, and of nothing else. */
export type ValueForm =
  | { readonly kind: 'constant'; readonly form: ConstantForm }
  | { readonly kind: 'forwarded'; readonly parameters: readonly ForwardedParameter[]; readonly joined: boolean }
  | { readonly kind: 'other' };

const other: ValueForm = { kind: 'other' };
const deepest = 20;
const order: readonly ConstantForm[] = ['literal', 'named_constant', 'literal_concat'];

export function valueForm(code: Code, scope: Scope, text: string, depth = 0): ValueForm {
  if (depth > deepest) return other;
  switch (code.kind) {
    case 'literal':
      return code.type === 'type-checking' || code.type === 'test-run' ? other : { kind: 'constant', form: 'literal' };
    case 'name':
      return nameForm(code, scope, text, depth);
    case 'group': {
      // Of what is given to a macro only literals are sure, and only where no other word stands beside them.
      if (code.unfollowed) return code.parts.every(({ kind }) => kind === 'literal') && !/[\p{L}_]/u.test(besideOf(code.parts, code, text)) ? { kind: 'constant', form: 'literal' } : other;
      const forms = code.parts.map((part) => valueForm(part, scope, text, depth + 1));
      if (code.parts.length === 1 && !code.chain) return forms[0] ?? other;
      // A list that holds what a caller gave is no longer what the caller gave.
      if (isContainer(code, text) || isList(code.parts, text)) return forms.every(({ kind }) => kind === 'constant') ? weakest(forms, 'literal') : other;
      return weakest(forms, 'literal_concat');
    }
    case 'object':
      return weakest(code.members.map((member) => (member.kind === 'assign' && member.value ? constantOnly(valueForm(member.value, scope, text, depth + 1)) : other)), 'literal');
    case 'branch':
      if (!code.otherwise && code.then.kind === 'group' && code.then.unfollowed) return valueForm(code.then, scope, text, depth + 1);
      return code.otherwise ? weakest([valueForm(code.then, scope, text, depth + 1), valueForm(code.otherwise, scope, text, depth + 1)], 'literal') : other;
    case 'logical':
      return weakest([valueForm(code.left, scope, text, depth + 1), valueForm(code.right, scope, text, depth + 1)], 'literal');
    default:
      return other;
  }
}

/** The text of the whole without that of its parts. */
function besideOf(parts: readonly Code[], { start, end }: Code, text: string): string {
  const pieces: string[] = [];
  let place = start;
  for (const part of parts) {
    pieces.push(text.slice(place, part.start));
    place = part.end;
  }
  // The name of the macro itself stands before them.
  return [...pieces, text.slice(place, end)].join(' ').replace(/^[\p{L}\p{N}_:]+\s*!/u, '');
}

function constantOnly(form: ValueForm): ValueForm {
  return form.kind === 'constant' ? form : other;
}

/** The form of what is made of several: that of its weakest part, and at least the one that putting them together has. */
function weakest(forms: readonly ValueForm[], together: ConstantForm): ValueForm {
  if (forms.some(({ kind }) => kind === 'other')) return other;
  const parameters = forms.flatMap((form) => (form.kind === 'forwarded' ? form.parameters : []));
  if (parameters.length > 0) return { kind: 'forwarded', parameters, joined: together === 'literal_concat' || forms.some((form) => form.kind === 'forwarded' && form.joined) };
  const highest = Math.max(order.indexOf(together), ...forms.map((form) => (form.kind === 'constant' ? order.indexOf(form.form) : 0)));
  return { kind: 'constant', form: order[highest]! };
}

function nameForm({ name, start }: NameCode, scope: Scope, text: string, depth: number): ValueForm {
  const binding = scope.findAt(name, start);
  const source = onlySource(binding);
  if (!binding || !source) return other;
  if (source.kind === 'parameter') return source.of.selfParameter === name ? other : { kind: 'forwarded', parameters: [{ of: source.of, name }], joined: false };
  if (source.kind !== 'variable' || source.path.length > 0 || !source.value) return other;
  // What a name stands for can be changed without the name, unless it is a plain value.
  if (isContainer(source.value, text)) return other;
  const form = valueForm(source.value, binding.scope, text, depth + 1);
  return form.kind === 'constant' ? { kind: 'constant', form: form.form === 'literal' ? 'named_constant' : form.form } : form;
}

/** A list or map: more can be put into it. */
function isContainer(code: Code, text: string): boolean {
  return code.kind === 'object' || (code.kind === 'group' && '[{'.includes(text[code.start] ?? ' ')) || (code.kind === 'literal' && code.type === 'other');
}

/** How a name got its meaning, when that happened in one place alone. */
export function onlySource(binding: Binding | undefined): Binding['sources'][number] | undefined {
  return binding?.sources.length === 1 ? binding.sources[0] : undefined;
}
