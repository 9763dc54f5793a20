/** From a description, a file or a repository to a proposal, its review, and a model file: what every front calls. */
import { readLibrary, type Library, type LibraryProblem, type LibraryText } from '../../generation/library.ts';
import { proposeFor, type MergeProposal } from '../../generation/merge.ts';
import { proposedModelText } from '../../generation/model-text.ts';
import { maximumDescription, propose, type ProposalInput } from '../../generation/propose.ts';
import type { Proposal, ProposalRefusal } from '../../generation/proposal.ts';
import { similarModels, type SimilarModel } from '../../generation/similar-models.ts';
import type { ParsedModel } from '../../model/parse.ts';
import type { ThreatModel } from '../../model/schema.ts';
import type { Sources } from '../../verifier/sources.ts';
import { builtInLibrary } from './built-in-library.ts';
import { readRepository, type ReadingOptions } from './repository-facts.ts';

export interface GenerateRequest {
  /** What the feature does, in English; empty where the repository says it. */
  readonly description: string;
  /** The file that the description comes from, for reasons. */
  readonly descriptionFile?: string;
  /** Whether to read the repository, too. */
  readonly fromRepository: boolean;
  readonly title?: string;
  /** What to call the model where neither title nor README says it: the folder. */
  readonly folderName?: string;
}

export interface GenerateContext extends ReadingOptions {
  /** The folder's files: a team's library and, when asked for, the repository. */
  readonly sources: Sources;
  /** The models that are there. */
  readonly models: readonly { readonly path: string; readonly model: ThreatModel }[];
  /** The files of the built-in library, where they do not come with the code. */
  readonly builtIn?: readonly LibraryText[];
}

export interface Generated {
  readonly answer: Proposal | ProposalRefusal;
  /** Models that speak of the same. */
  readonly similar: readonly SimilarModel[];
  /** What is wrong with files of the team's library; these were left out. */
  readonly problems: readonly LibraryProblem[];
  /** What of the repository was not looked at, as sentences. */
  readonly limits: readonly string[];
  /** The proposal of what is accepted: references and mitigation groups are those of what stays. */
  revise(accepted: ReadonlySet<string>): Proposal | ProposalRefusal;
  /** What an existing model lacks of it. Without a set everything is accepted. */
  mergeInto(parsed: ParsedModel, accepted?: ReadonlySet<string>): MergeProposal | ProposalRefusal;
}

/** Where a team keeps its own items, relative to the folder. */
const teamLibraryFolder = '.mipiti/library';

/** Generates a proposal. Rejects only when it is cancelled. */
export async function generateModel(request: GenerateRequest, context: GenerateContext): Promise<Generated> {
  const { library, problems } = await libraryOf(context.sources, context.builtIn ?? builtInLibrary);
  const reading = request.fromRepository ? await readRepository(context.sources, context) : undefined;
  context.signal?.throwIfAborted();
  const introduction = request.description.trim() === '' ? reading?.introduction : undefined;
  const description = introduction?.text ?? request.description;
  const title = request.title ?? (reading && request.description.trim() === '' ? introduction?.title || request.folderName : undefined);
  const descriptionFile = introduction?.file ?? request.descriptionFile;
  const input: ProposalInput = {
    library,
    description,
    ...(title === undefined ? {} : { title }),
    ...(descriptionFile === undefined ? {} : { descriptionFile }),
    ...(introduction ? { descriptionLines: introduction.lines } : {}),
    ...(reading ? { facts: reading.facts, units: reading.units, ...(reading.claimable ? { claimable: reading.claimable } : {}) } : {}),
  };
  const limits = reading?.limits ?? [];
  return {
    answer: propose(input),
    similar: description.length > maximumDescription ? [] : similarModels(`${title ?? ''}\n${description}`, context.models),
    problems,
    limits,
    revise: (accepted) => propose({ ...input, accepts: (_kind, id) => accepted.has(id) }),
    mergeInto: (parsed, accepted) => proposeFor(parsed, { ...input, ...(accepted ? { accepts: (_kind, id) => accepted.has(id) } : {}) }),
  };
}

const teamFiles = 50;
let builtIn: { readonly library: Library; readonly problems: readonly LibraryProblem[] } | undefined;

/** The built-in library, and a team's files over it. */
async function libraryOf(sources: Sources, files: readonly LibraryText[]): Promise<{ readonly library: Library; readonly problems: readonly LibraryProblem[] }> {
  const listed = await sources.list(`${teamLibraryFolder}/*.{yaml,yml}`);
  const own: LibraryText[] = [];
  for (const file of listed.ok ? listed.files.slice(0, teamFiles) : []) {
    const source = await sources.read(file);
    own.push({ file, text: source.ok ? source.text : `# ${source.refusal}` });
  }
  if (own.length > 0) return readLibrary([...files, ...own]);
  return (builtIn ??= readLibrary(files));
}

/** The text of a new model file. */
export function modelFileOf(proposal: Proposal, options: { readonly schemaUrl?: string } = {}): string {
  return proposedModelText(proposal, proposal.items, options);
}

/** The first name for a new model file that is free, and the proposal with the identifier that goes with it. */
export function nameFor(proposal: Proposal, isTaken: (file: string) => boolean): { readonly file: string; readonly proposal: Proposal } {
  for (let number = 1; ; number++) {
    const modelId = number === 1 ? proposal.modelId : `${proposal.modelId}-${number}`;
    const file = `${modelId}.threatmodel.yaml`;
    if (!isTaken(file)) return { file, proposal: { ...proposal, modelId } };
  }
}
