/** Puts what is connected into an order from left to right: along the arrows, as far as they do not run in circles. */

/**
 * The layer of each of `count` nodes: 0 for those that nothing leads to, else one more than the furthest before it.
 *
 * @param links From, to and weight; links of both directions between two nodes are set against each other.
 * @param first What is to stand further left when arrows run in circles: a lower number.
 */
export function layersOf(count: number, links: readonly (readonly [from: number, to: number, weight: number])[], first: (node: number) => number): number[] {
  const net = new Map<string, number>();
  for (const [from, to, weight] of links) {
    if (from === to) continue;
    const [low, high, sign] = from < to ? [from, to, weight] : [to, from, -weight];
    net.set(`${low} ${high}`, (net.get(`${low} ${high}`) ?? 0) + sign);
  }
  const next: number[][] = Array.from({ length: count }, () => []);
  for (const [key, weight] of net) {
    const [low, high] = key.split(' ').map(Number) as [number, number];
    const forwards = weight !== 0 ? weight > 0 : first(low) <= first(high);
    if (forwards) next[low]!.push(high);
    else next[high]!.push(low);
  }
  const order = acyclicOrder(count, next, first);
  const rank = new Map(order.map((node, index) => [node, index]));
  const layers = new Array<number>(count).fill(0);
  for (const node of order) for (const to of next[node]!) if (rank.get(to)! > rank.get(node)!) layers[to] = Math.max(layers[to]!, layers[node]! + 1);
  return layers;
}

/** Takes again and again what nothing leads to any more; where there is only a circle left, what is to stand first and is led to least. */
function acyclicOrder(count: number, next: readonly (readonly number[])[], first: (node: number) => number): number[] {
  const entering = new Array<number>(count).fill(0);
  for (const targets of next) for (const to of targets) entering[to]!++;
  const waiting = new Set(Array.from({ length: count }, (_, node) => node));
  const free = [...waiting].filter((node) => entering[node] === 0).sort((a, b) => first(a) - first(b) || a - b);
  const order: number[] = [];
  const take = (node: number): void => {
    waiting.delete(node);
    order.push(node);
    for (const to of next[node]!) if (--entering[to]! === 0 && waiting.has(to)) free.push(to);
  };
  while (waiting.size > 0) {
    const node = free.shift();
    if (node !== undefined) {
      if (waiting.has(node)) take(node);
      continue;
    }
    let best = -1;
    for (const one of waiting) if (best < 0 || first(one) < first(best) || (first(one) === first(best) && entering[one]! < entering[best]!)) best = one;
    take(best);
  }
  return order;
}
