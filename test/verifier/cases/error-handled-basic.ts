/** Which errors functions of Ruby and Swift handle. */
import { handles } from './case.ts';
import type { VerdictCase } from './case.ts';

type Rest = Parameters<typeof handles> extends [string, string, string, string, ...infer E] ? E : never;
const rb = (what: string, why: string, source: string, ...expected: Rest): VerdictCase => handles('rb', what, why, source, ...expected);
const swift = (what: string, why: string, source: string, ...expected: Rest): VerdictCase => handles('swift', what, why, source, ...expected);

export const cases: readonly VerdictCase[] = [
  rb('load', 'swallowed in one line', 'def load(path)\n  File.read(path) rescue nil\nend\n', 'fail', 'stub'),
  rb('load', 'raised again', 'def load(path)\n  File.read(path)\nrescue IOError => cause\n  raise LoadError, cause.message\nend\n', 'pass', 'declared'),
  rb('load', 'raised again as it is', 'def load(path)\n  File.read(path)\nrescue IOError\n  close(path)\n  raise\nend\n', 'pass', 'declared'),
  rb('load', 'the handler is empty', 'def load(path)\n  File.delete(path)\nrescue IOError\nend\n', 'fail', 'stub'),
  rb('load', 'only written to the log', 'def load(path)\n  File.delete(path)\nrescue IOError => cause\n  logger.warn(cause.message)\nend\n', 'fail', 'stub'),
  rb('load', 'logged, and left', 'def load(path)\n  File.delete(path)\nrescue IOError => cause\n  logger.warn(cause.message)\n  return false\nend\n', 'pass'),
  rb('load', 'it comes to nothing', 'def load(path)\n  File.read(path)\nrescue IOError\n  nil\nend\n', 'fail', 'stub'),
  rb('load', 'it comes to another value, which somebody may take', 'def load(path)\n  File.read(path)\nrescue IOError\n  EMPTY\nend\n', 'undecidable', 'dynamic'),
  rb('load', 'what is called by its name alone may do anything', 'def load(path)\n  File.read(path)\nrescue IOError\n  give_up\n  nil\nend\n', 'undecidable', 'dynamic'),
  rb('load', 'only cleaned up', 'def load(path)\n  File.read(path)\nensure\n  close(path)\nend\n', 'fail', 'not_found'),
  rb('load', 'another method has the handler', 'def load(path)\n  File.read(path)\nend\ndef note(text)\n  write(text)\nrescue IOError\n  raise Later\nend\n', 'fail', 'not_found'),
  rb('load - IOError', 'the handler takes its class', 'def load(path)\n  File.read(path)\nrescue IOError, SystemCallError => cause\n  raise Later, cause.message\nend\n', 'pass'),
  rb('load - IOError', 'a handler without a class takes standard errors', 'def load(path)\n  File.read(path)\nrescue => cause\n  raise Later, cause.message\nend\n', 'pass'),
  rb('load - SystemExit', 'what ends the program is no standard error', 'def load(path)\n  File.read(path)\nrescue => cause\n  raise Later, cause.message\nend\n', 'undecidable', 'dynamic'),
  rb('load', 'the handler stands in a comment', 'def load(path)\n  File.read(path)\n# rescue IOError\n#   raise Later\nend\n', 'fail', 'not_found'),
  swift('load', 'the reason and the value are left out', 'func load(_ path: String) -> String? { return try? String(contentsOfFile: path) }\n', 'fail', 'stub'),
  swift('load', 'the outcome of a statement is left out', 'func load(_ path: String) { try? remove(path) }\n', 'fail', 'stub'),
  swift('load', 'the program ends', 'func load(_ path: String) -> String { return try! read(path) }\n', 'fail', 'stub'),
  swift('load', 'what is missing is asked for', 'func load(_ path: String) throws -> String {\n  guard let text = try? read(path) else { throw Failure.load }\n  return text\n}\n', 'undecidable', 'dynamic'),
  swift('load', 'thrown on as another error', 'func load(_ path: String) throws -> String {\n  do { return try read(path) } catch let error { throw Failure.load(error) }\n}\n', 'pass', 'declared'),
  swift('load', 'given back as a value', 'func load(_ path: String) -> Result<String, Error> {\n  do { return .success(try read(path)) } catch { return .failure(error) }\n}\n', 'pass'),
  swift('load', 'the handler is empty', 'func load(_ path: String) {\n  do { try remove(path) } catch { }\n}\n', 'fail', 'stub'),
  swift('load', 'only printed', 'func load(_ path: String) {\n  do { try remove(path) } catch { print(error) }\n}\n', 'fail', 'stub'),
  swift('load', 'nothing is given back in silence', 'func load(_ path: String) -> String? {\n  do { return try read(path) } catch { return nil }\n}\n', 'fail', 'stub'),
  swift('load', 'one error is handled, and another dropped', 'func load(_ path: String) throws {\n  do { try remove(path) } catch { throw Failure.load(error) }\n  try? note(path)\n}\n', 'undecidable', 'ambiguous'),
  swift('load remove', 'claimed by the call whose error is handled', 'func load(_ path: String) throws {\n  do { try remove(path) } catch { throw Failure.load(error) }\n  try? note(path)\n}\n', 'pass'),
  swift('load note', 'claimed by the call whose error is dropped', 'func load(_ path: String) throws {\n  do { try remove(path) } catch { throw Failure.load(error) }\n  try? note(path)\n}\n', 'fail', 'stub'),
  swift('load - Failure', 'the handler takes errors of a pattern', 'func load(_ path: String) throws {\n  do { try remove(path) } catch let error as Failure { throw error }\n}\n', 'undecidable', 'dynamic'),
  swift('load', 'to say that it throws is not to handle', 'func load(_ path: String) throws -> String { return try read(path) }\n', 'fail', 'not_found'),
];
