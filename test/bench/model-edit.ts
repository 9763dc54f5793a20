import { assess } from '../../src/assurance/assess.ts';
import { parseModel } from '../../src/model/parse.ts';
import { generatedModel } from './generated-model.ts';
import { kilobytes, median, milliseconds, row, timed, times, type Row } from './measure.ts';

/** One edit in a large model file, without an editor: read with the help of what was read before, with the posture that follows; and read whole. */
export async function modelEdit(): Promise<Row[]> {
  const textOf = (factor: number): string => generatedModel({ assets: 830 * factor, attackers: 20, controls: 750 * factor, assertions: 1000 * factor });
  let keystroke = 0;
  const edited = (text: string): string => text.replace('Do the measure number 350 as', `Do the measure number 350 ${keystroke++} as`);
  const [text, large] = [textOf(1), textOf(10)];
  let before = parseModel(text);
  const edit = median(
    await timed(15, () => {
      before = parseModel(edited(text), before);
      return assess(before.model, { basis: 'worktree', assertions: {} }, '2026-06-15T00:00:00Z');
    }),
  );
  const whole = median(await timed(7, () => parseModel(edited(text))));
  const tenfold = median(await timed(3, () => parseModel(edited(large))));
  return [
    row(`edit in a model file of ${kilobytes(text.length)}, without an editor: read, with its posture`, edit, milliseconds, 300, 100),
    row('the same file read whole, as when it is opened', whole, milliseconds, 300, 100),
    row(`a file ten times as large (${kilobytes(large.length)}) read whole, times the time`, tenfold / whole, times, 15, 10, milliseconds(tenfold)),
  ];
}
