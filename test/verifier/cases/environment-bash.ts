/** Which variables of its environment a script reads. */
import { environment } from './case.ts';
import type { VerdictCase } from './case.ts';

type Rest = Parameters<typeof environment> extends [string, string, string, string, ...infer E] ? E : never;
const sh = (why: string, source: string, ...expected: Rest): VerdictCase => environment('sh', 'TOKEN', why, source, ...expected);

export const cases: readonly VerdictCase[] = [
  sh('in a word', 'curl -H $TOKEN example.org\n', 'pass', 'declared'),
  sh('in a text with double marks', 'echo "value is $TOKEN"\n', 'pass'),
  sh('single marks keep it a text', "echo 'value is $TOKEN'\n", 'fail', 'not_found'),
  sh('the sign is written as itself', 'echo "value is \\$TOKEN"\n', 'fail', 'not_found'),
  sh('in a comment', '# needs $TOKEN\necho 1\n', 'fail', 'not_found'),
  sh('the beginning of a longer name', 'echo "$TOKEN_FILE"\n', 'fail', 'not_found'),
  sh('in brackets, with letters behind', 'echo "${TOKEN}_FILE"\n', 'pass'),
  sh('with another value where there is none', 'use "${TOKEN:-none}"\n', 'pass'),
  sh('the script insists on it', ': "${TOKEN:?is missing}"\n', 'pass'),
  sh('kept under its own name, with a default', 'TOKEN="${TOKEN:-none}"\nuse "$TOKEN"\n', 'pass'),
  sh('the script sets it before', 'TOKEN=abc\nuse "$TOKEN"\n', 'fail', 'not_found'),
  sh('only written', 'export TOKEN=abc\n', 'fail', 'not_found'),
  sh('handed to others and never read', 'export TOKEN\n', 'fail', 'not_found'),
  sh('perhaps set before', 'if test -f token; then TOKEN=$(cat token); fi\nuse "$TOKEN"\n', 'undecidable', 'ambiguous'),
  sh('read before it is set', 'use "$TOKEN"\nTOKEN=abc\n', 'pass'),
  sh('set by a function that may have run', 'set_up() { TOKEN=abc; }\nset_up\nuse "$TOKEN"\n', 'undecidable', 'ambiguous'),
  sh('a local variable of the function', 'login() {\n  local TOKEN\n  use "$TOKEN"\n}\n', 'fail', 'not_found'),
  sh('read from somebody who types', 'read -r TOKEN\nuse "$TOKEN"\n', 'fail', 'not_found'),
  sh('set by arithmetic', '((TOKEN = 1))\nuse "$TOKEN"\n', 'fail', 'not_found'),
  sh('compared by arithmetic', '((LEFT == 1))\nuse "$TOKEN"\n', 'pass'),
  sh('set by let', 'let TOKEN=1\nuse "$TOKEN"\n', 'fail', 'not_found'),
  sh('set by let, in a text', 'let "TOKEN += 1"\nuse "$TOKEN"\n', 'fail', 'not_found'),
  sh('the variable of a loop', 'for TOKEN in a b; do use "$TOKEN"; done\n', 'fail', 'not_found'),
  sh('taken away before', 'unset TOKEN\nuse "$TOKEN"\n', 'fail', 'not_found'),
  sh('in a function', 'login() {\n  use "$TOKEN"\n}\n', 'pass'),
  sh('printed by its name', 'use "$(printenv TOKEN)"\n', 'pass'),
  sh('the variable that another one names', 'use "${!NAME}"\n', 'undecidable', 'dynamic'),
  sh('in a here-document whose end is quoted', "cat <<'END'\ntoken: $TOKEN\nEND\n", 'fail', 'not_found'),
  sh('behind the end of the script', 'exit 0\nuse "$TOKEN"\n', 'fail', 'dead_code'),
  sh('how long it is', 'test "${#TOKEN}" -gt 8\n', 'pass'),
];
