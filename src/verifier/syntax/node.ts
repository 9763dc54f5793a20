/** A syntax tree as languages see it: plain objects, without comments, each already knowing the lowered form of its children. */
import type { Code, Span } from '../code/code.ts';

/** Of most nodes, which are leaves. */
const none = Object.freeze([]) as unknown as SyntaxNode[];
const unlowered: Code = { kind: 'nothing', start: 0, end: 0 };

export class SyntaxNode implements Span {
  readonly kind: string;
  readonly named: boolean;
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  children = none;
  readonly #source: string;
  /** The lowered form. Set once, when all children have theirs; nobody looks at it before. */
  code: Code = unlowered;
  /** How deep the lowered form nests. */
  depth = 1;

  constructor(source: string, kind: string, named: boolean, field: string | undefined, start: number, end: number) {
    this.#source = source;
    this.kind = kind;
    this.named = named;
    this.field = field;
    this.start = start;
    this.end = end;
  }

  get text(): string {
    return this.#source.slice(this.start, this.end);
  }

  /** What stands before it on its line when that is nothing but blanks; undefined where something else does. */
  get indentation(): string | undefined {
    let lineStart = this.start;
    while (lineStart > 0 && isBlank(this.#source[lineStart - 1])) lineStart--;
    return lineStart === 0 || /[\n\r]/.test(this.#source[lineStart - 1]!) ? this.#source.slice(lineStart, this.start) : undefined;
  }

  get namedChildren(): readonly SyntaxNode[] {
    return this.children.filter(({ named }) => named);
  }

  /** The first child in a field of the grammar. */
  child(field: string): SyntaxNode | undefined {
    return this.children.find((child) => child.field === field);
  }

  childrenIn(field: string): readonly SyntaxNode[] {
    return this.children.filter((child) => child.field === field && child.named);
  }

  /** Whether a keyword or mark stands directly under this node. */
  has(token: string): boolean {
    return this.children.some(({ kind, named }) => !named && kind === token);
  }

  firstOf(...kinds: readonly string[]): SyntaxNode | undefined {
    return this.children.find(({ kind }) => kinds.includes(kind));
  }
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\f';
}
