import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { milliseconds, percentile, row, times, type Row } from './measure.ts';
import { codeFolder, questionsAbout, sourceFiles } from './repositories.ts';

const cache = join(import.meta.dirname, '..', '..', '.editor', 'bench');
const ours = join(import.meta.dirname, '..', '..', 'dist', 'cli.cjs');

/** 1,000 assertions over real code, command line against command line: `mipiti check` and `ast-grep` asked the same as rules. Its rules see the tree and no liveness. */
export function coldVerification(folder: string | undefined): Row[] {
  const root = codeFolder(folder);
  const questions = questionsAbout(sourceFiles(root), 1000);
  const rules = questions.map(({ file, caller, callee }, index) => {
    const language = file.endsWith('.py') ? 'python' : file.endsWith('.tsx') ? 'tsx' : file.endsWith('.ts') ? 'typescript' : 'javascript';
    const [call, definition] = language === 'python' ? ['call', 'function_definition'] : ['call_expression', 'function_declaration'];
    return `id: q${index}\nlanguage: ${language}\nfiles: ["${file}"]\nrule:\n  kind: ${call}\n  has: {field: function, regex: "^${callee}$"}\n  inside: {stopBy: end, kind: ${definition}, has: {field: name, regex: "^${caller}$"}}\n`;
  });
  const project = ruleProject(root, questions.map(({ file }) => file), rules);
  const asked = join(project, 'assertions.json');
  writeFileSync(asked, JSON.stringify(questions.map(({ file, caller, callee }) => ({ type: 'function_calls', params: { file, caller, callee } }))));
  const peer = astGrep();
  const [mine, theirs]: [number[], number[]] = [[], []];
  let passed = 0;
  let matched = new Set<string>();
  // By turns, so that what else the machine does touches both.
  for (let run = 0; run < 5; run++) {
    const began = performance.now();
    const answer = spawnSync(process.execPath, [ours, 'check', asked, '--root', root, '--output', 'json'], { encoding: 'utf8', maxBuffer: 500_000_000 });
    mine.push(performance.now() - began);
    if (answer.status !== 0 && answer.status !== 1) throw new Error(`mipiti failed: ${answer.stderr}`);
    passed = (JSON.parse(answer.stdout) as { passed: number }).passed;
    const peerBegan = performance.now();
    const { stdout, status, stderr } = spawnSync(peer, ['scan', '--json=stream'], { cwd: project, encoding: 'utf8', maxBuffer: 500_000_000 });
    theirs.push(performance.now() - peerBegan);
    if (status !== 0 && stdout === '') throw new Error(`ast-grep failed: ${stderr}`);
    matched = new Set(stdout.trim().split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { ruleId: string }).ruleId])));
  }
  const [time, peerTime] = [percentile(mine, 0.5), percentile(theirs, 0.5)];
  return [row(`${questions.length} assertions cold, against ast-grep (${passed} pass; ast-grep matches ${matched.size})`, time / peerTime, times, 1, 0.5, `${milliseconds(time)} : ${milliseconds(peerTime)}`)];
}

/** The files that are asked about beside the rules, as a project of ast-grep's: its globs count from where its configuration stands. */
function ruleProject(root: string, files: readonly string[], rules: readonly string[]): string {
  const project = join(cache, 'subject');
  rmSync(project, { recursive: true, force: true });
  mkdirSync(join(project, 'rules'), { recursive: true });
  for (const file of new Set(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    copyFileSync(join(root, file), join(project, file));
  }
  writeFileSync(join(project, 'sgconfig.yml'), 'ruleDirs: [rules]\n');
  writeFileSync(join(project, 'rules', 'all.yml'), rules.join('---\n'));
  return project;
}

/** ast-grep from the npm registry, at a fixed version. */
function astGrep(): string {
  const folder = join(cache, 'ast-grep');
  const binary = join(folder, 'node_modules', `@ast-grep/cli-${process.platform}-${process.arch}${process.platform === 'linux' ? '-gnu' : ''}`, 'ast-grep');
  if (!existsSync(binary)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"private": true}\n');
    spawnSync('npm', ['install', '@ast-grep/cli@0.51.1', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'ignore' });
  }
  if (!existsSync(binary)) throw new Error('ast-grep could not be installed for comparison');
  return binary;
}
