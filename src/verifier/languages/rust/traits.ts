/** What Rust means beyond its syntax. */
import { endsInNames } from '../../code/dotted.ts';
import type { LanguageTraits } from '../../code/traits.ts';
import { rustTests } from './tests.ts';
import { rustBehaviour } from './behaviour.ts';
import { rustModuleFiles } from './uses.ts';

export const rustTraits: LanguageTraits = {
  globals: new Set('drop Some None Ok Err Box Vec String Option Result'.split(' ')),
  neverReturns: new Set(['std.process.exit', 'std.process.abort', 'process.exit', 'process.abort', 'std.panic.resume_unwind', 'core.hint.unreachable_unchecked', 'std.hint.unreachable_unchecked']),
  logging: /^(std\.)?e?print(ln)?!$|^((log|tracing)\.)?(trace|debug|info|warn|error)!$|^(std\.)?dbg!$/,
  notImplemented: /^((std|core)::)?(todo|unimplemented)!|(^|\W)(not[ _-]?(yet[ _-]?)?implemented|unimplemented|todo)\b/i,
  notImplementedResult: /^(Err\(|((anyhow|eyre)::)?bail!\()[^]*(not[ _-]?(yet[ _-]?)?implemented|\bunimplemented\b|NotImplemented|Unimplemented|\btodo\b)/i,
  dynamic: new Set<string>(),
  lookups: new Set(),
  wrappers: /(^|\.)(LazyLock|Lazy|OnceLock|LazyCell)\.new$/,
  invokers: new Set(),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  declarationsInOrder: true,
  macroMark: '!',
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module.replaceAll('::', '.').replace(/^\./, ''),
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}::`),
  isShortFor: (claimed, dotted) => endsInNames(dotted, claimed),
  moduleFiles: rustModuleFiles,
  modulesInModules: true,
  moduleRoots: new Set(['crate', 'self', 'super']),
  outerModule: 'super',
  namelessFiles: new Set(['mod', 'lib', 'main']),
  declaresOnly: () => false,
  constructors: new Set(),
  environment: { maps: new Set(), readers: new Set(['std.env.var', 'std.env.var_os', 'env!', 'option_env!', 'std.env!', 'std.option_env!', 'core.env!', 'core.option_env!', 'dotenvy.var', 'dotenv.var']), openers: new Set(['std.env.vars', 'std.env.vars_os']) },
  tests: rustTests,
  behaviour: rustBehaviour,
};
