/** What Ruby means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';
import { rubyBehaviour } from './behaviour.ts';

/** Methods of Kernel and classes of the core that are there without an import. */
const globals =
  'Array BasicObject Class Comparable Data Dir Encoding Enumerable Exception File Float Hash IO Integer Kernel Marshal MatchData Math Method Module Mutex ' +
  'NilClass NotImplementedError Numeric Object ObjectSpace Proc Process Random Range Rational Regexp Set Signal StandardError String Struct Symbol Thread Time ' +
  'abort at_exit binding block_given? caller catch eval exec exit exit! format freeze gets lambda load loop p pp print printf proc putc puts rand readline ' +
  'require require_relative select sleep spawn sprintf srand syscall system test throw trap warn';

export const rubyTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['exit', 'exit!', 'abort', 'Kernel.exit', 'Kernel.exit!', 'Kernel.abort', 'Process.exit', 'Process.exit!', 'Process.abort', 'exec', 'Kernel.exec', 'Process.exec']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit method does.
  logging: /^(puts|print|p|pp|warn|((Rails|self)\.)?_?(logger|log)\.(debug|info|warn|error|fatal|unknown))$/,
  notImplemented: /\bNotImplemented(Error)?\b|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  // `obj.send(…)` and the like are lowered to a member whose name is computed. What a text evaluates to is no call by name.
  dynamic: new Set(['send', 'public_send', '__send__']),
  lookups: new Set(['method', 'public_method']),
  wrappers: /^(lambda|proc|Proc\.new|memoize)$/,
  invokers: new Set(['call', 'new', 'yield']),
  makers: new Set(['new', 'allocate']),
  staticApart: true,
  noDecorators: 'Ruby has no decorators.',
  bareMembers: true,
  functionNamesApart: true,
  textsBesideCode: true,
  defaultsAtCall: true,
  blockScopes: false,
  assignmentDeclares: true,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module.replace(/\.rb$/, ''),
  moduleCounts: (module, claimed) => {
    const found = module.replace(/\.rb$/, '');
    return found === claimed.replace(/\.rb$/, '') || found.startsWith(`${claimed}/`);
  },
  environment: { maps: new Set(['ENV']), readers: new Set<string>(), mapReaders: new Set(['fetch', 'dig']), writers: new Set(['key?', 'has_key?', 'include?', 'member?', 'store', 'delete'].map((name) => `ENV.${name}`)) },
  declaresOnly: () => false,
  behaviour: rubyBehaviour,
  constructors: new Set(['initialize']),
};
