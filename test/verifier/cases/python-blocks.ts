/** Python that Python refuses and its grammar takes: no such file can be run, so nothing in the function at hand is proven. */
import { calls } from './case.ts';
import type { VerdictCase } from './case.ts';

const py = calls.bind(undefined, 'py');
const refused = (why: string, body: string): VerdictCase => py('pay -> audit', why, `def pay(x):\n${body}`, 'undecidable', 'parse_error');
const taken = (why: string, body: string, more: 'unconditional' | 'called' = 'unconditional'): VerdictCase => py('pay -> audit', why, `def pay(x):\n${body}`, 'pass', more);

export const cases: readonly VerdictCase[] = [
  refused('the only line of a try was deleted', '    try:\n    except ValueError:\n        stop(x)\n    audit(x)\n'),
  refused('the only line of a condition was deleted', '    if x:\n    audit(x)\n'),
  refused('a comment is no statement', '    if x:\n        # nothing yet\n    audit(x)\n'),
  refused('an else without a line', '    if x:\n        audit(x)\n    else:\n    return x\n'),
  refused('an elif without a line', '    if x:\n        audit(x)\n    elif x is None:\n    return x\n'),
  refused('a loop without a line', '    for one in x:\n    audit(x)\n'),
  refused('a loop with a test without a line', '    while x:\n    audit(x)\n'),
  refused('a with without a line', '    with x:\n    audit(x)\n'),
  refused('a handler without a line', '    try:\n        audit(x)\n    except ValueError:\n    return x\n'),
  refused('a finally without a line', '    try:\n        audit(x)\n    finally:\n    return x\n'),
  refused('a try that neither handles nor ends', '    try:\n        audit(x)\n    return x\n'),
  refused('a case without a line', '    match x:\n        case 1:\n    audit(x)\n'),
  refused('a function within without a line', '    def later():\n    audit(x)\n'),
  refused('a class within without a line', '    class Kept:\n    audit(x)\n'),
  refused('a line that stands further in', '    audit(x)\n      return x\n'),
  refused('a line that comes back to nowhere', '    if x:\n            audit(x)\n        return x\n'),
  refused('an else that stands further in than its if', '    if x:\n        audit(x)\n      else:\n        return x\n'),
  refused('a handler that stands further in than its try', '    try:\n        audit(x)\n      except ValueError:\n        return x\n'),
  refused('a decorator that stands elsewhere than its function', '    @kept\n      def later():\n        return x\n    audit(x)\n'),
  refused('blanks under a tab', '\taudit(x)\n        return x\n'),
  taken('several on one line', '    if x: note(x); stop(x)\n    audit(x); return x\n'),
  taken('a comment that stands elsewhere', '    note(x)\n  # a remark\n            # another\n    audit(x)\n'),
  taken('a line that goes on', '    note(x, \\\n  1)\n    audit(\n  x)\n'),
  taken('a text over several lines', '    note("""a\n  b\n""")\n    audit(x)\n'),
  taken('blank lines with blanks of their own', '    note(x)\n  \n\n    audit(x)\n'),
  taken('tabs throughout', '\tnote(x)\n\taudit(x)\n'),
  taken('a form feed begins the line anew', '    note(x)\n\f    audit(x)\n'),
  taken('a block that is only a text', '    if x:\n        "nothing to do"\n    audit(x)\n'),
  taken('all parts of a try at their place', '    try:\n        note(x)\n    except ValueError:\n        pass\n    else:\n        pass\n    finally:\n        audit(x)\n'),
  taken('line ends of another system', '    if x:\r\n        note(x)\r\n    audit(x)\r\n'),
  py('pay -> audit', 'another function has an empty block', 'def other(x):\n    if x:\n\ndef pay(x):\n    audit(x)\n', 'pass', 'unconditional'),
  py('pay -> audit', 'the last function of the file has no line', 'def pay(x):\n', 'undecidable', 'parse_error'),
];
