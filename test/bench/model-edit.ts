import { assess } from '../../src/assurance/assess.ts';
import { parseModel } from '../../src/model/parse.ts';
import { generatedModel } from './generated-model.ts';
import { kilobytes, milliseconds, percentile, timed, type Row } from './measure.ts';

/** One edit in a large model file: reading it anew with all problems, and with the posture that follows. */
export async function modelEdit(): Promise<Row[]> {
  const text = generatedModel({ assets: 1000, attackers: 20, controls: 900, assertions: 1200 });
  let keystroke = 0;
  const edited = () => text.replace('title: Generated', `title: Generated ${keystroke++}`);
  const parse = percentile(await timed(10, () => parseModel(edited())), 0.5);
  const full = percentile(
    await timed(10, () => {
      const { model } = parseModel(edited());
      return assess(model, { basis: 'worktree', assertions: {} }, '2026-06-15T00:00:00Z');
    }),
    0.5,
  );
  return [
    { what: `model file of ${kilobytes(text.length)} read anew`, measured: milliseconds(parse), against: '300 ms', ratio: parse / 300, aim: 1 / 3 },
    { what: 'the same with its posture', measured: milliseconds(full), against: '300 ms', ratio: full / 300, aim: 1 / 3 },
  ];
}
