/** The command lines `mipiti` and `mipiti-verify`: reads words, calls the project, prints the answer, and says by its exit code how it went. */
import { setMaxListeners } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Agent } from '../project/agent-files.ts';
import { isPlatformError } from '../sync/platform-error.ts';
import { assertOne } from './assert.ts';
import { acceptableWords, auditFile, type AuditCommand } from './audit.ts';
import { check } from './check.ts';
import { evidenceExport } from './evidence-export.ts';
import { evidenceLog } from './evidence-log.ts';
import { CannotDo } from './hosted/cannot-do.ts';
import { hostedProgram } from './hosted/program.ts';
import { init } from './init.ts';
import { posture } from './posture.ts';
import { review } from './review.ts';
import { printable } from '../project/printable.ts';
import { processTerminal } from './terminal.ts';
import { withTestOptions, type TestOptions } from './test-options.ts';
import type { SigningOptions } from './signing-options.ts';
import { failOnChoices, verify, type FailOn } from './verify.ts';
import { verifyOutputs, type VerifyOutput } from './verify-outputs.ts';
import { exitCodes, isWrongUse } from './wrong-use.ts';

const terminal = processTerminal();
const interrupt = new AbortController();
setMaxListeners(0, interrupt.signal);
// What tests started ends with this process, whichever way it is told to end.
for (const ending of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(ending, () => interrupt.abort(new Error('interrupted')));
// Whoever reads the output may stop reading: that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(process.exitCode ?? exitCodes.fine);
  throw error;
});

/** The version in the manifest, which lies beside the bundle and beside the source alike. */
function readVersion(): string {
  const inSource = new URL('../../package.json', import.meta.url);
  const manifest = existsSync(inSource) ? inSource : new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
}

const output = () => new Option('--output <form>', 'text for people, json for tools').choices(['text', 'json']).default('text');
const root = () => new Option('--root <folder>', 'the folder that paths of assertions are relative to').default('.');
const collect = (word: string, list: string[]): string[] => [...list, word];

const collectAgent = (word: string, list: Agent[]): Agent[] => {
  const known = (['claude', 'cursor', 'vscode', 'generic'] as const).find((one) => one === word);
  if (!known) throw new InvalidArgumentError('Allowed choices are claude, cursor, vscode, generic.');
  return [...list, known];
};

const acceptLess = (word: string, list: AuditCommand['acceptLess']): AuditCommand['acceptLess'] => {
  const known = acceptableWords.find((one) => one === word);
  if (!known) throw new InvalidArgumentError(`Allowed choices are ${acceptableWords.join(', ')}.`);
  return [...list, known];
};

const program = new Command('mipiti')
  .description('Threat models in your repository, and proof that every promise in them still holds.')
  .helpOption('-h, --help', 'show this help')
  .version(readVersion(), '-V, --version', 'show the version')
  .enablePositionalOptions()
  .exitOverride()
  .configureOutput({ writeErr: () => undefined })
  .showSuggestionAfterError(true)
  .addHelpText('after', '\nExit codes: 0 everything holds, 1 something does not (undecidable included), 2 wrong use.');

let exitCode: number = exitCodes.fine;

program
  .command('verify')
  .description('check every assertion of all models below a folder: weakenings, verdicts, posture')
  .argument('[path]', 'a folder or a model file', '.')
  .addOption(new Option('--output <form>', 'text for people, json for tools; sarif, junit, markdown, github: for code hosts').choices([...verifyOutputs]).default('text'))
  .option('--output-file <form=file>', 'write a report to a file besides, such as sarif=mipiti.sarif; may be repeated', collect, [])
  .addOption(new Option('--fail-on <what>', 'what fails besides: new only what the baseline lacks, at-risk, weakening; never nothing').choices([...failOnChoices]))
  .option('--base <ref>', 'the commit that weakenings are computed against (default: HEAD), and whose trust policy says which runs on record count')
  .option('--changed <ref>', 'verify only what the change since this commit touches, by symbol, and say what is left out')
  .option('--write-baseline', 'write what fails now to .mipiti/baseline.json', false)
  .option('--no-prove', 'do not try whether each passing claim notices that what it claims is gone')
  .option('--record', 'sign what was found about the commit and keep it in .mipiti/evidence', false)
  .option('--key <file>', 'with --record, the PEM file of the private key that signs (P-256 or Ed25519)')
  .addOption(new Option('--signing-prefer <signer>', 'with --record in CI, who signs where both could').choices(['sigstore', 'workspace']))
  .action(async (path: string, options: { output: VerifyOutput; outputFile: string[]; failOn?: FailOn; base?: string; changed?: string; writeBaseline: boolean; prove: boolean; record: boolean } & SigningOptions & TestOptions) => {
    exitCode = await verify({ path, ...options, outputFiles: options.outputFile, tests: options, signing: options, version: readVersion() }, terminal, interrupt.signal);
  });

const evidence = program.command('evidence').description('recorded runs of this repository');
evidence
  .command('log')
  .description('list recorded runs, newest first, with who signed them')
  .argument('[path]', 'a folder of the repository', '.')
  .option('--base <ref>', 'the branch or commit whose trust policy counts (default: the branch of the remote)')
  .addOption(new Option('--limit <number>', 'how many runs are listed').default(20).argParser(Number))
  .addOption(output())
  .action(async (path: string, options: { base?: string; limit: number; output: 'text' | 'json' }) => {
    exitCode = await evidenceLog({ path, ...options }, terminal);
  });
const remote = () => new Option('--remote <name>', 'a remote of the repository').default('origin');
evidence
  .command('push')
  .description('add the evidence of this clone to what a remote holds, at refs/mipiti/evidence')
  .argument('[path]', 'a folder of the repository', '.')
  .addOption(remote())
  .option('--to <folder>', 'write it to a folder instead, for a pipeline that may not push')
  .addOption(output())
  .action(async (path: string, { to, ...options }: { remote: string; to?: string; output: 'text' | 'json' }) => {
    const { evidencePush } = await import('./on-demand.ts');
    exitCode = await evidencePush({ path, ...options, ...(to === undefined ? {} : { folder: to }) }, terminal, interrupt.signal);
  });
evidence
  .command('fetch')
  .description('take in the evidence that a remote holds; files that are no evidence stay outside')
  .argument('[path]', 'a folder of the repository', '.')
  .addOption(remote())
  .option('--from <folder>', 'take it from a folder instead, such as the artefact of a pipeline')
  .addOption(output())
  .action(async (path: string, { from, ...options }: { remote: string; from?: string; output: 'text' | 'json' }) => {
    const { evidenceFetch } = await import('./on-demand.ts');
    exitCode = await evidenceFetch({ path, ...options, ...(from === undefined ? {} : { folder: from }) }, terminal, interrupt.signal);
  });
evidence
  .command('gc')
  .description('remove what interrupted writers left behind; on request, runs about commits that are gone')
  .argument('[path]', 'a folder of the repository', '.')
  .addOption(new Option('--prune-older-than <days>', 'also runs that came here so long ago, whose commit and tree this clone no longer has, and that no other run names').argParser(Number))
  .option('--dry-run', 'say what would go, and remove nothing', false)
  .addOption(output())
  .action(async (path: string, options: { pruneOlderThan?: number; dryRun: boolean; output: 'text' | 'json' }) => {
    const { evidenceGc } = await import('./on-demand.ts');
    exitCode = await evidenceGc({ path, ...options }, terminal);
  });

const trust = program.command('trust').description('who may sign runs of this repository');
const newKeyOptions = (command: Command): Command =>
  command
    .addOption(new Option('--kind <kind>', 'the kind of the new key').choices(['p256', 'ed25519']).default('p256'))
    .option('--key-file <file>', 'where its private part is written, outside of every repository (default: below ~/.mipiti/keys)')
    .option('--no-passphrase', 'ask for no passphrase; MIPITI_CUSTOMER_SIGNING_KEY_PASSPHRASE gives one without asking');
newKeyOptions(trust.command('init'))
  .description('set up a key that signs, the policy that trusts it, and a pipeline that records; overwrite nothing')
  .argument('[path]', 'a folder of the repository', '.')
  .option('--name <name>', 'what the policy calls the key', 'ci')
  .option('--public-key <file>', 'trust this key, whose private part is elsewhere, and make none')
  .addOption(new Option('--ci <host>', 'the pipeline file (default: what the repository looks like)').choices(['github', 'gitlab', 'none']))
  .option('--branch <branch>', "the branch whose runs are recorded (default: the remote's own)")
  .addOption(output())
  .action(async (path: string, options: { name: string; publicKey?: string; ci?: 'github' | 'gitlab' | 'none'; branch?: string; kind: 'p256' | 'ed25519'; keyFile?: string; passphrase: boolean; output: 'text' | 'json' }) => {
    const { trustInit } = await import('./on-demand.ts');
    exitCode = await trustInit({ path, ...options, version: readVersion() }, terminal, interrupt.signal);
  });
trust
  .command('show')
  .description('list who may sign, and what is wrong with the policy')
  .argument('[path]', 'a folder of the repository', '.')
  .option('--base <ref>', 'the branch or commit whose trust policy counts (default: the branch of the remote)')
  .addOption(output())
  .action(async (path: string, options: { base?: string; output: 'text' | 'json' }) => {
    const { trustShow } = await import('./on-demand.ts');
    exitCode = await trustShow({ path, ...options }, terminal);
  });
trust
  .command('revoke')
  .description('end all that a key or an identity signed, before and after')
  .argument('<name>', 'its name in the policy')
  .argument('[path]', 'a folder of the repository', '.')
  .requiredOption('--why <sentence>', 'the reason, for whoever reads the policy')
  .option('--on <day>', 'since when (default: today)')
  .addOption(output())
  .action(async (name: string, path: string, options: { why: string; on?: string; output: 'text' | 'json' }) => {
    const { trustRevoke } = await import('./on-demand.ts');
    exitCode = await trustRevoke({ name, path, ...options }, terminal);
  });
newKeyOptions(trust.command('rotate'))
  .description('let a key end, and put a new one in its place; what the old one signed stands')
  .argument('<name>', 'the name of the key that ends')
  .argument('[path]', 'a folder of the repository', '.')
  .option('--as <name>', 'the name of the new key (default: the old one with the next number)')
  .option('--until <day>', 'the last day of the old key (default: today)')
  .addOption(output())
  .action(async (name: string, path: string, options: { as?: string; until?: string; kind: 'p256' | 'ed25519'; keyFile?: string; passphrase: boolean; output: 'text' | 'json' }) => {
    const { trustRotate } = await import('./on-demand.ts');
    exitCode = await trustRotate({ name, path, ...options }, terminal, interrupt.signal);
  });

evidence
  .command('export')
  .description('write one file from which an auditor derives the recorded posture of a model again, offline')
  .argument('[path]', 'a model file, or a folder with one', '.')
  .requiredOption('--to <file>', 'where to; - for standard output')
  .option('--base <ref>', 'the branch or commit whose trust policy counts (default: the branch of the remote)')
  .action(async (path: string, options: { to: string; base?: string }) => {
    exitCode = await evidenceExport({ path, ...options, version: readVersion() }, terminal);
  });

program
  .command('audit')
  .description('verify a package of evidence, offline: signatures, bindings, completeness, and the posture derived again')
  .argument('<package>', 'the file that mipiti evidence export wrote')
  .option('--key <file>', 'the public key, in PEM, whose runs count; may be repeated', collect, [])
  .option('--policy <file>', 'your own copy of the trust policy')
  .option('--identity <subject>', 'the identity of CI whose runs count; * stands for anything without a slash')
  .option('--issuer <url>', 'who vouches for that identity')
  .option('--trusted-root <file>', "Sigstore's trusted root, from a place that you trust; needed for identities")
  .option('--model <id>', 'the model that it must be about')
  .option('--commit <name>', 'the commit that it must be about')
  .option('--repository <name>', 'owner/name of the repository that it must be about')
  .option('--newest-run <sha256>', 'a run that must be in it, so that nothing newer is held back')
  .addOption(new Option('--accept-less <what>', 'accept what was not shown, by name; may be repeated').choices(acceptableWords).default([]).argParser(acceptLess))
  .option('--at <time>', 'the moment that attestations are judged by (default: now)')
  .option('--full', 'every check, objective and run', false)
  .addOption(output())
  .addHelpText('after', '\nExit codes: 0 verified against whom you named, or accepted by you, 1 not, 2 wrong use.')
  .action(async (file: string, options: Omit<AuditCommand, 'file'>) => {
    exitCode = await auditFile({ file, ...options }, terminal);
  });

program
  .command('check')
  .description('check a batch of assertions from a JSON file')
  .argument('<file>', 'a list of {"id", "type", "params", "requires"}, or {"cases": [...]}; - for standard input')
  .addOption(root())
  .addOption(output())
  .option('--expect', 'compare each verdict with "expected", and fail on any difference', false)
  .action(async (file: string, options: { root: string; output: 'text' | 'json'; expect: boolean } & TestOptions) => {
    exitCode = await check({ file, ...options, tests: options }, terminal, interrupt.signal);
  });

program
  .command('assert')
  .description('check one assertion, such as: assert function_calls file=upload.py caller=handle_upload callee=scan_upload')
  .argument('<type>', 'the assertion type')
  .argument('[params...]', 'its parameters as name=value')
  .addOption(root())
  .addOption(output())
  .option('--requires <strength>', 'the least strength at which it passes')
  .option('--add <control>', 'write it into the model of that control')
  .option('--covers <clause>', 'with --add, a clause that it shows; may be repeated', collect, [])
  .option('--prove', 'take away what it claims, in memory, and see whether it notices; --add always does', false)
  .action(async (type: string, words: string[], options: { root: string; output: 'text' | 'json'; requires?: string; add?: string; covers: string[]; prove: boolean } & TestOptions) => {
    exitCode = await assertOne({ type, words, ...options, tests: options }, terminal, interrupt.signal);
  });

program
  .command('posture')
  .description('print the posture of all models, or of one model, objective or control')
  .argument('[id]', 'a model, or an objective or control such as upload/CO-A1-T1')
  .addOption(root())
  .option('--explain', 'the whole chain, down to the line of code', false)
  .option('--at <time>', 'the moment that attestations are judged by (default: now)')
  .addOption(new Option('--output <form>', 'text for people, json for tools, badge for a README: the picture of one model as SVG').choices(['text', 'json', 'badge']).default('text'))
  .action(async (id: string | undefined, options: { root: string; explain: boolean; at?: string; output: 'text' | 'json' | 'badge' } & TestOptions) => {
    exitCode = await posture({ ...(id === undefined ? {} : { id }), ...options, tests: options }, terminal, interrupt.signal);
  });

program
  .command('review')
  .description('list what waits for a person: open findings, what ended or ends soon, contradictions, controls nobody checked for 90 days')
  .argument('[path]', 'a folder or a model file', '.')
  .option('--at <time>', 'the moment that days are judged by (default: now)')
  .addOption(output())
  .addHelpText('after', '\nExit codes: 0 nothing waits, or only ends soon; 1 something waits; 2 wrong use.')
  .action(async (path: string, options: { at?: string; output: 'text' | 'json' } & TestOptions) => {
    exitCode = await review({ path, ...options, tests: options }, terminal, interrupt.signal);
  });

program
  .command('drift')
  .description('list what passed on record and does not hold now: assertion, control, objectives, and what changed since')
  .argument('[path]', 'a folder or a model file', '.')
  .option('--base <ref>', 'the commit whose record and trust policy count (default: HEAD, and the policy of the branch of the remote)')
  .addOption(output())
  .addHelpText('after', '\nExit codes: 0 nothing drifted, or only known gaps; 1 something did; 2 wrong use.')
  .action(async (path: string, options: { base?: string; output: 'text' | 'json' } & TestOptions) => {
    exitCode = await (await import('./drift.ts')).drift({ path, ...options, tests: options }, terminal, interrupt.signal);
  });

program
  .command('history')
  .description('list every recorded verdict on an assertion, or on what an objective or a control rests on, in the order of commits')
  .argument('<id>', 'an assertion, objective, control or assumption, such as asrt_7k2m or upload/CO-A1-T1')
  .addOption(root())
  .option('--base <ref>', 'the branch or commit whose trust policy counts (default: the branch of the remote)')
  .addOption(output())
  .action(async (id: string, options: { root: string; base?: string; output: 'text' | 'json' }) => {
    exitCode = await (await import('./history.ts')).history({ id, ...options }, terminal);
  });

program
  .command('bisect')
  .description('find a commit that changed the status of an objective, by verifying commits of the past; the work tree is not touched')
  .argument('<objective>', 'an objective such as CO-A1-T1 or upload/CO-A1-T1')
  .addOption(root())
  .option('--good <ref>', 'a commit at which all was well (default: one at which the objective was mitigated is looked for)')
  .option('--bad <ref>', 'a commit at which it is otherwise (default: HEAD)')
  .addOption(output())
  .addHelpText('after', '\nExit codes: 0 a commit was found; 1 none was; 2 wrong use.')
  .action(async (objective: string, options: { root: string; good?: string; bad?: string; output: 'text' | 'json' }) => {
    exitCode = await (await import('./bisect.ts')).bisect({ objective, ...options }, terminal, interrupt.signal);
  });

program
  .command('mcp')
  .description('serve coding agents by the Model Context Protocol; mipiti mcp --help lists its options')
  .argument('[words...]')
  .usage('[options] [path...]')
  .helpOption(false)
  .allowUnknownOption()
  .passThroughOptions()
  .action(async (words: string[]) => {
    const { mcp } = await import('../mcp/main.ts');
    exitCode = await mcp(words, interrupt.signal);
  });

program
  .command('init')
  .description('write an empty model, a line for .gitignore and editor hints; overwrite nothing')
  .argument('[path]', 'a folder', '.')
  .option('--title <title>', 'the title of the model')
  .option('--hook', 'let git verify what a commit touches, where no other tool is in charge of hooks', false)
  .addOption(new Option('--agent <name>', 'tell claude, cursor, vscode or a generic agent of the server, and how to work with it; may be repeated').argParser(collectAgent).default([]))
  .addOption(output())
  .action(async (path: string, { agent, ...options }: { title?: string; hook: boolean; agent: Agent[]; output: 'text' | 'json' }) => {
    exitCode = await init({ path, ...options, agents: agent }, terminal);
  });

program
  .command('generate')
  .description('propose a model, with the reason of every item, from a description, a file or a repository; no language model is asked')
  .argument('[description]', 'what the feature does, in quotes; a .md or .txt file that says it; - for standard input')
  .option('--from-repo [path]', 'read a repository: manifests, routes, infrastructure files; nothing of it is run')
  .addOption(root())
  .option('--title <title>', 'the title of the model')
  .option('--write <path>', 'the new model file to write')
  .option('--into <model>', 'add what it lacks to this model, by small edits, instead of writing a new one')
  .option('--without <ids...>', 'leave these items out, such as T3 CTRL-12')
  .option('--yes', 'write without asking', false)
  .addOption(new Option('--output <form>', 'text for people, json for tools, yaml: the model file itself').choices(['text', 'json', 'yaml']).default('text'))
  .addHelpText('after', '\nA team extends or overrides the library with files in .mipiti/library/*.yaml.\nExit codes: 0 something was proposed, 1 nothing could be, 2 wrong use.')
  .action(async (words: string | undefined, { fromRepo, ...options }: { fromRepo?: string | true; root: string; title?: string; write?: string; into?: string; without?: string[]; yes: boolean; output: 'text' | 'json' | 'yaml' }) => {
    const { generate } = await import('./on-demand.ts');
    exitCode = await generate({ words, ...options, ...(fromRepo === undefined ? {} : { fromRepo: fromRepo === true ? options.root : fromRepo }), without: options.without ?? [] }, terminal, interrupt.signal);
  });

for (const command of program.commands) if (['verify', 'check', 'assert', 'posture', 'review', 'drift'].includes(command.name())) withTestOptions(command, command.name() === 'assert');

/** By whichever name this bundle was called: npm makes both. */
const isHosted = basename(process.argv[1] ?? '').replace(/\.[a-z]+$/, '') === 'mipiti-verify';
const called = isHosted ? hostedProgram(readVersion(), terminal, interrupt.signal, (code) => (exitCode = code)) : program;
for (const command of [called, ...called.commands, ...evidence.commands, ...trust.commands]) command.exitOverride().configureOutput({ writeErr: () => undefined }).showSuggestionAfterError(true);
const name = called.name();

async function main(): Promise<number> {
  try {
    if (process.argv.length <= 2) {
      called.outputHelp();
      return exitCodes.wrongUse;
    }
    await called.parseAsync();
    return exitCode;
  } catch (error) {
    terminal.clear();
    if (interrupt.signal.aborted) {
      terminal.note('Interrupted.');
      return exitCodes.interrupted;
    }
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return exitCodes.fine;
      terminal.note(`${name}: ${error.message.replace(/^error: /, '')}. ${name} --help lists what there is.`.replace(/\n\(/, ' (').replace(/\)\. mipiti/, ') mipiti'));
      return exitCodes.wrongUse;
    }
    if (isWrongUse(error)) {
      terminal.note(`${name}: ${printable(error.message)}`);
      return exitCodes.wrongUse;
    }
    if (error instanceof CannotDo || isPlatformError(error)) {
      terminal.note(`${name}: ${printable(error.message)}`);
      return exitCodes.failed;
    }
    terminal.note(`${name}: ${printable(error instanceof Error ? error.message : String(error))}`);
    return exitCodes.wrongUse;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
