/** The same run for tools that do not know us: in-toto's public predicate test-result v0.1, one test an assertion. */
import { statementType } from '../envelope/in-toto.ts';
import { testResultType } from '../tests/test-result.ts';
import { commitOfRun, treeOfRun, type RunStatement } from './run-statement.ts';

/**
 * What a run comes to as a test result. An undecidable assertion is a failed test: nothing passes because something failed.
 * `configuration` names the model by its semantic digest and each file that a verdict rests on.
 */
export function testResultStatement(run: RunStatement): object {
  const { model, files, assertions } = run.predicate;
  const names = (passing: boolean): string[] => assertions.filter(({ tier, verdict }) => tier === 1 && (verdict === 'pass') === passing).map(({ id }) => `${model.id}/${id}`).sort();
  const failed = names(false);
  return {
    _type: statementType,
    subject: [
      { name: 'commit', digest: { gitCommit: commitOfRun(run) } },
      { name: 'tree', digest: { gitTree: treeOfRun(run) } },
    ],
    predicateType: testResultType,
    predicate: {
      result: failed.length > 0 ? 'FAILED' : 'PASSED',
      configuration: [
        { name: model.path, annotations: { semanticDigest: model.digest } },
        ...files.filter(({ state }) => state.startsWith('sha256:')).map(({ path, state }) => ({ name: path, digest: { sha256: state.slice('sha256:'.length) } })),
      ],
      passedTests: names(true),
      warnedTests: [],
      failedTests: failed,
    },
  };
}
