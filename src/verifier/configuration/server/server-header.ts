/** What a server's configuration says about one header of its answers. */
import type { Span } from '../../code/code.ts';

export interface ServerHeader extends Span {
  readonly name: string;
  readonly value: string;
  /** The value is put together when a request comes. */
  readonly computed: boolean;
  /** Takes the header away instead. */
  readonly removes: boolean;
  /** What decides whether it counts, as the rest of a sentence that begins with "it". */
  readonly conditional?: string;
  /** The path or block for which it is set. */
  readonly scope?: string;
}

export type ServerReading = { readonly ok: true; readonly headers: readonly ServerHeader[] } | { readonly ok: false; readonly details: string; readonly at?: Span };
