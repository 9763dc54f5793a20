/** What Go means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';
import { goPackageFiles, isShortForGo, packageCounts } from './names.ts';
import { goBehaviour } from './behaviour.ts';
import { goTests } from './tests.ts';

/** An error value that says so is what "not implemented" looks like where errors are returned. */
const unfinished = /^((nil|""|0|false|[\w.*&]+\{\})\s*,\s*)*((errors\.New|fmt\.Errorf|status\.Errorf?|connect\.NewError)\([^]*(not[ _-]?(yet[ _-]?)?implemented|unimplemented|\btodo\b)|([\w.]+\.)?(Err|err)\w*(NotImplemented|Unimplemented|NotSupported)\w*$|[\w.]+\.ErrUnsupported$)/i;

export const goTraits: LanguageTraits = {
  globals: new Set('append cap clear close complex copy delete imag len make max min new panic print println real recover'.split(' ')),
  neverReturns: new Set('os.Exit log.Fatal log.Fatalf log.Fatalln log.Panic log.Panicf log.Panicln runtime.Goexit syscall.Exit'.split(' ')),
  // Only verbs of logging: `log.Append(entry)` may be all that an audit function does.
  logging: /^(print|println|fmt\.Print(f|ln)?|(\w+\.)?(log|slog|logger|Log|Logger)\.(Print|Debug|Info|Warn|Warning|Error|Trace)(f|ln|w|Context)?)$/,
  notImplemented: /(^|\W)(not[ _-]?(yet[ _-]?)?implemented|unimplemented|todo|implement me)\b/i,
  notImplementedResult: unfinished,
  dynamic: new Set<string>(),
  lookups: new Set(),
  wrappers: /^sync\.Once(Func|Value|Values)$|^http\.HandlerFunc$/,
  invokers: new Set(),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  declarationsInOrder: true,
  indexInstantiates: true,
  classesConvert: true,
  noDecorators: 'Go has no decorators, so nothing in it carries one: claim the call that does the work.',
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module,
  moduleCounts: packageCounts,
  isShortFor: isShortForGo,
  packageFiles: goPackageFiles,
  declaresOnly: () => false,
  constructors: new Set(),
  environment: { maps: new Set(), readers: new Set(['os.Getenv', 'os.LookupEnv', 'syscall.Getenv']), openers: new Set(['os.Environ', 'syscall.Environ']) },
  tests: goTests,
  behaviour: goBehaviour,
};
