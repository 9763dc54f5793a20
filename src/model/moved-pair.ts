/** An entry of a parsed map whose own text stayed while text before it grew or shrank: its places are moved when somebody looks. */
import { isMap, isNode, isPair, isScalar, isSeq, Pair, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';

/** Only what makes an object a pair to the parser's library; key and value come by the accessors below. */
const PairBase = Pair as unknown as new (key: null) => object;

class MovedPair extends PairBase {
  readonly #origin: Pair;
  readonly #by: number;
  #key: unknown;
  #value: unknown;

  constructor(origin: Pair, by: number) {
    super(null);
    this.#origin = origin;
    this.#by = by;
  }

  get origin(): Pair {
    return this.#origin;
  }

  get by(): number {
    return this.#by;
  }

  get key(): unknown {
    return (this.#key ??= movedNode(this.#origin.key, this.#by));
  }

  // The base class sets both, before there is anything to set them on.
  set key(_: unknown) {
    // Nothing else does.
  }

  get value(): unknown {
    return (this.#value ??= movedNode(this.#origin.value, this.#by));
  }

  set value(_: unknown) {
    // Nothing else does.
  }

  clone(): Pair {
    return new Pair(isNode(this.key) ? this.key.clone() : this.key, isNode(this.value) ? this.value.clone() : this.value);
  }
}

/** The pair with all of its places `by` units further on. The pair itself stays as it is. */
export function movedPair(pair: Pair, by: number): Pair {
  const [origin, total] = pair instanceof MovedPair ? [pair.origin, pair.by + by] : [pair, by];
  return total === 0 ? origin : (new MovedPair(origin, total) as unknown as Pair);
}

/** The pair that a moved pair was at first, or the pair itself: the same for as long as its own text stays. */
export function originOf(pair: Pair): Pair {
  return pair instanceof MovedPair ? pair.origin : pair;
}

function movedNode(node: unknown, by: number): unknown {
  if (isMap(node)) {
    const copy = Object.assign(new YAMLMap(), node);
    copy.items = node.items.map((pair) => movedPair(pair, by));
    return moved(copy, by);
  }
  if (isSeq(node)) {
    const copy = Object.assign(new YAMLSeq(), node);
    copy.items = node.items.map((item) => (isPair(item) ? movedPair(item, by) : movedNode(item, by)));
    return moved(copy, by);
  }
  return isScalar(node) ? moved(Object.assign(new Scalar(node.value), node), by) : (node ?? null);
}

function moved<T extends Node>(node: T, by: number): T {
  if (node.range) node.range = [node.range[0] + by, node.range[1] + by, node.range[2] + by];
  return node;
}
