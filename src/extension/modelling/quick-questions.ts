/** Asks one question of a form by a quick input: a text, one of several choices, or any number of them. */
import type { FieldAnswer, FieldChoice } from '../../protocol/form-field.ts';
import * as vscode from 'vscode';
import type { Field } from '../../project/modelling/field.ts';
import type { Ask, Question, Reply } from './steps.ts';

interface ChoiceItem extends vscode.QuickPickItem {
  readonly value: string;
}

/** Escape leaves, the arrow goes back; both change nothing. */
export const askQuickly: Ask = (question) => {
  const { ask, suggest } = question.field;
  if (ask === 'many') return askMany(question);
  return ask === 'one' || suggest ? askOne(question) : askText(question);
};

/** Shows an input until it is answered; `reply` may be called from any of its events. */
function show(input: vscode.InputBox | vscode.QuickPick<ChoiceItem>, { title, field, step, total }: Question, wire: (reply: (answer: FieldAnswer) => void) => void): Promise<Reply> {
  input.title = `${title}: ${field.title}`;
  input.step = step;
  input.totalSteps = Math.max(total, step);
  input.ignoreFocusOut = true;
  input.buttons = step > 1 ? [vscode.QuickInputButtons.Back] : [];
  return new Promise((resolve) => {
    let replied: Reply = 'leave';
    const end = (reply: Reply): void => {
      replied = reply;
      input.hide();
    };
    wire((answer) => end({ answer }));
    input.onDidTriggerButton((button) => {
      if (button === vscode.QuickInputButtons.Back) end('back');
    });
    input.onDidHide(() => {
      input.dispose();
      resolve(replied);
    });
    input.show();
  });
}

function askText(question: Question): Promise<Reply> {
  const { field, present } = question;
  const input = vscode.window.createInputBox();
  input.prompt = promptOf(field);
  input.value = typeof present === 'string' ? present : '';
  if (field.example !== undefined) input.placeholder = vscode.l10n.t('For example: {0}', field.example);
  return show(input, question, (reply) => {
    input.onDidChangeValue((value) => {
      input.validationMessage = field.check(value);
    });
    input.onDidAccept(() => {
      const wrong = field.check(input.value);
      input.validationMessage = wrong;
      if (wrong === undefined) reply(input.value.trim());
    });
  });
}

function askOne(question: Question): Promise<Reply> {
  const { field, present } = question;
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  pick.matchOnDetail = true;
  pick.matchOnDescription = true;
  pick.placeholder = promptOf(field);
  let known: readonly ChoiceItem[] = [];
  const free = field.free === true || field.suggest !== undefined || (field.choices?.length ?? 0) === 0;
  const leaveOut: readonly ChoiceItem[] = field.required || field.choices?.some(({ value }) => value === '') || field.start !== undefined ? [] : [{ value: '', label: vscode.l10n.t('Leave it out'), alwaysShow: false }];
  const renew = (): void => {
    const typed = pick.value.trim();
    const own: ChoiceItem[] = free && typed !== '' && !known.some(({ value }) => value === typed) ? [ownItem(field, typed)] : [];
    pick.items = [...known, ...leaveOut, ...own];
    const active = pick.items.find(({ value }) => value === present);
    if (typed === '' && active) pick.activeItems = [active];
  };
  const offer = (choices: readonly FieldChoice[]): void => {
    known = choices.map(itemOf);
    renew();
  };
  return show(pick, question, (reply) => {
    offer(field.choices ?? []);
    if (field.suggest) {
      if (typeof present === 'string' && present !== '') pick.value = present;
      pick.busy = true;
      void field.suggest().then(offer, () => offer([])).finally(() => {
        pick.busy = false;
      });
    }
    pick.onDidChangeValue(renew);
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      const answer = item?.value ?? (free ? pick.value.trim() : undefined);
      const wrong = answer === undefined ? field.check('') : field.check(answer);
      if (answer !== undefined && wrong === undefined) reply(answer);
      else if (wrong !== undefined) tellWrong(pick, wrong);
    });
  });
}

function askMany(question: Question): Promise<Reply> {
  const { field, present } = question;
  const pick = vscode.window.createQuickPick<ChoiceItem>();
  pick.canSelectMany = true;
  pick.matchOnDetail = true;
  pick.placeholder = promptOf(field);
  pick.items = (field.choices ?? []).map(itemOf);
  pick.selectedItems = pick.items.filter(({ value }) => (typeof present === 'string' ? false : present?.includes(value)));
  return show(pick, question, (reply) => {
    pick.onDidAccept(() => {
      const answer = pick.items.filter((item) => pick.selectedItems.includes(item)).map(({ value }) => value);
      const wrong = field.check(answer);
      if (wrong === undefined) reply(answer);
      else tellWrong(pick, wrong);
    });
  });
}

/** What was typed says itself what is wrong with it; where nothing was, the hint does. */
function tellWrong(pick: vscode.QuickPick<ChoiceItem>, wrong: string): void {
  pick.placeholder = wrong;
}

/** What was typed, as an item of its own; one that cannot be taken says why. */
function ownItem(field: Field, typed: string): ChoiceItem {
  const wrong = field.check(typed);
  return { value: typed, label: typed, description: vscode.l10n.t('as typed'), ...(wrong === undefined ? {} : { detail: wrong }), alwaysShow: true };
}

function itemOf({ value, label, detail }: FieldChoice): ChoiceItem {
  return { value, label: plain(label), ...(detail === undefined ? {} : { detail: plain(detail) }) };
}

/** Text of a model makes no icons. */
export function plain(text: string): string {
  return text.replaceAll('$(', '$ (').replaceAll(/\s+/g, ' ');
}

function promptOf({ prompt, required }: Field): string {
  return required ? prompt : vscode.l10n.t('{0} (optional)', prompt);
}
