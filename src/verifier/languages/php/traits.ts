/** What PHP means beyond its syntax. */
import type { LanguageTraits } from '../../code/traits.ts';

/** Functions of the core whose names a claim may rely on. */
const globals =
  'array_filter array_key_exists array_map array_merge array_walk assert base64_decode base64_encode call_user_func call_user_func_array compact count crypt ' +
  'define defined escapeshellarg escapeshellcmd eval exec explode extract fclose file_get_contents file_put_contents filter_input filter_var fopen fread function_exists ' +
  'fwrite getenv hash hash_equals hash_hmac header htmlentities htmlspecialchars implode in_array is_array is_callable is_int is_null is_numeric is_string isset ' +
  'json_decode json_encode mail md5 move_uploaded_file mysqli_query openssl_decrypt openssl_encrypt ord passthru password_hash password_verify preg_match preg_replace ' +
  'preg_replace_callback print printf proc_open putenv rand random_bytes random_int serialize session_regenerate_id session_start setcookie sha1 shell_exec sprintf str_replace ' +
  'strcmp strip_tags strlen strpos strtolower strtoupper substr system trigger_error trim uniqid unlink unserialize unset urlencode usort var_dump';

const named = (module: string): string => module.replace(/^\\|^\.\//, '');
const folded = (module: string): string => (/[./]/.test(module) ? module : module.toLowerCase());

export const phpTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  // `exit` and `die` are syntax here.
  neverReturns: new Set(),
  // Only verbs of logging: `$log->append($entry)` may be all that an audit function does.
  logging: /^(error_log|syslog|var_dump|print_r|printf|Log\.(debug|info|notice|warning|error|critical|alert|emergency)|((this|self)\.)?_?(logger|log)\.(debug|info|notice|warning|error|critical|alert|emergency|log))$/i,
  notImplemented: /\bNotImplemented|(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  // What a text evaluates to is no call by name, so `eval` leaves a missing call missing instead of undecidable.
  dynamic: new Set(['call_user_func', 'call_user_func_array', 'forward_static_call', 'forward_static_call_array']),
  lookups: new Set(),
  wrappers: /^(Closure\.(bind|fromCallable))$/,
  invokers: new Set(['__invoke']),
  functionNamesApart: true,
  variablesAreNoFunctions: true,
  foldName: (name) => name.replace(/^\$/, '').toLowerCase(),
  textsBesideCode: true,
  defaultsAtCall: true,
  blockScopes: false,
  assignmentDeclares: true,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => named(module).replaceAll('\\', '.'),
  moduleCounts: (module, claimed) => {
    const [found, asked] = [folded(named(module)), folded(named(claimed))];
    return found === asked || found.startsWith(`${asked}\\`);
  },
  environment: { maps: new Set(['_ENV', '_SERVER']), readers: new Set(['getenv']) },
  declaresOnly: () => false,
  constructors: new Set(['__construct']),
};
