/** One page and its host: sends snapshots of the model as it is, carries out what the page wants, answers what it asks. A front lends it a desk. */
import type { TextEdit } from '../../model/text-edit.ts';
import { parseModel } from '../../model/parse.ts';
import { readFromScreen } from '../../protocol/from-screen.ts';
import type { FromHost, FromScreen, Place, Snapshot } from '../../protocol/messages.ts';
import type { GraphPoint } from '../../protocol/screens/graph-screen.ts';
import type { ScreenName } from '../../protocol/screens/screens.ts';
import { carryOut } from '../modelling/carry-out.ts';
import type { FormContext } from '../modelling/forms.ts';
import type { ModelSnapshot, Project } from '../snapshot.ts';
import { answerAsk, type AnswerSource, type SaveFile } from './answer.ts';
import { buildScreen } from './build.ts';
import { placeEdits } from './placements.ts';
import { listed } from '../sentences/modelling.ts';
import { isReadable } from './screen-source.ts';

/** The model that a page is about, as its front has it now. */
export interface DeskModel {
  /** Its text may be older than `text`, while what was typed is being read. */
  readonly snapshot: ModelSnapshot;
  /** Missing where the model lies in no open folder. */
  readonly project?: Project;
  readonly suggest?: FormContext['suggest'];
  readonly save?: SaveFile;
}

/** What a front does for a page. */
export interface ScreenDesk {
  /** Translations of the page's texts. */
  readonly bundle: Readonly<Record<string, string>>;
  /** Path of the model, as people read it. */
  readonly path: string;
  readonly canBeWritten: boolean;
  post(message: FromHost): void;
  /** Undefined when there is none, or none yet. */
  model(): DeskModel | undefined;
  /** Why there is no model, in a sentence; undefined while it is still being read. */
  gone(): string | undefined;
  /** The document as it is now, unsaved text included, and its version, which grows with every change. */
  document(): { readonly text: string; readonly version: number };
  /** Makes edits of the document, as one step to undo. Resolves with whether they were made: not where it changed meanwhile. */
  apply(edits: readonly TextEdit[]): Promise<boolean>;
  /** The file of positions in the graph; missing where none can be kept. Its edits are found for the text that it has when its turn comes; rejects when they cannot be made. */
  readonly placements?: { text(): string; change(edit: (text: string) => readonly TextEdit[]): Promise<void> };
  open(place: Place): Promise<void>;
  openText(): Promise<void>;
  now(): Date;
  /** As for `allocateIdentifier`. */
  chance(): number;
  /** Notes what went wrong where people look for it. */
  failed(what: string, error: unknown): void;
}

/** Verdicts come in crowds; a page is told of them at most this often, in milliseconds. */
const pause = 30;

export class ScreenSession {
  readonly #desk: ScreenDesk;
  readonly #asking = new Map<number, AbortController>();
  /** The screen that the page shows; undefined while there is no page. */
  #screen: ScreenName | undefined;
  #sent: { readonly snapshot: ModelSnapshot; readonly version: number; readonly placements: string } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #acting: Promise<void> = Promise.resolve();

  constructor(desk: ScreenDesk) {
    this.#desk = desk;
  }

  /** The model, its document, or what is known of either changed. */
  changed(): void {
    if (this.#screen === undefined) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, pause);
  }

  /** The page is gone; a new one says when it stands. */
  hidden(): void {
    this.#screen = undefined;
  }

  /** Shows an entity, as if a person had picked it. */
  reveal(screen: ScreenName, id: string): void {
    this.#desk.post({ type: 'reveal', screen, id });
  }

  dispose(): void {
    this.hidden();
    clearTimeout(this.#timer);
    for (const abort of this.#asking.values()) abort.abort();
  }

  /** Takes what a page posted, whatever it is. */
  hear(posted: unknown): void {
    const message = readFromScreen(posted);
    switch (message?.type) {
      case undefined:
        this.#desk.failed('a screen posted what is no message', new TypeError('it was passed over'));
        return;
      case 'ready':
        this.#desk.post({ type: 'welcome', bundle: this.#desk.bundle });
        this.#show(message.screen ?? 'model');
        return;
      case 'show':
        this.#show(message.screen);
        return;
      case 'intent':
        // One after the other, each on what the one before it left.
        this.#acting = this.#acting.then(() => this.#carryOut(message));
        return;
      case 'ask':
        void this.#answer(message);
        return;
      case 'cancel':
        this.#asking.get(message.number)?.abort();
        return;
      case 'open':
        this.#desk.open(message.place).catch((error: unknown) => this.#desk.failed('opening a place', error));
        return;
      case 'text':
        this.#desk.openText().catch((error: unknown) => this.#desk.failed('opening the text', error));
        return;
    }
  }

  #show(screen: ScreenName): void {
    this.#screen = screen;
    this.#sent = undefined;
    this.#send();
  }

  /** Sends what the page shows, when it is of the text as it is now; an older one is passed over, since a newer one comes. */
  #send(): void {
    const [screen, model] = [this.#screen, this.#desk.model()];
    if (screen === undefined) return;
    if (!model) {
      const sentence = this.#desk.gone();
      if (sentence !== undefined) this.#desk.post({ type: 'gone', sentence });
      return;
    }
    const { snapshot } = model;
    const { text, version } = this.#desk.document();
    const placements = this.#desk.placements?.text() ?? '';
    if ((snapshot === this.#sent?.snapshot && version === this.#sent.version && placements === this.#sent.placements) || !isReadingOf(snapshot, text)) return;
    this.#sent = { snapshot, version, placements };
    const readOnly = !isReadable(snapshot) ? 'broken_file' : this.#desk.canBeWritten ? undefined : 'read_only';
    const message = { type: 'snapshot', screen, version, model: this.#desk.path, data: buildScreen(screen, { snapshot, at: this.#at(), placements }), ...(readOnly === undefined ? {} : { readOnly }) };
    // Name and data are of one screen.
    this.#desk.post(message as Snapshot);
  }

  async #carryOut({ number, basedOn, intent }: Extract<FromScreen, { type: 'intent' }>): Promise<void> {
    const refuse = (why: 'stale' | 'refused', sentence: string): void => this.#desk.post({ type: 'refused', number, why, sentence });
    const stale = 'The file was changed meanwhile, so nothing was done. Look at it as it is now, then try again.';
    try {
      const { text, version } = this.#desk.document();
      const model = this.#desk.model();
      if (intent.use === 'place') {
        const refused = await this.#place(intent.positions);
        if (refused !== undefined) refuse('refused', refused);
        else this.#desk.post({ type: 'done', number, version: this.#desk.document().version, said: `Placed ${listed(Object.keys(intent.positions))}`, made: [] });
      } else if (basedOn !== version) refuse('stale', stale);
      else if (!model) refuse('refused', this.#desk.gone() ?? stale);
      else {
        const { snapshot } = model;
        const parsed = snapshot.text === text ? snapshot.parsed : parseModel(text, snapshot.parsed.document.errors.length === 0 ? snapshot.parsed : undefined);
        const carried = carryOut(parsed, intent, { assessment: snapshot.assessment, at: this.#at(), chance: () => this.#desk.chance() });
        if ('refused' in carried) refuse('refused', carried.refused);
        else if (carried.edits.length > 0 && !(await this.#desk.apply(carried.edits))) {
          if (this.#desk.document().version === version) refuse('refused', `The change of ${this.#desk.path} was not taken. Is the file read-only?`);
          else refuse('stale', stale);
        } else this.#desk.post({ type: 'done', number, version: this.#desk.document().version, said: carried.said, made: carried.made });
      }
    } catch (error) {
      this.#desk.failed(`intent ${intent.use}`, error);
      refuse('refused', error instanceof Error ? error.message : String(error));
    }
  }

  /** Keeps positions, whatever version of the model they were given in: the file of positions is another one. Resolves with why not, or undefined. */
  async #place(positions: Readonly<Record<string, GraphPoint | null>>): Promise<string | undefined> {
    const { placements } = this.#desk;
    if (!placements) return 'No positions can be kept here.';
    try {
      await placements.change((text) => placeEdits(text, positions));
      return undefined;
    } catch (error) {
      this.#desk.failed('keeping a position', error);
      return `The position was not kept: ${error instanceof Error ? error.message : String(error)}. Can the file of positions beside the model be written?`;
    }
  }

  async #answer({ number, ask, question }: Extract<FromScreen, { type: 'ask' }>): Promise<void> {
    const abort = new AbortController();
    this.#asking.set(number, abort);
    try {
      const model = this.#desk.model();
      if (!model) throw new Error(this.#desk.gone() ?? 'The model is being read.');
      const source: AnswerSource = { ...model, at: this.#at(), placements: this.#desk.placements?.text() ?? '' };
      this.#desk.post({ type: 'answer', number, answer: await answerAsk(source, ask, question, abort.signal) });
    } catch (error) {
      if (abort.signal.aborted) return;
      this.#desk.failed(`ask ${ask}`, error);
      this.#desk.post({ type: 'no_answer', number, sentence: error instanceof Error ? error.message : String(error) });
    } finally {
      this.#asking.delete(number);
    }
  }

  #at(): string {
    return this.#desk.now().toISOString();
  }
}

/** Whether a snapshot is of a text. A byte-order mark is read as a blank, and an editor's text has none. */
function isReadingOf(snapshot: ModelSnapshot, text: string): boolean {
  return snapshot.text === text || snapshot.text === ` ${text}`;
}
