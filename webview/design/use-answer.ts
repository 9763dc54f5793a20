/** An answer of the host in a component: asked again when the question or the model changes. The last one stays until the new one is there. */
import { useEffect, useState } from 'preact/hooks';
import type { Answers, AskName, Question } from '../../src/protocol/asks.ts';
import type { ScreenHost } from '../host.ts';

export interface Answered<Name extends AskName> {
  readonly answer: Answers[Name] | undefined;
  /** Why there is none, in a sentence. */
  readonly failed: string | undefined;
  /** The question that `answer` is to, as text. */
  readonly to: string;
}

/** Asks; without a question nothing is asked. `version` is the model's. */
export function useAnswer<Name extends AskName>(host: ScreenHost, ask: Name, question: Question<Name> | undefined, version: unknown): Answered<Name> {
  const [answered, setAnswered] = useState<Answered<Name>>({ answer: undefined, failed: undefined, to: '' });
  const key = question === undefined ? '' : JSON.stringify(question);
  useEffect(() => {
    if (question === undefined) return undefined;
    const abort = new AbortController();
    host.ask(ask, question, abort.signal).then(
      (answer) => setAnswered({ answer, failed: undefined, to: key }),
      (error: unknown) => {
        if (!abort.signal.aborted) setAnswered((last) => ({ ...last, failed: error instanceof Error ? error.message : String(error) }));
      },
    );
    return () => abort.abort();
  }, [key, version]);
  return answered;
}
