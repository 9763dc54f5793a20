/** Middleware that is given to one route, and what only looks like it. */
import { registers } from './case.ts';
import type { VerdictCase } from './case.ts';

type Rest = Parameters<typeof registers> extends [string, string, string, string, ...infer E] ? E : never;
const app = 'const express = require("express");\nconst app = express();\n';
const js = (what: string, why: string, source: string, ...expected: Rest): VerdictCase => registers('js', what, why, source, ...expected);

export const cases: readonly VerdictCase[] = [
  js('isLoggedIn', 'between the path and the handler', `${app}app.get("/door", isLoggedIn, show);\n`, 'pass', 'called'),
  js('isLoggedIn /door', 'for the route that is claimed', `${app}app.post("/door", isLoggedIn, open);\n`, 'pass', 'called'),
  js('isLoggedIn /gate', 'for another route', `${app}app.get("/door", isLoggedIn, show);\napp.get("/gate", show);\n`, 'fail', 'mismatch'),
  js('show', 'the last one answers the request, and is no middleware', `${app}app.get("/door", isLoggedIn, show);\n`, 'fail', 'reference_only'),
  js('isLoggedIn', 'it is all that the route has, so it is the handler', `${app}app.get("/door", isLoggedIn);\n`, 'fail', 'reference_only'),
  js('isAdmin', 'the route with it is a comment', `${app}app.get("/door", isLoggedIn, show);\n/* app.get("/door", isLoggedIn, isAdmin, show); */\n`, 'fail', 'not_found'),
  js('isLoggedIn', 'several stand in a list', `${app}app.get("/door", [limit(), isLoggedIn], show);\n`, 'pass', 'called'),
  js('show', 'the list ends with the handler', `${app}app.get("/door", [isLoggedIn, show]);\n`, 'fail', 'reference_only'),
  js('isLoggedIn', 'the path is said before', `${app}app.route("/door").get(isLoggedIn, show).post(isLoggedIn, open);\n`, 'pass', 'called'),
  js('isLoggedIn', 'for all methods below a path, without a handler', `${app}app.all("/admin/*", isLoggedIn);\n`, 'pass', 'called'),
  js('isLoggedIn', 'the set-up function is given the application', 'module.exports = (app, db) => {\n  app.get("/door", isLoggedIn, show);\n};\n', 'pass', 'called'),
  js('isLoggedIn', 'nobody calls the set-up function', 'function routes(app, db) {\n  app.get("/door", isLoggedIn, show);\n}\n', 'fail', 'nested_not_called'),
  js('isLoggedIn', 'a variable stands for a member of nearly the same name', 'const Session = require("./session");\nmodule.exports = (app, db) => {\n  const session = new Session(db);\n  const isLoggedIn = session.isLoggedInMiddleware;\n  app.get("/door", isLoggedIn, session.show);\n};\n', 'pass', 'called'),
  js('isLoggedInMiddleware', 'claimed by the name of the member', 'const Session = require("./session");\nmodule.exports = (app, db) => {\n  const session = new Session(db);\n  const isLoggedIn = session.isLoggedInMiddleware;\n  app.get("/door", isLoggedIn, session.show);\n};\n', 'pass', 'called'),
  js('isLoggedIn', 'a variable stands for a member that is called otherwise', 'const Session = require("./session");\nmodule.exports = (app, db) => {\n  const session = new Session(db);\n  const isLoggedIn = session.everybody;\n  app.get("/door", isLoggedIn, session.show);\n};\n', 'fail'),
  js('isLoggedIn', 'the variable is given another value later', 'const Session = require("./session");\nmodule.exports = (app, db) => {\n  const session = new Session(db);\n  let isLoggedIn = session.isLoggedInMiddleware;\n  isLoggedIn = session.everybody;\n  app.get("/door", isLoggedIn, session.show);\n};\n', 'fail'),
  js('isLoggedIn', 'the variable is there, and no route has it', 'const Session = require("./session");\nmodule.exports = (app, db) => {\n  const session = new Session(db);\n  const isLoggedIn = session.isLoggedInMiddleware;\n  app.get("/door", session.show, session.end);\n};\n', 'fail'),
  js('isLoggedIn', 'a function that wraps it may leave it out', `${app}app.get("/door", unless(isLoggedIn), show);\n`, 'undecidable', 'dynamic'),
  js('isLoggedIn', 'a store has a get of its own', 'const app = require("express")();\nconst cache = new Map();\ncache.get("door", isLoggedIn, show);\n', 'fail'),
  js('retry', 'a client of HTTP asks, and serves nothing', 'const app = require("express")();\nconst api = require("./client");\napi.get("/door", retry, show);\n', 'undecidable', 'dynamic'),
  js('isLoggedIn', 'the route stands behind a false condition', `${app}if (false) app.get("/door", isLoggedIn, show);\n`, 'fail', 'dead_code'),
  js('isLoggedIn', 'the name of the route is a text', `${app}app.get("/door", "isLoggedIn", show);\n`, 'fail'),
];
