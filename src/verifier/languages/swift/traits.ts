/** What Swift means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';
import { swiftBehaviour } from './behaviour.ts';

const globals =
  'abs assert assertionFailure debugPrint dump fatalError max min precondition preconditionFailure print readLine repeatElement sequence stride swap type ' +
  'withUnsafePointer withUnsafeBytes zip exit abort';

export const swiftTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['fatalError', 'preconditionFailure', 'exit', 'abort']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit function does.
  logging: /^(print|debugPrint|NSLog|os_log|(self\.)?_?(log|logger)\.(trace|debug|info|notice|warning|error|critical|fault|log))$/,
  // What only stops the program is no behaviour.
  notImplemented: /^(fatalError|preconditionFailure)\b|\bNotImplemented|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  dynamic: new Set(),
  lookups: new Set(),
  wrappers: /^$/,
  invokers: new Set(['callAsFunction']),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  overloads: true,
  bareMembers: true,
  declarationsInOrder: true,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module,
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}.`),
  behaviour: swiftBehaviour,
  environment: { maps: new Set(['ProcessInfo.processInfo.environment', 'Foundation.ProcessInfo.processInfo.environment']), readers: new Set(['getenv']) },
  declaresOnly: (file) => file.endsWith('.swiftinterface'),
  constructors: new Set(['init']),
};
