/** Sends what a form was answered with, and keeps why it was refused, for the form to say. */
import { useState } from 'preact/hooks';
import type { Outcome } from '../host.ts';

export interface Sending {
  /** Why it was refused, in a sentence. */
  readonly wrong: string | undefined;
  readonly setWrong: (wrong: string) => void;
  readonly send: (acting: Promise<Outcome>) => Promise<void>;
}

/** @param done Follows when it was carried out. */
export function useSending(done: () => void): Sending {
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const send = async (acting: Promise<Outcome>): Promise<void> => {
    const outcome = await acting;
    if (outcome.done) done();
    else setWrong(outcome.sentence);
  };
  return { wrong, setWrong, send };
}
