/** What passes in a file, with its mutants. */
import type { Claim } from '../../../src/verifier/verdict.ts';
import { languageOfFile } from '../../../src/verifier/languages/all.ts';
import { brokenCalls } from './call-operators.ts';
import { brokenDecorators, brokenDefinitions, brokenImports } from './definition-operators.ts';
import { keptCalls } from './equivalent-operators.ts';
import { mutantLanguage } from './language.ts';
import type { Mutant, Subject } from './mutant.ts';
import type { Random } from './random.ts';
import { callSites, decoratorSites, functionSites, importSites } from './sites.ts';
import type { Node } from './syntax.ts';
import { testSites } from './test-operators.ts';

/** At most so many of each sort of claim are taken from one file, so that no file outweighs the others. */
const mostOfAFile = 6;

/** What could be claimed of the file, by chance of `random`. Whether it passes is not known yet. */
export function subjectsIn(path: string, text: string, root: Node, random: Random): readonly Subject[] {
  const language = mutantLanguage(languageOfFile(path)?.id ?? '');
  if (!language) return [];
  const functions = functionSites(root, language);
  const calls = random.some(functions.flatMap((site) => callSites(site, language)), mostOfAFile).map((site): Subject => {
    const callee = site.dotted !== undefined && random.below(2) === 0 ? site.dotted : site.name.text.replace(/^#/, '');
    return subject({ type: 'function_calls', params: { file: path, caller: site.caller.path, callee } }, site.call, brokenCalls(text, site, language), keptCalls(text, site, language));
  });
  const definitions = random.some(functions, mostOfAFile).map((site) => subject({ type: 'function_exists', params: { file: path, name: site.path } }, site.node, brokenDefinitions(text, site, language)));
  const imports = random.some(importSites(root, text, language), mostOfAFile).map((site) => subject({ type: 'import_present', params: { file: path, module: site.module } }, site.node, brokenImports(text, site, language)));
  const decorators = random.some(functions.flatMap((site) => decoratorSites(site, language)), mostOfAFile).map((site) =>
    subject({ type: 'decorator_present', params: { file: path, function: site.symbol.path, decorator: site.name } }, site.decorator, brokenDecorators(text, site, language)),
  );
  const tests = random.some(testSites(languageOfFile(path)?.id ?? '', text, root, functions), mostOfAFile).map((site) => subject({ type: 'test_exists', params: { pattern: path, name: site.name } }, site.node, site.broken));
  return [...calls, ...definitions, ...imports, ...decorators, ...tests];
}

function subject(claim: Claim, node: Node, broken: readonly Mutant[], kept: readonly Mutant[] = []): Subject {
  return { claim, line: node.startPosition.row + 1, broken, kept };
}
