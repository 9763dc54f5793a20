/** What a check may ask for beside files, when whoever verifies hands it out. Without it such a claim is undecidable. */
import type { AttestedResults } from './attested-results.ts';
import type { TestRunner } from './test-runner.ts';

export interface CheckPorts {
  /** Runs tests: code of the workspace. Never there for checks at the keystroke, or where nobody asked for it. */
  readonly tests?: TestRunner;
  /** Signed statements on tests that a job ran elsewhere. Asking for them executes nothing. */
  readonly attested?: AttestedResults;
}
