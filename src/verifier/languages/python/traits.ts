/** What Python means beyond its syntax. */
import { foldersAbove, joined } from '../../code/folders.ts';
import type { LanguageTraits } from '../../code/traits.ts';
import { pythonBehaviour } from './behaviour.ts';
import { pythonTests } from './tests.ts';

/** Builtins that a program may rely on; taking over one of their names hides it. */
const builtins =
  'abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict dir divmod ' +
  'enumerate eval exec filter float format frozenset getattr globals hasattr hash help hex id input int isinstance issubclass iter len ' +
  'list locals map max memoryview min next object oct open ord pow print property range repr reversed round set setattr slice sorted ' +
  'staticmethod str sum super tuple type vars zip __import__ exit quit';

const last = (dotted: string): string => dotted.split('.').at(-1) ?? '';

export const pythonTraits: LanguageTraits = {
  globals: new Set(builtins.split(' ')),
  neverReturns: new Set(['sys.exit', 'os._exit', 'os.abort', 'exit', 'quit']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit function does.
  logging: /^(print|warnings\.warn|(self\.)?_?(log|logger|logging|LOG|LOGGER)\.(debug|info|warn|warning|error|critical|exception|log|fatal))$/,
  notImplemented: /\bNotImplemented(Error)?\b|(^|\W)(not[ _-]?implemented|todo)\b/i,
  // What a text evaluates to is no call by name, so `eval` leaves a missing call missing instead of undecidable.
  dynamic: new Set<string>(),
  lookups: new Set(['getattr', 'globals', 'locals', 'vars', 'operator.methodcaller', 'methodcaller']),
  wrappers: /^(functools\.)?(lru_cache|cache|wraps|singledispatch)$|^(staticmethod|classmethod|property)$/,
  invokers: new Set(['__call__']),
  defaultsAtCall: false,
  blockScopes: false,
  assignmentDeclares: true,
  addsToEarlier: (decorator) => ['setter', 'getter', 'deleter', 'register'].includes(last(decorator)),
  declarationBy: (decorator) => (last(decorator) === 'overload' ? 'overload' : /^abstract(method|property|classmethod|staticmethod)$/.test(last(decorator)) ? 'abstract' : undefined),
  normalModule: (module) => module,
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}.`),
  moduleFiles: pythonModuleFiles,
  modulesInModules: true,
  namelessFiles: new Set(['__init__']),
  declaresOnly: (file) => file.endsWith('.pyi'),
  constructors: new Set(['__init__', '__new__']),
  tests: pythonTests,
  behaviour: pythonBehaviour,
  classFactories: new Set('type collections.namedtuple typing.NamedTuple typing.NewType typing.TypedDict typing_extensions.NamedTuple typing_extensions.NewType typing_extensions.TypedDict dataclasses.make_dataclass enum.Enum enum.IntEnum enum.StrEnum enum.Flag enum.IntFlag'.split(' ')),
  environment: { maps: new Set(['os.environ', 'os.environb']), readers: new Set(['os.getenv', 'os.getenvb', 'os.environ.get', 'os.environ.__getitem__']), writers: new Set(['os.environ.setdefault', 'os.environ.update', 'os.environ.clear']) },
};

/** A dotted module is a file or a package; absolute ones are looked for beside the importing file and in every folder above it. */
function pythonModuleFiles(module: string, from: string): readonly string[] {
  const dots = /^\.*/.exec(module)![0].length;
  const parts = module.slice(dots).split('.').filter((part) => part !== '');
  const above = foldersAbove(from);
  const relative = above[dots - 1];
  const folders = dots > 0 ? (relative === undefined ? [] : [relative]) : [...above, 'src'];
  return folders.flatMap((folder) => {
    const base = joined(folder, parts.join('/'));
    return parts.length === 0 ? [joined(folder, '__init__.py')] : [`${base}.py`, `${base}/__init__.py`];
  });
}
