/** What of a model some files carry: the assertions that rest on them, the controls and objectives above these, findings made in them. */
import { compareIdentifiers } from '../model/identifiers.ts';
import { foundationCovers } from '../verifier/foundations.ts';
import { globMatcher, globProblem } from '../verifier/glob.ts';
import { isThisRepository } from './repository.ts';
import { openFindings, placesOf } from './review/finding-places.ts';
import type { ModelSnapshot } from './snapshot.ts';

export interface CarriedByFiles {
  readonly assertions: readonly string[];
  readonly controls: readonly string[];
  readonly objectives: readonly string[];
  /** Components whose paths name one of the files. */
  readonly components: readonly string[];
  readonly findings: readonly string[];
}

/** @param files Relative to the repository of the model. A file that is not there yet counts where a glob names it. */
export function carriedByFiles(model: ModelSnapshot, files: readonly string[]): CarriedByFiles {
  const assertions = Object.entries(model.model.assertions).flatMap(([id, { params, repository }]) => {
    if (!isThisRepository(repository, model.repository)) return [];
    const named = params['file'];
    const rests = model.verdicts.get(id)?.restsOn ?? [];
    return files.some((file) => named === file || rests.some((foundation) => foundationCovers(foundation, file))) ? [id] : [];
  });
  const subjects = new Set(assertions.flatMap((id) => model.model.assertions[id]!.control ?? []));
  const components = Object.entries(model.model.components).flatMap(([id, { paths }]) => (paths.some((path) => globProblem(path) === undefined && files.some(globMatcher(path))) ? [id] : []));
  const above = [...model.assessment.controls.filter(({ id }) => subjects.has(id)), ...model.assessment.assumptions.filter((state) => state.assertions.some(({ id }) => assertions.includes(id)))];
  return {
    assertions: assertions.sort(compareIdentifiers),
    controls: [...subjects].sort(compareIdentifiers),
    objectives: [...new Set(above.flatMap(({ objectives }) => objectives))].sort(compareIdentifiers),
    components: components.sort(compareIdentifiers),
    findings: openFindings(model.model.findings).filter(([, finding]) => placesOf(finding).some(({ file }) => files.includes(file))).map(([id]) => id).sort(compareIdentifiers),
  };
}
