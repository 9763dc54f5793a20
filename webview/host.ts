/** The host as screens see it: the newest snapshot, intents that answer, questions that answer. One object a page. */
import type { Answers, AskName, Question } from '../src/protocol/asks.ts';
import type { Intent } from '../src/protocol/intents.ts';
import { isFromHost, type FromHost, type FromScreen, type IntentRefusal, type Place, type Snapshot, type SnapshotOf } from '../src/protocol/messages.ts';
import type { ScreenName } from '../src/protocol/screens/screens.ts';
import type { Port } from './port.ts';

export type Outcome = { readonly done: true; readonly said: string; readonly made: readonly string[] } | { readonly done: false; readonly why: IntentRefusal; readonly sentence: string };

/** What the page itself has to do about a message. */
export interface HostEvents {
  welcome(bundle: Readonly<Record<string, string>>): void;
  snapshot(snapshot: Snapshot): void;
  gone(sentence: string): void;
  outcome(outcome: Outcome): void;
  reveal(screen: ScreenName, id: string): void;
}

interface Answered {
  readonly outcome: Outcome;
  readonly version?: number;
}

type Waiting = { readonly resolve: (value: never) => void; readonly reject: (error: Error) => void };

export class ScreenHost {
  readonly #port: Port;
  readonly #events: HostEvents;
  readonly #snapshots = new Map<ScreenName, Snapshot>();
  readonly #waiting = new Map<number, Waiting>();
  #number = 0;
  #version = 0;
  /** The version that the newest of our own gestures made. */
  #acting: Promise<number> = Promise.resolve(0);

  constructor(port: Port, events: HostEvents) {
    this.#port = port;
    this.#events = events;
    port.listen((message) => {
      if (isFromHost(message)) this.#hear(message);
    });
  }

  /** The newest snapshot of a screen that came; undefined before the first. */
  snapshot<Name extends ScreenName>(screen: Name): SnapshotOf<Name> | undefined {
    return this.#snapshots.get(screen) as SnapshotOf<Name> | undefined;
  }

  /** Tells the host that the page stands. */
  ready(screen: ScreenName | undefined): void {
    this.#post({ type: 'ready', ...(screen === undefined ? {} : { screen }) });
  }

  /** Which screen is to be kept up to date. */
  show(screen: ScreenName): void {
    this.#post({ type: 'show', screen });
  }

  open(place: Place): void {
    this.#post({ type: 'open', place });
  }

  openText(): void {
    this.#post({ type: 'text' });
  }

  /**
   * Wants an edit of the model. It is based on what the person saw, and on their own gestures that are still under way: they are
   * carried out one after the other. Where anybody else changed the text in between, it is refused as stale, and nothing changes.
   */
  async act(intent: Intent): Promise<Outcome> {
    const seen = this.#version;
    const acting = this.#acting.then((last) => this.#request<Answered>((number) => ({ type: 'intent', number, basedOn: Math.max(seen, last), intent })));
    // One that was refused changed nothing: what comes behind it is based on what was seen.
    this.#acting = acting.then(({ version }) => version ?? 0);
    const { outcome } = await acting;
    this.#events.outcome(outcome);
    return outcome;
  }

  /** Asks for what is worked out when it is wanted. Rejects when it cannot be, or when `signal` says that nobody wants it any more. */
  ask<Name extends AskName>(ask: Name, question: Question<Name>, signal?: AbortSignal): Promise<Answers[Name]> {
    return this.#request((number) => {
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.has(number)) return;
        this.#waiting.get(number)!.reject(new DOMException('not wanted any more', 'AbortError'));
        this.#waiting.delete(number);
        this.#post({ type: 'cancel', number });
      }, { once: true });
      return { type: 'ask', number, ask, question } as FromScreen;
    });
  }

  #request<Value>(message: (number: number) => FromScreen): Promise<Value> {
    const number = ++this.#number;
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.set(number, { resolve: resolve, reject });
      this.#post(message(number));
    });
  }

  #hear(message: FromHost): void {
    switch (message.type) {
      case 'welcome':
        this.#events.welcome(message.bundle);
        return;
      case 'snapshot':
        this.#version = Math.max(this.#version, message.version);
        this.#snapshots.set(message.screen, message);
        this.#events.snapshot(message);
        return;
      case 'gone':
        this.#events.gone(message.sentence);
        return;
      case 'done':
        this.#version = Math.max(this.#version, message.version);
        this.#settle(message.number)?.resolve({ outcome: { done: true, said: message.said, made: message.made }, version: message.version } as never);
        return;
      case 'refused':
        this.#settle(message.number)?.resolve({ outcome: { done: false, why: message.why, sentence: message.sentence } } as never);
        return;
      case 'answer':
        this.#settle(message.number)?.resolve(message.answer as never);
        return;
      case 'no_answer':
        this.#settle(message.number)?.reject(new Error(message.sentence));
        return;
      case 'reveal':
        this.#events.reveal(message.screen, message.id);
        return;
    }
  }

  #settle(number: number): Waiting | undefined {
    const waiting = this.#waiting.get(number);
    this.#waiting.delete(number);
    return waiting;
  }

  #post(message: FromScreen): void {
    this.#port.post(message);
  }
}
