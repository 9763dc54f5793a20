/** decorator_present in Python and TypeScript. */
import { decorated, withParams } from './case.ts';
import type { VerdictCase } from './case.ts';

const py = decorated.bind(undefined, 'py');
const ts = decorated.bind(undefined, 'ts');

const guarded = '@guard(\n    roles=["admin"],  # not "guest"\n)\ndef drop(request):\n    return request.user\n';
const controller = '@Controller("rows")\n@UseGuards(AuthGuard)\nexport class Rows {\n  @Get()\n  list() { return this.rows; }\n  @Public()\n  @Get("open")\n  open() { return this.rows; }\n}\n';

export const cases: readonly VerdictCase[] = [
  py('guard drop', 'a plain decorator', '@guard\ndef drop(request): return request.user\n', 'pass', 'declared'),
  py('@guard drop', 'the mark may be written', '@guard\ndef drop(request): return request.user\n', 'pass'),
  py('guard drop', 'stacked, with arguments over several lines', '@guard(\n    roles=["admin"],\n)\n@cached\nasync def drop(request): return request.user\n', 'pass'),
  py('guard drop', 'the decorator is commented out', '# @guard\ndef drop(request): return request.user\n', 'fail', 'not_found'),
  py('guard drop', 'a comment between decorator and function changes nothing', '@guard\n# only for admins\ndef drop(request): return request.user\n', 'pass'),
  py('guard drop', 'a longer name is another decorator', '@guard_optional\ndef drop(request): return request.user\n', 'fail', 'not_found'),
  py('guard drop', 'it decorates the function before', '@guard\ndef list_all(request): return 1\ndef drop(request): return request.user\n', 'fail', 'not_found'),
  py('guard Rows.drop', 'what stands in its body decorates nothing', 'class Rows:\n    def drop(self):\n        return self @guard\n', 'fail', 'not_found'),
  py('guard Rows.drop', 'the method of that name in another class has it', 'class Tables:\n    @guard\n    def drop(self): return 1\nclass Rows:\n    def drop(self): return 2\n', 'fail', 'not_found'),
  py('guard drop', 'one of two methods of that name has it', 'class Tables:\n    @guard\n    def drop(self): return 1\nclass Rows:\n    def drop(self): return 2\n', 'undecidable', 'ambiguous'),
  py('guard drop', 'the bare name fits any receiver', '@auth.guard\ndef drop(request): return request.user\n', 'pass'),
  py('auth.guard drop', 'imported from the module that is claimed', 'from auth import guard\n@guard\ndef drop(request): return request.user\n', 'pass'),
  py('auth.guard drop', 'imported from another module', 'from demo import guard\n@guard\ndef drop(request): return request.user\n', 'fail', 'other_receiver'),
  py('guard drop', 'imported under another name', 'from auth import guard as g\n@g\ndef drop(request): return request.user\n', 'pass'),
  py('guard drop', 'another decorator goes by its name', 'from auth import nothing as guard\n@guard\ndef drop(request): return request.user\n', 'fail', 'shadowed'),
  py('make.guard make.drop', 'a parameter is what is called so', 'def make(guard):\n    @guard\n    def drop(request): return request.user\n    return drop\n', 'pass'),
  py('guard make.drop', 'a parameter takes the name over', 'def make(guard):\n    @guard\n    def drop(request): return request.user\n    return drop\n', 'fail', 'shadowed'),
  py('guard drop', 'wrapped by hand, the decorator is not written on it', 'def drop(request): return request.user\ndrop = guard(drop)\n', 'undecidable', 'dynamic'),
  py('guard drop', 'wrapped by hand with arguments', 'def drop(request): return request.user\ndrop = guard("admin")(drop)\n', 'undecidable', 'dynamic'),
  py('guard Rows.drop', 'wrapped by hand in the body of its class', 'class Rows:\n    def drop(self): return 1\n    drop = guard(drop)\n', 'undecidable', 'dynamic'),
  py('app.route drop', 'on a variable of the module, by its whole name', 'app = Flask()\n@app.route("/drop")\ndef drop(): return rows\n', 'pass'),
  py('audit.route drop', 'the same last name on another receiver', 'app = Flask()\n@app.route("/drop")\ndef drop(): return rows\n', 'fail', 'other_receiver'),
  py('guard drop', 'a later definition has lost it', '@guard\ndef drop(request): return request.user\ndef drop(request): return request\n', 'fail', 'not_found'),
  py('guard drop', 'what is decorated never runs', 'if False:\n    @guard\n    def drop(request): return request.user\n', 'fail', 'dead_code'),
  py('guard drop', 'there is no such function', '@guard\ndef drop_all(request): return request.user\n', 'fail', 'not_found'),
  py('dataclass Row', 'on a class', 'from dataclasses import dataclass\n@dataclass(frozen=True)\nclass Row:\n    day: str\n', 'pass'),
  withParams(py('guard drop', 'the arguments match', guarded, 'pass'), { arguments: '"admin"' }),
  withParams(py('guard drop', 'what matches is a comment among the arguments', guarded, 'fail', 'not_found'), { arguments: 'guest' }),
  withParams(py('guard drop', 'a decorator without arguments has none that match', '@guard\ndef drop(request): return request.user\n', 'fail', 'not_found'), { arguments: 'admin' }),
  withParams(py('guard drop', 'the expression is none', guarded, 'undecidable', 'invalid_pattern'), { arguments: '(?=x)' }),
  py('guard drop', 'the function has a syntax error', '@guard\ndef drop(request):\n    return request..user(\n', 'undecidable', 'parse_error'),
  ts('UseGuards Rows.remove', 'stacked decorators of a method', 'export class Rows {\n  @UseGuards(AuthGuard, new Role("admin"))\n  @Delete(":id")\n  async remove(id: string) { return id; }\n}\n', 'pass'),
  ts('UseGuards remove', 'it belongs to the method before', 'export class Rows {\n  @UseGuards(AuthGuard)\n  list() { return []; }\n  remove(id: string) { return id; }\n}\n', 'fail', 'not_found'),
  ts('Body Rows.remove', 'it decorates a parameter', 'export class Rows {\n  remove(@Body() row: Row) { return row; }\n}\n', 'fail', 'not_found'),
  ts('Bound Rows.remove', 'on a field that holds a function', 'export class Rows {\n  @Bound() remove = (id: string) => this.drop(id);\n}\n', 'pass'),
  ts('Controller Rows', 'on an exported class', controller, 'pass'),
  ts('UseGuards Rows.list', 'the class has it, the method was asked', controller, 'fail', 'not_found'),
  withParams(ts('UseGuards Rows.list', 'the class has it, and that is enough', controller, 'pass'), { inherit: true }),
  withParams(ts('UseGuards Rows.open', 'the class has it, and the method takes it back', controller, 'fail', 'shadowed'), { inherit: true }),
  py('guard Rows.list', 'an abstract method hands its decorators to nobody', 'class Rows(ABC):\n    @guard\n    @abstractmethod\n    def list(self): ...\n', 'fail', 'declaration_only'),
  ts('Guard list', 'what a wrapper made cannot be looked into', 'export const list = Guard(makeList());\n', 'undecidable', 'dynamic'),
];
