/** What C means beyond their syntax. */
import type { LanguageTraits } from '../../code/traits.ts';

const globals =
  'abort abs access atoi atol bind calloc chmod chown close connect exec execl execle execlp execv execve execvp exit fclose fgets fopen fork fprintf fread free fscanf fwrite getenv gets ' +
  'htonl htons isalnum isalpha isdigit kill listen localtime longjmp malloc memcmp memcpy memmove memset mkstemp mktemp ntohl ntohs open perror popen printf putenv puts qsort raise rand random read ' +
  'realloc recv remove rename scanf select send setenv setjmp setuid signal sleep snprintf socket sprintf srand sscanf stat strcat strchr strcmp strcpy strdup strlen strncat strncmp strncpy strstr strtok ' +
  'strtol strtoul system time tmpnam tolower toupper unlink vfprintf vprintf vsnprintf vsprintf wait write';

const never = 'abort exit _exit _Exit quick_exit longjmp siglongjmp pthread_exit thrd_exit err errx verr verrx __builtin_unreachable __builtin_trap __builtin_abort __assert_fail execv execve';

export const cTraits: LanguageTraits = {
  globals: new Set(globals.split(' ')),
  neverReturns: new Set(never.split(' ')),
  // Only verbs of logging: `log_append(entry)` may be all that an audit function does.
  logging: /^(printf|puts|putchar|perror|syslog|f(printf|puts)|(LOG|log|pr|g|zlog)_(debug|info|warn|warning|err|error|notice|message))$/,
  notImplemented: /(^|\W)(not[ _-]?implemented|unimplemented|todo)\b/i,
  dynamic: new Set(['dlsym']),
  lookups: new Set(['dlsym']),
  wrappers: /^$/,
  invokers: new Set(),
  variablesAreNoFunctions: true,
  membersAreNoFunctions: true,
  // What is written in capitals is a macro, by custom, and it may drop what it is given.
  macroName: /^[A-Z][A-Z0-9_]{2,}$/,
  noDecorators: 'C and C++ have no decorators that could be claimed.',
  textsBesideCode: true,
  defaultsAtCall: true,
  blockScopes: true,
  assignmentDeclares: false,
  addsToEarlier: () => false,
  declarationBy: () => undefined,
  normalModule: (module) => module,
  moduleCounts: (module, claimed) => module === claimed || module.startsWith(`${claimed}/`),
  environment: { maps: new Set<string>(), readers: new Set(['getenv', 'secure_getenv', 'std.getenv']) },
  declaresOnly: () => false,
  constructors: new Set(),
};
