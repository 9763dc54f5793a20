/** Handlers that a constructor function gives to its objects, and what is private to them. */
import { handles, setsHeader, validates } from './case.ts';
import type { VerdictCase } from './case.ts';

/** A constructor function with something in it, exported unless told otherwise. */
const door = (inside: string, after = 'module.exports = Door;\n'): string => `function Door(store) {\n${inside}}\n${after}`;
const rings = '  this.ring = (req, res) => {\n    res.setHeader("X-Door", "shut");\n    res.end();\n  };\n';
const guarded = '  const enter = (name, next) => {\n    if (!/^[a-z]{1,9}$/.test(name)) {\n      return false;\n    }\n    store.put(name);\n    return next();\n  };\n';
const calls = '  this.open = (req, res, next) => enter(req.body.name, next);\n';

export const cases: readonly VerdictCase[] = [
  setsHeader('js', 'X-Door', 'whoever has the object has its handler', door(rings), 'pass', 'declared'),
  setsHeader('js', 'X-Door', 'nobody can make an object, so nobody has its handler', door(rings, ''), 'fail', 'nested_not_called'),
  setsHeader('js', 'X-Door', 'the file makes the object itself', door(rings, 'const door = new Door(1);\nserve(door.ring);\n'), 'pass', 'declared'),
  setsHeader('js', 'X-Door', 'a local function of the same shape is no member', door('  const ring = (req, res) => {\n    res.setHeader("X-Door", "shut");\n  };\n  this.knock = () => store.put(1);\n'), 'fail', 'nested_not_called'),
  setsHeader('js', 'X-Door', 'the member is replaced by another one', door(`${rings}  this.ring = (req, res) => res.end();\n`), 'fail', 'nested_not_called'),
  setsHeader('js', 'X-Door', 'the object goes by another name inside', door('  const self = this;\n  self.ring = function (req, res) {\n    res.setHeader("X-Door", "shut");\n  };\n'), 'pass', 'declared'),
  setsHeader('js', 'X-Door', 'a member of the prototype of what is exported', 'function Door() {}\nDoor.prototype.ring = function (req, res) {\n  res.setHeader("X-Door", "shut");\n};\nmodule.exports = Door;\n', 'pass', 'declared'),
  setsHeader('js', 'X-Door', 'a member of the prototype of what nobody can reach', 'function Door() {}\nDoor.prototype.ring = function (req, res) {\n  res.setHeader("X-Door", "shut");\n};\n', 'fail', 'nested_not_called'),
  setsHeader('js', 'X-Door', 'the assignment to the object comes after the return', door(`  return store;\n${rings}`), 'fail', 'dead_code'),
  setsHeader('js', 'X-Door', 'the answer of another server is read, in a callback of the handler', door('  this.ring = (req, res) => {\n    ask(req.url, (error, answer) => {\n      if (!error) res.writeHead(200, { "X-Door": "open" });\n      res.end();\n    });\n  };\n'), 'pass', 'declared'),
  setsHeader('js', 'X-Door', 'the header is given to the question, not to the answer', door('  this.ring = (req, res) => {\n    const request = ask(req.url);\n    request.setHeader("X-Door", "open");\n    res.end();\n  };\n'), 'fail', 'other_receiver'),
  validates('js', 'enter name', 'private to the objects, as a private method is', door(guarded + calls), 'pass', 'declared'),
  validates('js', 'Door.enter name', 'the same by its qualified name', door(guarded + calls), 'pass', 'declared'),
  validates('js', 'enter name', 'no member of the object calls it', door(`${guarded}  this.open = (req, res, next) => next(req.body.name);\n`), 'fail', 'not_found'),
  validates('js', 'enter name', 'nobody can make the object whose members call it', door(guarded + calls, ''), 'fail', 'not_found'),
  validates('js', 'enter name', 'the function around makes no objects, so a bare name does not reach into it', `export function serve(store) {\n${guarded}  return (req, res, next) => enter(req.body.name, next);\n}\n`, 'fail', 'not_found'),
  validates('js', 'enter name', 'two constructors have one each, and one of them checks nothing', `${door(guarded + calls)}function Gate(store) {\n  const enter = (name, next) => next(store.put(name));\n${calls}}\nexports.Gate = Gate;\n`, 'undecidable', 'ambiguous'),
  validates('js', 'enter name', 'it is used before it is tested', door(`  const enter = (name, next) => {\n    store.put(name);\n    if (!/^[a-z]{1,9}$/.test(name)) return false;\n    return next();\n  };\n${calls}`), 'fail', 'not_found'),
  validates('js', 'enter name', 'a function of the file has the name, and checks nothing', `${door(guarded + calls)}function enter(name) {\n  return save(name);\n}\nexports.enter = enter;\n`, 'fail'),
  handles('js', 'load', 'a private function of the objects hands its errors on', door('  const load = async (name) => {\n    try {\n      return await store.get(name);\n    } catch (cause) {\n      throw new Error("load", { cause });\n    }\n  };\n  this.open = (name) => load(name);\n'), 'pass', 'declared'),
  handles('js', 'load', 'a private function of the objects swallows its errors', door('  const load = async (name) => {\n    try {\n      return await store.get(name);\n    } catch {}\n  };\n  this.open = (name) => load(name);\n'), 'fail', 'stub'),
];
