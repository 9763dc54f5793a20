/** The ways of working that a person can start in a client by name: each tells an agent which tools to use in which order, and where to stop. */
import { ProtocolError, ProtocolErrorCode, type Prompt } from '@modelcontextprotocol/server';
import type { Served } from './served.ts';

interface Way {
  readonly prompt: Prompt;
  readonly text: (words: Readonly<Record<string, string>>) => string;
}

const ways: readonly Way[] = [
  {
    prompt: {
      name: 'model_feature',
      title: 'Model a feature',
      description: 'Write the threat model of a feature, from a description to objectives with controls.',
      arguments: [{ name: 'description', description: 'What the feature does, in a few sentences.', required: true }],
    },
    text: ({ description = '' }) => `Model this feature: ${description}

1. list_threat_models: extend a model that covers it already, rather than writing a second one.
2. generate_threat_model with the description, and the names of files that implement it where there are any. Look at each item with the reason that it gives. Where that tool is not there, build the model with add_trust_boundary, add_component, add_asset and add_attacker.
3. Correct what does not fit: say in which components assets lie, at which boundaries attackers stand, and rate with reasons. Remove nothing only because it is inconvenient.
4. get_control_objectives: for each objective that is reachable and of high risk there must be a control whose clauses say what the code has to show.
5. model_coherence_report, and mend what it names.
6. End with the posture, and the three objectives that should be mitigated first, and why.`,
  },
  {
    prompt: {
      name: 'implement_control',
      title: 'Implement the next control',
      description: 'Write the code that a control asks for, claim evidence, and see its objectives move.',
      arguments: [
        { name: 'model', description: 'The identifier of the model; the only one when left out.' },
        { name: 'control', description: 'The identifier of the control; the most urgent one when left out.' },
      ],
    },
    text: ({ model, control }) => `Implement ${control ? `control ${control}` : 'the control that lowers most risk'}${model ? ` of model ${model}` : ''}.

1. get_control_work_order${control ? '' : ' without a control'}: what is asked, clause by clause, and what counts as evidence.
2. Name the files that you are about to change to begin_change: it says which promises rest on them. Keep the contract that it returns.
3. Write the code. Do not weaken the model to make it pass: a clause that asks too much is a matter for the person.
4. suggest_assertions for each clause, over the functions that you wrote; submit_assertions with those that mean the clause, not merely those that pass.
5. update_control_status to implemented, and verify_assertions with prove: an assertion that survives the removal of what it claims proves nothing; claim something better.
6. complete_change with the contract. Report what it says: what became better, what became worse, and every weakening.`,
  },
  {
    prompt: {
      name: 'gather_evidence',
      title: 'Gather evidence',
      description: 'Find what already shows that controls hold, and claim it.',
      arguments: [
        { name: 'model', description: 'The identifier of the model; the only one when left out.' },
        { name: 'control', description: 'Only this control.' },
      ],
    },
    text: ({ model, control }) => `Gather evidence for ${control ? `control ${control}` : 'the controls that are not verified'}${model ? ` of model ${model}` : ''}, changing no code.

1. ${control ? `get_sufficiency of ${control}` : 'get_controls, then get_sufficiency of each that is not verified'}: which clauses nothing shows yet.
2. Look for the code that keeps each promise. For each clause, suggest_assertions over the functions that you found.
3. submit_assertions with the strongest claim that means the clause. Where there is no code that keeps the promise, say so; claim nothing.
4. verify_assertions with prove, and replace what survives.
5. Record a weakness that you saw with submit_findings. End with the clauses that are still open.`,
  },
  {
    prompt: {
      name: 'review_change',
      title: 'Review a change',
      description: 'Judge the pending change by what it does to the promises of the models.',
      arguments: [{ name: 'files', description: 'The files of the change, with commas; all that git says changed when left out.' }],
    },
    text: ({ files }) => `Review the security of the pending change${files ? ` to ${files}` : ''}. Change nothing.

1. list_weakenings: what became easier to satisfy. Each needs a reason that a person accepts; name those that have none.
2. verify_assertions: what fails, with the line that broke it.
3. get_drift: what was proven on record and does not hold now.
4. ${files ? `begin_change with these files` : 'begin_change with the files that git says changed'}: which objectives rest on what changed, also where every check passes. Read those places as a reviewer: does the code still mean what its clause says?
5. Answer with what must change before this is merged, what should, and what a person has to decide. Say so when nothing is wrong.`,
  },
];

export const prompts: Served['prompts'] = {
  list: () => ways.map(({ prompt }) => prompt),
  get(name, words) {
    const way = ways.find(({ prompt }) => prompt.name === name);
    if (!way) return Promise.reject(new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown prompt. There are ${ways.map(({ prompt }) => prompt.name).join(', ')}.`));
    const missing = (way.prompt.arguments ?? []).find(({ name: word, required }) => required && !words[word]?.trim());
    if (missing) return Promise.reject(new ProtocolError(ProtocolErrorCode.InvalidParams, `The prompt ${name} needs ${missing.name}.`));
    return Promise.resolve({ description: way.prompt.description, messages: [{ role: 'user' as const, content: { type: 'text' as const, text: way.text(words) } }] });
  },
};
