/** What Java means beyond its syntax. */
import { endsInNames } from '../../code/dotted.ts';
import { foldersAbove, joined } from '../../code/folders.ts';
import type { LanguageTraits, RepositoryLook } from '../../code/traits.ts';
import { javaBehaviour } from './behaviour.ts';
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
  logging: /^(\w+\.printStackTrace|System\.(out|err)\.(print|println|printf)|(this\.)?_?(log|logger|LOG|LOGGER)\.(trace|debug|info|warn|warning|error|severe|fine|finer|finest|fatal|log))$/,
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
  packageFiles: javaPackageFiles,
  isShortFor: (claimed, dotted, taken) => endsInNames(taken, claimed) || (endsInNames(dotted, claimed) && /^([a-z_][a-z0-9_]*\.)*$/.test(dotted.slice(0, dotted.length - claimed.length))),
  declaresOnly: () => false,
  constructors: new Set<string>(),
  constructorNamedAsClass: true,
  environment: { maps: new Set<string>(), readers: new Set(['System.getenv', 'java.lang.System.getenv']), openers: new Set(['System.getenv', 'java.lang.System.getenv']), mapReaders: new Set(['get', 'getOrDefault']) },
  tests: javaTests,
  behaviour: javaBehaviour,
};

/**
 * A class lies in the folder of its package, below a root of sources that is some folder above the importing file; from
 * tests also below the root of what they test. Classes of the own package lie in the own folder. The nearest file of the
 * name is the class, whatever stands in it.
 */
async function javaPackageFiles(module: string | undefined, from: string, look: RepositoryLook, member: string): Promise<readonly string[]> {
  if (module === undefined && (javaTraits.globals.has(member) || !/^[A-Z]/.test(member))) return [];
  const above = foldersAbove(from);
  const [own = ''] = above;
  const tested = (folder: string): string[] => (/(^|\/)src\/\w*[tT]est\w*\//.test(`${folder}/`) ? [folder.replace(/(^|\/)src\/\w*[tT]est\w*(?=\/|$)/, '$1src/main')] : []);
  const folders = module === undefined ? [own, ...tested(own)] : [...above, ...above.flatMap(tested)];
  const path = module === undefined ? `${member}.java` : `${module.replaceAll('.', '/')}/${member}.java`;
  for (const file of folders.map((folder) => joined(folder, path))) if ((await look.read(file)) !== undefined) return [file];
  return [];
}
