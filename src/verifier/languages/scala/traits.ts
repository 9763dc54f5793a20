/** What Scala means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';

export const scalaTraits: LanguageTraits = {
  globals: new Set('print println printf require assert assume ensuring identity implicitly summon locally wait notify readLine Some Right Left List Seq Vector Map Set Array Option String StringBuilder'.split(' ')),
  neverReturns: new Set(['sys.error', 'sys.exit', 'System.exit', 'scala.sys.error', 'scala.sys.exit']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit function does.
  logging: /^(print|println|printf|(this\.)?_?(log|logger|LOG|LOGGER)\.(trace|debug|info|warn|warning|error))$/,
  notImplemented: /^\?\?\?|\bNotImplemented(Error|Exception)?\b|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  dynamic: new Set(),
  lookups: new Set(),
  wrappers: /^$/,
  invokers: new Set(['apply']),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  overloads: true,
  bareMembers: true,
  declarationsInOrder: true,
  bareCalls: true,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module.replace(/^_root_\./, ''),
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}.`),
  environment: { maps: new Set(['sys.env', 'scala.sys.env']), readers: new Set(['sys.env', 'scala.sys.env', 'System.getenv', 'java.lang.System.getenv']), mapReaders: new Set(['apply', 'get', 'getOrElse']), writers: new Set(['sys.env.contains', 'sys.env.isDefinedAt']) },
  declaresOnly: () => false,
  constructors: new Set(['apply', 'this']),
};
