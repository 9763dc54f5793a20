/** The icons, drawn by us on a grid of 16 with one line weight. They take the colour of the text around them and say nothing by themselves. */
import type { JSX } from 'preact';

const drawings = {
  add: 'M8 3v10M3 8h10',
  remove: 'M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 8.5h5.8l.6-8.5M6.8 7v3.8M9.2 7v3.8',
  edit: 'M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3 3 13zM9.3 4.4l2.3 2.3',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 3a4 4 0 100 8 4 4 0 000-8zM10 10l3.5 3.5',
  filter: 'M2.5 3.5h11L9.5 8v4.5l-3-1.5V8z',
  right: 'M6 3.5L10.5 8 6 12.5',
  down: 'M3.5 6L8 10.5 12.5 6',
  left: 'M10 3.5L5.5 8l4.5 4.5',
  up: 'M3.5 10L8 5.5 12.5 10',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  restore: 'M3.5 3v3.5H7M3.7 6.3A5 5 0 118 13',
  code: 'M5.5 4.5L2 8l3.5 3.5M10.5 4.5L14 8l-3.5 3.5M9 3.5l-2 9',
  text: 'M3 3.5h10M3 6.5h10M3 9.5h7M3 12.5h5',
  help: 'M8 2a6 6 0 100 12A6 6 0 008 2zM6.3 6.3a1.7 1.7 0 113 1.1c-.7.7-1.3.9-1.3 1.9M8 11.3v.01',
  warning: 'M8 2.5l6 11H2zM8 6.5v3.5M8 11.7v.01',
  error: 'M8 2a6 6 0 100 12A6 6 0 008 2zM5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4',
  information: 'M8 2a6 6 0 100 12A6 6 0 008 2zM8 7v4M8 4.9v.01',
  check: 'M3 8.5L6.5 12 13 4.5',
  copy: 'M5.5 5.5h7.5v8H5.5zM10.5 5.5v-3H3v8h2.5',
  paste: 'M5.5 3.5H3.5v10h9v-10h-2M5.5 2.5h5v2.5h-5z',
  grip: 'M6 4h.01M10 4h.01M6 8h.01M10 8h.01M6 12h.01M10 12h.01',
  calendar: 'M3 4h10v9.5H3zM3 7h10M5.5 2.5V5M10.5 2.5V5',
  boundaries: 'M2.5 2.5h11v11h-11zM6 6h4v4H6z',
  components: 'M8 2l5.5 3v6L8 14l-5.5-3V5zM2.5 5L8 8l5.5-3M8 8v6',
  connections: 'M3.5 8h9M10 5.5L12.5 8 10 10.5M2 6v4',
  assets: 'M8 2l2 3.5 4 .7-2.8 2.9.5 4.1L8 11.5l-3.7 1.7.5-4.1L2 6.2l4-.7z',
  attackers: 'M8 2.5a3 3 0 100 6 3 3 0 000-6zM2.5 13.5c.5-3 2.5-4 5.5-4s5 1 5.5 4M6.5 5.5l3-1',
  assumptions: 'M3 3h10v7.5H8.5L5.5 13.5v-3H3zM6 6.7h4',
  controls: 'M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4zM5.5 8L7.3 9.8 10.5 6.3',
  assertions: 'M3 3h10v10H3zM5.5 6h5M5.5 8.5h5M5.5 11h2.5',
  findings: 'M4 14V2.5M4 3h8.5l-2 3 2 3H4',
  acceptances: 'M3 8.5l2.5-2.5h2L9 7.5M13 8.5L10.5 6h-2L5.5 9.5M5.5 11l1.5 1.5M8 10.5l1.5 1.5M4 12l.01.01',
  compliance: 'M8 2v11.5M3.5 13.5h9M3 5h10M3 5l-1.5 4.5h3zM13 5l-1.5 4.5h3z',
  gaps: 'M2.5 8h3M10.5 8h3M7 5.5v5M9 5.5v5',
  external: 'M6 3.5H3.5v9h9V10M9 3h4v4M13 3L7.5 8.5',
} as const;
export type IconName = keyof typeof drawings;

/** An icon beside a word. It is hidden from screen readers: the word says it. */
export function Icon({ name }: { readonly name: IconName }): JSX.Element {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path d={drawings[name]} />
    </svg>
  );
}

export const iconNames = Object.keys(drawings) as readonly IconName[];
