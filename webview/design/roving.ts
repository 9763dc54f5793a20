/** Where the focus goes in a row or a list of things that is one stop of the tab key. */

/** The place to go to from `index` by a key; undefined for a key that goes nowhere. */
export function nextIndex(key: string, index: number, count: number, direction: 'horizontal' | 'vertical'): number | undefined {
  if (count === 0) return undefined;
  const [back, on] = direction === 'horizontal' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
  switch (key) {
    case back:
      return (index - 1 + count) % count;
    case on:
      return (index + 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
