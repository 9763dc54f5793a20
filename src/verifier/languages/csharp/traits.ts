/** What C# means beyond its syntax. */
import { endsInNames } from '../../code/dotted.ts';
import type { LanguageTraits } from '../../code/traits.ts';
import { csharpBehaviour } from './behaviour.ts';
import { csharpTests } from './tests.ts';

/** Of `System`, which nearly every file sees. */
const globals =
  'Action Activator ArgumentException ArgumentNullException Array Attribute BitConverter Boolean Byte Char Console Convert DateTime DateTimeOffset Decimal Double ' +
  'Enum Environment Exception Func Guid Int32 Int64 InvalidOperationException Lazy Math NotImplementedException NotSupportedException Nullable Object Predicate ' +
  'Random Span String StringComparer Task TimeSpan Tuple Type Uri Version';

const variable = ['Environment.GetEnvironmentVariable', 'System.Environment.GetEnvironmentVariable', 'GetEnvironmentVariable'];

/**
 * A namespace says nothing of the files that it is in, so names are followed inside of one file. Types say what is called
 * all the same: a claim may name the type of a field, parameter or variable.
 */
export const csharpTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['Environment.Exit', 'Environment.FailFast', 'System.Environment.Exit', 'System.Environment.FailFast']),
  // Only verbs of logging: `log.Append(entry)` may be all that an audit method does.
  logging: /^(System\.)?(Console\.((Out|Error)\.)?Write(Line)?|(Diagnostics\.)?(Debug|Trace)\.(Write|WriteLine|Print|TraceInformation|TraceWarning|TraceError)|(this\.)?_?(log|logger|Log|Logger)\.(Log\w*|Trace|Debug|Information|Info|Warn|Warning|Error|Fatal|Critical|Verbose))$/,
  notImplemented: /\bNotImplemented|\bNotSupportedException\b|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  dynamic: new Set<string>(),
  dynamicMembers: new Set(['DynamicInvoke', 'InvokeMember']),
  lookups: new Set<string>(),
  wrappers: /$^/,
  invokers: new Set(['Invoke']),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  overloads: true,
  bareMembers: true,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module,
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}.`),
  // What is not imported under a name may be a member of a field, unless it begins as the libraries do.
  isShortFor: (claimed, dotted, taken) => endsInNames(taken, claimed) || (/^(System|Microsoft)\./.test(dotted) && endsInNames(dotted, claimed)),
  plainDecorator: (name) => name.replace(/(?<=\w)Attribute$/, ''),
  declaresOnly: () => false,
  constructors: new Set<string>(),
  constructorNamedAsClass: true,
  environment: { maps: new Set<string>(), readers: new Set(variable), openers: new Set(variable.map((name) => `${name}s`)) },
  tests: csharpTests,
  behaviour: csharpBehaviour,
};
