/** Binary search for a change between two ends that differ. */

export interface SearchStep {
  /** How many places lie between the ends that are known. */
  readonly left: number;
}

/**
 * An index whose value differs from the one before it, where the value of the first index is `first` and that of the last is another.
 * There may be more of them: only as many values are asked for as halving takes.
 *
 * @param count How many values there are, at least two.
 * @param isLikeFirst Whether the value at an index equals that of index 0. Never asked of the ends.
 */
export async function searchChange(count: number, isLikeFirst: (index: number) => Promise<boolean>, onStep: (step: SearchStep) => void = () => undefined): Promise<number> {
  let [like, unlike] = [0, count - 1];
  while (unlike - like > 1) {
    onStep({ left: unlike - like - 1 });
    const middle = Math.floor((like + unlike) / 2);
    if (await isLikeFirst(middle)) like = middle;
    else unlike = middle;
  }
  return unlike;
}
