/** A mark: shape, tone and word together. Where there is no room for the word, it is read out and stands in the tooltip. */
import type { JSX } from 'preact';
import type { Mark } from '../../src/protocol/marks.ts';
import { lookOf, wordOf } from './marks.ts';

interface MarkProps {
  readonly mark: Mark;
  /** Without the word; for cells and narrow rows. */
  readonly bare?: boolean;
}

export function MarkView({ mark, bare = false }: MarkProps): JSX.Element {
  const word = wordOf(mark);
  return (
    <span class={`mark ${lookOf(mark).tone}`} {...(bare ? { role: 'img', 'aria-label': word, 'data-tip': word } : {})}>
      <MarkShape mark={mark} />
      {!bare && <span class="mark-word">{word}</span>}
    </span>
  );
}

/** The shape alone, for drawings that place it themselves. */
export function MarkShape({ mark }: { readonly mark: Mark }): JSX.Element {
  const { line, fill, dashed, counted } = lookOf(mark);
  return (
    <svg class={`shape${mark.is === 'checking' ? ' turning' : ''}${counted ? ' counted' : ''}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {fill !== undefined && <path class="shape-fill" d={fill} />}
      <path class="shape-line" d={line} {...(dashed ? { 'stroke-dasharray': '2 1.6' } : {})} />
    </svg>
  );
}
