/** What JavaScript and TypeScript mean beyond their syntax. */
import { foldersAbove, resolvedPath } from '../../code/folders.ts';
import type { LanguageTraits } from '../../code/traits.ts';
import { ecmascriptBehaviour } from './behaviour.ts';
import { ecmascriptTests } from './tests.ts';

const globals =
  'Array ArrayBuffer BigInt Boolean DataView Date Error EvalError Float32Array Float64Array Function Infinity Int16Array Int32Array Int8Array Intl ' +
  'JSON Map Math NaN Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set String Symbol SyntaxError TypeError URIError ' +
  'Uint16Array Uint32Array Uint8Array WeakMap WeakSet decodeURI decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN ' +
  'parseFloat parseInt unescape undefined ' +
  'Buffer process require module exports setTimeout setInterval setImmediate clearTimeout clearInterval queueMicrotask structuredClone ' +
  'URL URLSearchParams TextEncoder TextDecoder AbortController fetch Headers Request Response FormData Blob crypto performance console ' +
  'window document navigator location history localStorage sessionStorage alert confirm prompt atob btoa';

export const ecmascriptTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(['process.exit', 'process.abort']),
  // Only verbs of logging: `log.append(entry)` may be all that an audit function does.
  logging: /^(console\.\w+|(this\.)?_?(log|logger)\.(trace|debug|info|log|warn|error|fatal|verbose|silly))$/,
  notImplemented: /\bNotImplemented|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  // What a text evaluates to is no call by name, so `eval` leaves a missing call missing instead of undecidable.
  dynamic: new Set(['Reflect.apply', 'Reflect.construct']),
  lookups: new Set(),
  wrappers: /(^|\.)(useCallback|memo|forwardRef|observer|asyncHandler|catchAsync|wrapAsync|promisify|callbackify|debounce|throttle|once|memoize|curry|cache|onCall|onRequest|defineEventHandler|createAsyncThunk|freeze)$/,
  invokers: new Set(['call', 'apply']),
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module.replace(/^node:/, ''),
  moduleCounts: (module, claimed) => {
    const found = module.replace(/^node:/, '');
    const asked = claimed.replace(/^node:/, '');
    return found === asked || found.startsWith(`${asked}/`);
  },
  moduleFiles: ecmascriptModuleFiles,
  namelessFiles: new Set(['index']),
  declaresOnly: (file) => /\.d\.[cm]?ts$/.test(file),
  constructors: new Set(['constructor']),
  tests: ecmascriptTests,
  behaviour: ecmascriptBehaviour,
  environment: { maps: new Set(['process.env', 'import.meta.env', 'Bun.env']), readers: new Set(['Deno.env.get']) },
};

const endings = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.cts', '.mjs', '.cjs'];

/**
 * Relative modules only: packages lie outside of the repository. As TypeScript does, `./a.js` may mean `a.ts`, and a
 * module without an ending may be a file or a folder with an index.
 */
function ecmascriptModuleFiles(module: string, from: string): readonly string[] {
  if (!/^\.\.?(\/|$)/.test(module)) return [];
  const base = resolvedPath(foldersAbove(from)[0] ?? '', module);
  if (base === undefined) return [];
  const written = /\.([cm]?)[jt](sx?)$/.exec(base);
  if (!written) return [...endings.map((ending) => base + ending), ...endings.map((ending) => (base === '' ? `index${ending}` : `${base}/index${ending}`))];
  const stem = base.slice(0, written.index);
  return [base, `${stem}.${written[1]}ts`, ...(written[1] === '' ? [`${stem}.tsx`] : [])].filter((file, index, all) => all.indexOf(file) === index);
}
