import { proposedModelText } from '../../src/generation/model-text.ts';
import { readLibrary } from '../../src/generation/library.ts';
import { propose } from '../../src/generation/propose.ts';
import { parseModel } from '../../src/model/parse.ts';
import { builtInLibrary } from '../../src/project/generate/built-in-library.ts';
import { checklists } from '../generation/checklist.ts';
import { median, milliseconds, row, timed, type Row } from './measure.ts';

/** The ten descriptions of the checklists, from text to model file; a long one; and the library read from its files. */
export async function generation(): Promise<Row[]> {
  const { library } = readLibrary(builtInLibrary);
  const textOf = (description: string): string => {
    const proposal = propose({ library, description });
    if ('refused' in proposal) throw new Error(proposal.refused);
    return proposedModelText(proposal, proposal.items);
  };
  const ten = median(await timed(9, () => checklists.map(({ description }) => textOf(description))));
  const objectives = checklists.map(({ description }) => parseModel(textOf(description)).model).reduce((sum, model) => sum + Object.keys(model.assets).length * Object.keys(model.attackers).length, 0);
  const long = checklists.map(({ description }) => description).join('\n').repeat(25);
  const large = median(await timed(5, () => textOf(long)));
  const read = median(await timed(3, () => readLibrary(builtInLibrary)));
  return [
    row(`models of ten descriptions, ${objectives} objectives in all`, ten, milliseconds, 1000, 300),
    row(`a model of a description of ${Math.round(long.length / 1000)} KB`, large, milliseconds, 1000, 300),
    row('the library read from its YAML files, as a team’s own is', read, milliseconds, 1000, 500),
  ];
}
