/** What a tool works with: the open projects, a person who may be asked, and the way to say how far it is. Every front brings its own. */
import type { EditResult } from '../model/edit.ts';
import type { ClaimChecker } from '../project/claim-checker.ts';
import type { ModelSnapshot, Project } from '../project/snapshot.ts';
import type { CheckPorts } from '../verifier/ports.ts';

/** A decision that is a person's own: to attest, to accept a risk, to dismiss, to seal, to remove a clause or an assertion that fails. */
export interface PersonQuestion {
  /** What would be done, in one sentence. */
  readonly question: string;
  /** What it means for the posture: statuses that change, weakenings that show. */
  readonly consequences: readonly string[];
}

/** `not_asked` where nobody can be reached: then the tool writes it as a proposal, which shows as a weakening until it is merged. */
export type PersonAnswer = 'agreed' | 'declined' | 'not_asked';

/** How model files change here: on disk, or as edits of an open editor. */
export interface ModelWriter {
  /**
   * Makes the edits, as one step that can be undone, and gives the snapshot after them, verified again.
   *
   * @throws ToolRefusal when the edit was refused, the file has another text by now, or an editor holds unsaved text of it.
   */
  edit(model: ModelSnapshot, result: EditResult): Promise<ModelSnapshot>;
  /** Writes a model file that is not there yet, at a path relative to the root of the project. Throws ToolRefusal when it is. */
  create(project: Project, path: string, text: string): Promise<ModelSnapshot>;
  /** Takes a whole model file away. Throws as `edit` does. */
  remove(model: ModelSnapshot): Promise<void>;
}

export interface Desk {
  /** One for each root folder, models read and checks settled. */
  projects(): Promise<readonly Project[]>;
  readonly writer: ModelWriter;
  readonly checker: ClaimChecker;
  /** What tests need to be run; undefined where they may not be. */
  readonly testPorts?: (repositoryRoot: string) => CheckPorts;
  askPerson(question: PersonQuestion): Promise<PersonAnswer>;
  progress(done: number, total: number, message: string): void;
  readonly signal: AbortSignal;
  now(): Date;
  /** As for `allocateIdentifier`: a number from 0 to below 1. */
  chance(): number;
  /** Of this product. */
  readonly version: string;
}
