/** `mipiti-verify`: the commands, flags and exit codes of the hosted tool, where pipelines know them already. */
import { Command, Option } from 'commander';
import type { Terminal } from '../terminal.ts';
import { withTestOptions, type TestOptions } from '../test-options.ts';
import { auditHosted, type HostedAuditOptions } from './audit.ts';
import { CannotDo } from './cannot-do.ts';
import { checkFile, verifyOne } from './checks.ts';
import { connect, defaultAddress } from './connect.ts';
import { hostedEnvironment } from './environment.ts';
import { list, report } from './queries.ts';
import { run, type RunCommand } from './run.ts';

const form = (...more: string[]): Option => new Option('--output <form>', 'how to answer').choices(['text', 'json', ...more]).default('text');
const root = (): Option => new Option('--project-root <folder>', 'the folder that paths of assertions are relative to').default('.');
const address = (): Option => new Option('--base-url <address>', `the platform (default: MIPITI_BASE_URL, or ${defaultAddress})`);
const collect = (word: string, all: string[]): string[] => [...all, word];

/** Flags of the hosted tool that this one knows and does not do: each says why, so that nothing is left undone unnoticed. */
const refused: readonly (readonly [flags: string, why: string])[] = [
  ['--api-key <key>', 'A key on a command line is read by every process. Put it into the environment as MIPITI_API_KEY.'],
  ['--oidc-token <token>', 'Runs cannot be signed yet. Leave --oidc-token out to submit unsigned results.'],
  ['--sigstore-tuf-url <url>', 'Runs cannot be signed yet. Leave --sigstore-tuf-url out to submit unsigned results.'],
  ['--sigstore-trust-config <file>', 'Runs cannot be signed yet. Leave --sigstore-trust-config out to submit unsigned results.'],
  ['--workspace-signing-key <file>', 'Runs cannot be signed yet. Leave --workspace-signing-key out to submit unsigned results.'],
  ['--customer-key <file>', 'Runs cannot be signed yet. Leave --customer-key out to submit unsigned results.'],
  ['--customer-key-passphrase <words>', 'Runs cannot be signed yet, and a passphrase belongs into the environment.'],
  ['--signing-prefer <signer>', 'Runs cannot be signed yet. Leave --signing-prefer out to submit unsigned results.'],
  ['--tier2-provider <name>', 'There is no judge yet, and what was asked to be judged is not passed unjudged. Leave --tier2-provider out to verify Tier 1 alone.'],
  ['--tier2-model <name>', 'There is no judge yet. Leave --tier2-model out to verify Tier 1 alone.'],
  ['--tier2-api-key <key>', 'There is no judge yet, and a key on a command line is read by every process.'],
  ['--ollama-url <url>', 'There is no judge yet. Leave --ollama-url out to verify Tier 1 alone.'],
];

/** The same for `audit`: there is no platform, no anchor and no document whose signature these would pin. */
const refusedInAudit: typeof refused = [
  ['--key-url <url>', 'Packages are verified offline, so no key is fetched. Get it from a place that you trust, and give it with --expected-customer-key.'],
  ['--sigstore-tuf-url <url>', 'Packages are verified offline, so no root is fetched. Give the trusted root with --sigstore-trust-config.'],
  ['--platform-pubkey <file>', 'A package is signed by those who verified, and no platform signs it. Pin them with --expected-customer-key or --expected-ci-identity.'],
  ['--rekor-anchor <url>', 'Packages are verified offline, and are no documents with an anchor. Leave --rekor-anchor out.'],
  ['--rekor-entry-snapshot <folder>', 'A package is no document with an anchor. Leave --rekor-entry-snapshot out.'],
  ['--expected-anchor-identity <identity>', 'A package is no document with an anchor. Leave --expected-anchor-identity out.'],
  ['--expected-anchor-issuer <url>', 'A package is no document with an anchor. Leave --expected-anchor-issuer out.'],
];

function refuse(options: Readonly<Record<string, unknown>>, of = refused): void {
  for (const [flags, why] of of) {
    const name = new Option(flags).attributeName();
    if (options[name] !== undefined) throw new CannotDo(why);
  }
}

/** The program; `exit` is told the code of the command that ran. */
export function hostedProgram(version: string, terminal: Terminal, signal: AbortSignal, exit: (code: number) => void): Command {
  const program = new Command('mipiti-verify')
    .description('Verify the assertions of a platform against this checkout.')
    .helpOption('-h, --help', 'show this help')
    .version(version, '--version', 'show the version')
    .addHelpText('after', '\nThe API key is taken from MIPITI_API_KEY alone. Exit codes: 0 all of it holds, 1 something does not or went wrong, 2 wrong use.');
  const environment = hostedEnvironment();

  const runs = program
    .command('run')
    .description('pull assertions, verify them, submit the results')
    .argument('[model]', 'the identifier of a model')
    .option('--all', 'every model that the key can list', false)
    .addOption(address())
    .addOption(root())
    .addOption(form('github'))
    .option('--dry-run', 'submit nothing', false)
    .option('--reverify', 'verify all assertions (default)', true)
    .option('--no-reverify', 'verify only what waits for a result')
    .option('--verbose', 'a line for each assertion', false)
    .option('--repo <name>', 'owner/name of this repository (default: what the pipeline or the remote says)')
    .option('--changed-files <file>', 'only assertions on the files listed there, one a line, and those on no file; - for standard input')
    .option('--concurrency <number>', 'taken, and of no effect: nothing judges here yet')
    .option('--component <id>', 'only controls of this component')
    .option('--component-path', "take paths from the component's folder (default)", true)
    .option('--no-component-path', 'take paths from the root')
    .option('--require-attestation', 'fail a model whose run is not signed; none can be yet', false)
    .action(async (model: string | undefined, options: Omit<RunCommand, 'model' | 'tests'> & TestOptions) => {
      refuse({ ...options });
      exit(await run({ model, ...options, tests: options }, environment, terminal, signal));
    });
  for (const [flags] of refused) runs.addOption(new Option(flags).hideHelp());

  const verify = program
    .command('verify')
    .description('check one assertion')
    .argument('<type>', 'the assertion type')
    .option('-p, --param <name=value>', 'a parameter; may be repeated', collect, [])
    .addOption(root())
    .addOption(form())
    .action(async (type: string, options: { param: string[]; projectRoot: string; output: 'text' | 'json' } & TestOptions) => {
      exit(await verifyOne(type, options.param, { ...options, tests: options }, terminal, signal));
    });
  const check = program
    .command('check')
    .description('check a batch of assertions from a JSON file')
    .argument('<file>', 'a list of {"type", "params", "description", "id"}')
    .addOption(root())
    .addOption(form())
    .action(async (file: string, options: { projectRoot: string; output: 'text' | 'json' } & TestOptions) => {
      exit(await checkFile(file, { ...options, tests: options }, terminal, signal));
    });
  for (const command of [runs, verify, check]) withTestOptions(command);

  for (const [name, description, act] of [['list', 'how many assertions wait for a result', list], ['report', 'what the platform knows about the evidence of a model', report]] as const) {
    const query = program
      .command(name)
      .description(description)
      .argument('<model>', 'the identifier of a model')
      .addOption(address())
      .addOption(form())
      .action(async (model: string, options: { baseUrl?: string; output: 'text' | 'json' }) => {
        refuse({ ...options });
        exit(await act(model, options.output, await connect(options.baseUrl, environment, terminal, signal), terminal));
      });
    query.addOption(new Option(refused[0]![0]).hideHelp());
  }

  const audit = program
    .command('audit')
    .description('verify a package that mipiti evidence export made, offline')
    .argument('<file>', 'the package')
    .option('--expected-model-id <id>', 'the model that it must be about')
    .option('--expected-commit-sha <commit>', 'the commit that it must be about')
    .option('--expected-ci-identity <identity>', 'whose runs count (default: MIPITI_VERIFY_CI_IDENTITY)')
    .option('--ci-identity-from-env', 'runs of the workflow that this job belongs to', false)
    .option('--expected-issuer <url>', 'who vouches for that identity (default for github.com and gitlab.com: they do)')
    .option('--sigstore-trust-config <file>', 'what Sigstore is trusted by; needed for an identity')
    .option('--expected-workspace-key <sha256>', 'the fingerprint of the key whose runs count')
    .option('--expected-customer-key <file>', 'the public key, in PEM, whose runs count')
    .option('--require-verification', 'taken: without verification nothing exits with 0', false)
    .option('--allow-orphan-results', 'accept verdicts on what is not in the model', false)
    .option('--full', 'every check, objective and run', false)
    .addOption(form())
    .action(async (file: string, options: HostedAuditOptions) => {
      refuse({ ...options }, refusedInAudit);
      exit(await auditHosted(file, options, environment, terminal));
    });
  for (const [flags] of refusedInAudit) audit.addOption(new Option(flags).hideHelp());
  return program;
}
