/** What Java means beyond its syntax. */
import { foldersAbove, joined } from '../../code/folders.ts';
import type { LanguageTraits } from '../../code/traits.ts';
import { javaTests } from './tests.ts';

/** Of `java.lang`, which every file sees. */
const globals =
  'Appendable AutoCloseable Boolean Byte CharSequence Character Class ClassLoader Comparable Double Enum Error Exception Float IllegalArgumentException ' +
  'IllegalStateException Integer Iterable Long Math Module Number Object Package Process ProcessBuilder Record Runnable Runtime RuntimeException ' +
  'SecurityException Short StackTraceElement StrictMath String StringBuffer StringBuilder System Thread ThreadLocal Throwable UnsupportedOperationException Void';

export const javaTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['System.exit', 'java.lang.System.exit']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit method does.
  logging: /^(System\.(out|err)\.(print|println|printf)|(this\.)?_?(log|logger|LOG|LOGGER)\.(trace|debug|info|warn|warning|error|severe|fine|finer|finest|fatal|log))$/,
  notImplemented: /\bUnsupportedOperationException\b|\bNotImplemented|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  dynamic: new Set<string>(),
  dynamicMembers: new Set(['invoke', 'invokeExact', 'invokeWithArguments']),
  lookups: new Set<string>(),
  wrappers: /$^/,
  invokers: new Set(['accept', 'apply', 'call', 'get', 'run', 'test']),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  overloads: true,
  bareMembers: true,
  functionNamesApart: true,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module,
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}.`),
  moduleFiles: javaModuleFiles,
  neighbours: true,
  isPackage: (names) => names.every((name) => /^[a-z_][a-z0-9_]*$/.test(name)),
  declaresOnly: () => false,
  constructors: new Set<string>(),
  constructorNamedAsClass: true,
  environment: { maps: new Set<string>(), readers: new Set(['System.getenv', 'java.lang.System.getenv']), openers: new Set(['System.getenv', 'java.lang.System.getenv']), mapReaders: new Set(['get', 'getOrDefault']) },
  tests: javaTests,
};

/**
 * A class lies in the folder of its package, below a root of sources that is some folder above the importing file; from
 * tests also below the root of what they test. Classes of the own package lie in the own folder.
 */
function javaModuleFiles(module: string, from: string, member?: string): readonly string[] {
  if (member === undefined) return [];
  const above = foldersAbove(from);
  const [own = ''] = above;
  const tested = (folder: string): string[] => (/(^|\/)src\/\w*[tT]est\w*\//.test(`${folder}/`) ? [folder.replace(/(^|\/)src\/\w*[tT]est\w*(?=\/|$)/, '$1src/main')] : []);
  if (module === '.') return [own, ...tested(own)].map((folder) => joined(folder, `${member}.java`));
  const path = `${module.replaceAll('.', '/')}/${member}.java`;
  return [...above, ...above.flatMap(tested)].map((folder) => joined(folder, path));
}
