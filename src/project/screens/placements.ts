/**
 * The file of positions that people gave to a model's graph: `NAME.threatmodel.layout` beside the model, one line a node.
 *
 *     CMP1 120 80      a component, from the corner of its region
 *     TB1 0 400        a region, from the corner of the graph
 *
 * Lines stand in the order of their identifiers, so that git merges two people's work. What is not understood is kept as it is.
 */
import { compareIdentifiers } from '../../model/identifiers.ts';
import type { TextEdit } from '../../model/text-edit.ts';
import type { GraphPoint, PlacementProblem } from '../../protocol/screens/graph-screen.ts';

interface Line {
  readonly start: number;
  /** Behind the line end. */
  readonly end: number;
  readonly id?: string;
  readonly point?: GraphPoint;
}

export interface ReadPlacements {
  readonly lines: readonly Line[];
  readonly problems: readonly PlacementProblem[];
}

const heading = '# Where people placed the nodes of the graph. One line a node: identifier, x, y. Delete a line to let the layout place it.';
/** No graph is larger. */
const farthest = 1_000_000;

/** Where the positions of a model file stand. */
export function placementFileOf(model: string): string {
  return model.replace(/\.ya?ml$/i, '').replace(/\.threatmodel$/i, '') + '.threatmodel.layout';
}

/** Reads every line; a bad one is a problem and does not keep the others from being read. */
export function readPlacements(text: string): ReadPlacements {
  const lines: Line[] = [];
  const problems: PlacementProblem[] = [];
  const seen = new Set<string>();
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (let number = 1; start < text.length; number++) {
    const found = /\r\n|\n|\r/g;
    found.lastIndex = start;
    const at = found.exec(text);
    const [stop, end] = at ? [at.index, at.index + at[0].length] : [text.length, text.length];
    const words = text.slice(start, stop).split('#')[0]!.trim();
    if (words === '') lines.push({ start, end });
    else {
      const match = /^([A-Za-z][A-Za-z0-9_-]*)\s+(-?\d{1,7})\s+(-?\d{1,7})$/.exec(words);
      const [id, x, y] = [match?.[1], Number(match?.[2]), Number(match?.[3])];
      const shown = words.length > 60 ? `${words.slice(0, 60)}…` : words;
      if (id === undefined || Math.abs(x) > farthest || Math.abs(y) > farthest) {
        problems.push({ line: number, message: `“${shown}” is no position.`, remedy: 'Write an identifier and two whole numbers, such as CMP1 120 80, or delete the line.' });
        lines.push({ start, end });
      } else if (seen.has(id)) {
        problems.push({ line: number, message: `${id} has a position already; this line is not used.`, remedy: 'Delete one of the two lines.' });
        lines.push({ start, end });
      } else {
        seen.add(id);
        lines.push({ start, end, id, point: { x, y } });
      }
    }
    start = end;
  }
  return { lines, problems };
}

/** The positions of what is there. Those of what is not are kept in the file and ignored. */
export function placementsOf({ lines }: ReadPlacements, isThere: (id: string) => boolean): Readonly<Record<string, GraphPoint>> {
  return Object.fromEntries(lines.flatMap(({ id, point }) => (id !== undefined && point && isThere(id) ? [[id, point] as const] : [])));
}

/** The edits that give nodes these positions, or take them away where there is none. Other lines stay as they are, byte for byte. */
export function placeEdits(text: string, changes: Readonly<Record<string, GraphPoint | null>>): readonly TextEdit[] {
  const { lines } = readPlacements(text);
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const edits: TextEdit[] = [];
  const inserted = new Map<number, string[]>();
  for (const id of Object.keys(changes).sort(compareIdentifiers)) {
    const point = changes[id];
    const line = lines.find((one) => one.id === id);
    if (!point) {
      if (line) edits.push({ range: { start: line.start, end: line.end }, text: '' });
      continue;
    }
    const written = `${id} ${Math.round(point.x)} ${Math.round(point.y)}`;
    if (line) {
      const present = text.slice(line.start, line.end);
      const content = /^\s*[A-Za-z][A-Za-z0-9_-]*\s+-?\d+\s+-?\d+/.exec(present)![0];
      const indent = /^\s*/.exec(content)![0];
      if (content !== indent + written) edits.push({ range: { start: line.start, end: line.start + content.length }, text: indent + written });
      continue;
    }
    const before = lines.findLast((one) => one.id !== undefined && compareIdentifiers(one.id, id) < 0);
    const after = lines.find((one) => one.id !== undefined && compareIdentifiers(one.id, id) > 0);
    const at = before?.end ?? after?.start ?? text.length;
    inserted.set(at, [...(inserted.get(at) ?? []), written]);
  }
  for (const [at, written] of inserted) {
    const broken = at > 0 && !/[\r\n]$/.test(text.slice(0, at)) && text.slice(0, at) !== '\uFEFF';
    const first = text.trim() === '' ? heading + newline : '';
    edits.push({ range: { start: at, end: at }, text: (broken ? newline : '') + first + written.map((line) => line + newline).join('') });
  }
  return edits.sort((a, b) => a.range.start - b.range.start);
}
