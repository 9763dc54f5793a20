/** A field: its name, what it is for, its answer, and what is wrong with it, said while one types. */
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FieldAnswer, FieldChoice, FormField } from '../../src/protocol/form-field.ts';
import type { ScreenProblem } from '../../src/protocol/screens/model-screen.ts';
import { useIdentifier } from './use-identifier.ts';
import { l10n } from '../l10n.ts';
import { Checks } from './checks.tsx';
import { ProblemView } from './problem.tsx';

export interface FieldProps {
  readonly field: FormField;
  /** Takes an answer: at once where one is picked, and where one was typed when it is left or Enter is pressed. Resolves with whether it was taken. */
  readonly give: (answer: FieldAnswer) => Promise<boolean>;
  /** Hears every keystroke; for forms that are sent as a whole. */
  readonly typed?: (answer: FieldAnswer) => void;
  /** What is wrong with an answer. */
  readonly check: (answer: FieldAnswer) => Promise<string | undefined>;
  readonly suggest?: () => Promise<readonly FieldChoice[]>;
  readonly problems?: readonly ScreenProblem[];
  readonly disabled?: boolean;
  /** Of the items of a list, those that only some of several entities have. */
  readonly mixed?: readonly string[];
  /** Changes single items of a list; where left out, the whole list is given. */
  readonly toggle?: (item: string, on: boolean) => Promise<boolean>;
}

/** How long one waits for the next keystroke before a text is checked, in milliseconds. */
const pause = 120;

export function FieldView(props: FieldProps): JSX.Element {
  const { field, problems = [] } = props;
  const id = useIdentifier();
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const described = [`${id}-prompt`, ...(wrong === undefined ? [] : [`${id}-wrong`]), ...problems.map((_, index) => `${id}-problem-${index}`)].join(' ');
  const shared = { ...props, id, described, wrong, setWrong };
  const label = (
    <span class="field-name">
      {field.title}
      {field.required ? '' : <span class="field-optional"> {l10n.t('optional')}</span>}
    </span>
  );
  const notes = (
    <>
      {wrong !== undefined && <ProblemView id={`${id}-wrong`} problem={{ severity: 'error', message: wrong, remedy: '' }} />}
      {problems.map((problem, index) => <ProblemView key={problem.message} id={`${id}-problem-${index}`} problem={problem} />)}
    </>
  );
  if (field.ask === 'many') {
    return (
      <fieldset class="field" aria-describedby={described} data-field={field.key}>
        <legend>{label}</legend>
        <p class="field-prompt" id={`${id}-prompt`}>{field.prompt}</p>
        <Checks
          label={field.title}
          choices={field.choices ?? []}
          picked={typeof field.present === 'string' ? [] : field.present}
          mixed={props.mixed ?? []}
          disabled={props.disabled === true}
          pick={(item, on) => {
            const answer = toggled(typeof field.present === 'string' ? [] : field.present, field.choices ?? [], item, on);
            // A form that is sent with the next key sends what was just picked.
            props.typed?.(answer);
            return props.toggle?.(item, on) ?? giveChecked(props, setWrong, answer);
          }}
        />
        {notes}
      </fieldset>
    );
  }
  return (
    <div class="field" data-field={field.key}>
      <label for={id}>{label}</label>
      <p class="field-prompt" id={`${id}-prompt`}>{field.prompt}</p>
      {field.ask === 'one' && field.choices && !field.free ? <OneOf {...shared} /> : <Text {...shared} />}
      {notes}
    </div>
  );
}

async function giveChecked({ give, check }: Pick<FieldProps, 'give' | 'check'>, setWrong: (wrong: string | undefined) => void, answer: FieldAnswer): Promise<boolean> {
  const wrong = await check(answer).catch(() => undefined);
  setWrong(wrong);
  return wrong === undefined && give(answer);
}

/** In the order of the choices; what is none of them stays in front. */
function toggled(picked: readonly string[], choices: readonly FieldChoice[], item: string, on: boolean): readonly string[] {
  const now = on ? [...picked, item] : picked.filter((one) => one !== item);
  const known = choices.map(({ value }) => value);
  return [...now.filter((one) => !known.includes(one)), ...known.filter((one) => now.includes(one))];
}

interface InnerProps extends FieldProps {
  readonly id: string;
  readonly described: string;
  readonly wrong: string | undefined;
  readonly setWrong: (wrong: string | undefined) => void;
}

function OneOf(props: InnerProps): JSX.Element {
  const { field, id, described, wrong, disabled, setWrong } = props;
  const present = typeof field.present === 'string' ? field.present : '';
  const choices = field.choices ?? [];
  const known = choices.some(({ value }) => value === present);
  return (
    <div class="select">
      <select
        id={id}
        aria-describedby={described}
        aria-invalid={wrong !== undefined}
        aria-required={field.required}
        disabled={disabled}
        value={present}
        onChange={(event) => {
          props.typed?.(event.currentTarget.value);
          void giveChecked(props, setWrong, event.currentTarget.value);
        }}
      >
        {(!field.required || present === '') && !choices.some(({ value }) => value === '') && <option value="">{field.required ? l10n.t('Pick one…') : l10n.t('not said')}</option>}
        {present !== '' && !known && <option value={present}>{present}</option>}
        {choices.map(({ value, label, detail }) => (
          <option key={value} value={value}>
            {detail === undefined ? label : `${label}: ${detail}`}
          </option>
        ))}
      </select>
    </div>
  );
}

function Text(props: InnerProps): JSX.Element {
  const { field, id, described, wrong, disabled, setWrong, suggest } = props;
  const present = typeof field.present === 'string' ? field.present : '';
  const [draft, setDraft] = useState(present);
  const [choices, setChoices] = useState<readonly FieldChoice[]>(field.choices ?? []);
  const shown = useRef(present);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // What was changed elsewhere comes in, unless somebody is typing something else here.
  useEffect(() => {
    const before = shown.current;
    shown.current = present;
    // By the draft as it is when this runs: a letter may have been typed since the field was drawn.
    setDraft((now) => (now === before ? present : now));
  }, [present]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const commit = async (): Promise<void> => {
    clearTimeout(timer.current);
    if (draft === shown.current) setWrong(undefined);
    else if (await giveChecked(props, setWrong, draft)) shown.current = draft;
  };
  const options = choices.length > 0 || (field.choices?.length ?? 0) > 0;
  return (
    <>
      <textarea
        id={id}
        rows={1}
        class="text"
        value={draft}
        disabled={disabled}
        placeholder={field.standIn ?? (field.example === undefined ? '' : l10n.t('For example: {0}', field.example))}
        aria-describedby={described}
        aria-invalid={wrong !== undefined}
        aria-required={field.required}
        spellcheck={false}
        onFocus={() => {
          if (suggest && field.suggests) void suggest().then(setChoices, () => undefined);
        }}
        onInput={(event) => {
          const text = event.currentTarget.value;
          setDraft(text);
          props.typed?.(text);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => void props.check(text).then(setWrong, () => undefined), pause);
        }}
        onBlur={() => void commit()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
            if (props.typed) return;
            event.preventDefault();
            void commit();
          } else if (event.key === 'Escape' && draft !== shown.current) {
            event.preventDefault();
            event.stopPropagation();
            setDraft(shown.current);
            setWrong(undefined);
            props.typed?.(shown.current);
          }
        }}
      />
      {options && (
        <div class="offers" aria-label={l10n.t('Suggestions for {0}', field.title)} role="group">
          {offersFor(choices.length > 0 ? choices : (field.choices ?? []), draft).map(({ value, label }) => (
            <button
              key={value}
              type="button"
              class="offer"
              // The field keeps its focus, so that it is not left before the offer is taken.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => {
                setDraft(value);
                props.typed?.(value);
                void giveChecked(props, setWrong, value).then((taken) => {
                  if (taken) shown.current = value;
                });
              }}
            >
              {label === '' ? value : label}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

const mostOffers = 6;

/** The choices that go on from what was typed; those that hold it elsewhere come after. */
function offersFor(choices: readonly FieldChoice[], typed: string): readonly FieldChoice[] {
  const text = typed.toLowerCase();
  const holding = choices.filter(({ value, label }) => value !== typed && `${value} ${label}`.toLowerCase().includes(text));
  return [...holding.filter(({ value }) => value.toLowerCase().startsWith(text)), ...holding.filter(({ value }) => !value.toLowerCase().startsWith(text))].slice(0, mostOffers);
}
