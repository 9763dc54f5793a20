/** typed_boundary. */
import { bounded, withParams } from './case.ts';
import type { VerdictCase } from './case.ts';

const html = [{ callee: 'innerHTML', kind: 'assign' }];
const safe = 'SafeHtml by sanitize';
const safeTs = "export class SafeHtml {\n  constructor(readonly text: string) {}\n}\nexport function sanitize(text: string): SafeHtml {\n  return new SafeHtml(clean(text));\n}\n";
const safePy = 'class SafeHtml:\n    def __init__(self, text):\n        self.text = text\n\ndef sanitize(text):\n    return SafeHtml(clean(text))\n';
const page = (lines: string): Record<string, string> => ({ 'page.ts': `import { SafeHtml, sanitize } from './safe';\n${lines}`, 'safe.ts': safeTs });
const view = (lines: string): Record<string, string> => ({ 'view.py': `from safe import SafeHtml, sanitize\n${lines}`, 'safe.py': safePy });

export const cases: readonly VerdictCase[] = [
  bounded(html, safe, 'made right there', page('box.innerHTML = sanitize(given);\n'), 'pass', 'declared'),
  bounded(html, safe, 'a text that nobody checked', page('box.innerHTML = given;\n'), 'fail', 'present'),
  bounded(html, safe, 'a constant is no object of the type either', page("box.innerHTML = '<b>';\n"), 'fail', 'present'),
  bounded(html, safe, 'bound once to one', page('const body = sanitize(given);\nbox.innerHTML = body;\n'), 'pass'),
  bounded(html, safe, 'bound once more to something else', page('let body = sanitize(given);\nbody = given;\nbox.innerHTML = body;\n'), 'fail', 'present'),
  bounded(html, safe, 'either of two', page('box.innerHTML = flag ? sanitize(given) : sanitize(other);\n'), 'pass'),
  bounded(html, safe, 'one or else something', page('box.innerHTML = flag ? sanitize(given) : other;\n'), 'fail', 'present'),
  bounded(html, safe, 'a member of one is no object of the type', page('box.innerHTML = sanitize(given).text;\n'), 'fail', 'present'),
  bounded(html, safe, 'one that is put together with something', page('box.innerHTML = sanitize(given) + given;\n'), 'fail', 'present'),
  bounded(html, safe, 'a parameter that is given one', page('function show(body: SafeHtml) {\n  box.innerHTML = body;\n}\nshow(sanitize(given));\n'), 'pass'),
  bounded(html, safe, 'a parameter whose type is only declared', page('function show(body: SafeHtml) {\n  box.innerHTML = body;\n}\nshow(given);\n'), 'fail', 'present'),
  bounded(html, safe, 'a parameter that declares the type, and nobody calls', page('export function show(body: SafeHtml) {\n  box.innerHTML = body;\n}\n'), 'undecidable', 'dynamic'),
  bounded(html, safe, 'a parameter of another type, and nobody calls', page('export function show(body: string) {\n  box.innerHTML = body;\n}\n'), 'fail', 'present'),
  bounded(html, safe, 'made by somebody else', page('box.innerHTML = sanitize(given);\nkeep(new SafeHtml(given));\n'), 'fail', 'present'),
  bounded(html, safe, 'made by a subclass', page('box.innerHTML = sanitize(given);\nclass Own extends SafeHtml {}\n'), 'fail', 'present'),
  bounded(html, safe, 'cast to the type', page('box.innerHTML = sanitize(given);\nkeep(given as unknown as SafeHtml);\n'), 'fail', 'present'),
  bounded(html, safe, 'cast in a comment', page('// never given as SafeHtml\nbox.innerHTML = sanitize(given);\n'), 'pass'),
  bounded(html, safe, 'a function of that name from elsewhere', { 'page.ts': "import { sanitize } from 'other';\nbox.innerHTML = sanitize(given);\n", 'safe.ts': safeTs }, 'fail', 'present'),
  bounded(html, safe, 'a local function that takes the name', page('function show() {\n  const sanitize = (text: string) => text;\n  box.innerHTML = sanitize(given);\n}\n'), 'fail', 'ambiguous'),
  bounded(html, safe, 'a parameter that takes the name', page('export function show(sanitize: (text: string) => string) {\n  box.innerHTML = sanitize(given);\n}\n'), 'fail', 'present'),
  bounded(html, safe, 'a maker that makes something else', { 'page.ts': "import { sanitize } from './safe';\nbox.innerHTML = sanitize(given);\n", 'safe.ts': 'export class SafeHtml {}\nexport function sanitize(text: string) {\n  return text;\n}\n' }, 'fail', 'mismatch'),
  bounded(html, safe, 'a type and a maker that nobody has', { 'page.ts': 'box.innerHTML = given;\n' }, 'fail', 'not_found'),
  bounded(html, 'SafeHtml by SafeHtml', 'everybody may make one', page('box.innerHTML = new SafeHtml(given);\n'), 'pass'),
  bounded(html, 'SafeHtml by sanitize', 'a maker of another package', { 'page.js': "import { sanitize } from 'dompurify';\nbox.innerHTML = sanitize(given);\n" }, 'fail', 'not_found'),
  bounded(html, 'SafeHtml by sanitize', 'a type and a maker of another package', { 'page.js': "import { sanitize, SafeHtml } from 'safe-html';\nbox.innerHTML = sanitize(given);\n" }, 'pass'),
  bounded(html, 'SafeHtml by sanitize', 'a method of that name on an object that nobody knows', { 'page.js': "import { SafeHtml } from 'safe-html';\nbox.innerHTML = given.sanitize();\n" }, 'fail', 'present'),
  bounded('render_raw', safe, 'made right there, in Python', view('render_raw(sanitize(given))\n'), 'pass'),
  bounded('render_raw', safe, 'a text, in Python', view('render_raw(given)\n'), 'fail', 'present'),
  bounded('render_raw', safe, 'an annotation is not enforced', view('def show(body: SafeHtml):\n    render_raw(body)\nshow(given)\n'), 'fail', 'present'),
  bounded('render_raw', safe, 'a parameter that is given one, in Python', view('def show(body: SafeHtml):\n    render_raw(body)\nshow(sanitize(given))\n'), 'pass'),
  bounded('render_raw', safe, 'somebody else makes one', view('render_raw(sanitize(given))\nbody = SafeHtml(given)\n'), 'fail', 'present'),
  bounded('render_raw', safe, 'asking for the type makes nothing', view('if isinstance(given, SafeHtml):\n    pass\nrender_raw(sanitize(given))\n'), 'pass'),
  bounded('render_raw', safe, 'no site', view('sanitize(given)\n'), 'undecidable', 'not_found'),
  withParams(bounded('render_raw', safe, 'a site that was reviewed', view('render_raw(sanitize(given))\nrender_raw("<hr>")\n'), 'pass'), { allowlist: [{ file: 'view.py', anchor: '<hr>', callee: 'render_raw', reason: 'a constant', reviewed_by: 'the security team' }] }),
];
