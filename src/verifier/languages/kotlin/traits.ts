/** What Kotlin means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';

const globals =
  'print println readLine readln TODO error check checkNotNull require requireNotNull assert run with apply also let takeIf takeUnless repeat lazy ' +
  'listOf mutableListOf setOf mutableSetOf mapOf mutableMapOf arrayOf emptyList emptySet emptyMap sequenceOf buildString buildList maxOf minOf ' +
  'runCatching synchronized use';

export const kotlinTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['error', 'TODO', 'exitProcess', 'kotlin.system.exitProcess', 'System.exit']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit function does.
  logging: /^(print|println|(this\.)?_?(log|logger|LOG|LOGGER)\.(trace|debug|info|warn|error)|Log\.(v|d|i|w|e|wtf)|Timber\.(v|d|i|w|e|wtf))$/,
  notImplemented: /\bNotImplemented(Error|Exception)?\b|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  dynamic: new Set(),
  lookups: new Set(),
  wrappers: /^lazy$/,
  invokers: new Set(['invoke']),
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
  environment: { maps: new Set<string>(), readers: new Set(['System.getenv', 'java.lang.System.getenv']), openers: new Set(['System.getenv', 'java.lang.System.getenv']), mapReaders: new Set(['get', 'getOrDefault', 'getValue']) },
  declaresOnly: () => false,
  constructors: new Set(['constructor', 'init']),
};
