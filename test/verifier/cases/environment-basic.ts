/** Which variables of the environment code of Kotlin, Scala, Swift, Ruby, PHP, C and C++ reads. */
import { environment } from './case.ts';
import type { VerdictCase } from './case.ts';

type Rest = Parameters<typeof environment> extends [string, string, string, string, ...infer E] ? E : never;
const reads = (ending: string, why: string, source: string, ...expected: Rest): VerdictCase => environment(ending, 'TOKEN', why, source, ...expected);

export const cases: readonly VerdictCase[] = [
  reads('kt', 'asked for by its name', 'val token = System.getenv("TOKEN")\n', 'pass', 'declared'),
  reads('kt', 'out of all of them', 'fun token(): String? = System.getenv()["TOKEN"]\n', 'pass'),
  reads('kt', 'in a comment', '// System.getenv("TOKEN")\nval token = "TOKEN"\n', 'fail', 'not_found'),
  reads('kt', 'a property of the machine', 'val token = System.getProperty("TOKEN")\n', 'fail', 'not_found'),
  reads('kt', 'an object of this file with such a function', 'object System { fun getenv(name: String) = name }\nval token = System.getenv("TOKEN")\n', 'fail', 'not_found'),
  reads('scala', 'called like a function', 'object Vault {\n  val token = sys.env("TOKEN")\n}\n', 'pass', 'declared'),
  reads('scala', 'only asked whether it is there', 'object Vault {\n  val has = sys.env.contains("TOKEN")\n}\n', 'fail', 'not_found'),
  reads('scala', 'another variable', 'object Vault {\n  val token = sys.env("TOKEN_FILE")\n}\n', 'fail', 'not_found'),
  reads('swift', 'out of the map of the process', 'let token = ProcessInfo.processInfo.environment["TOKEN"]\n', 'pass', 'declared'),
  reads('swift', 'by the function of C', 'func token() -> String? {\n  guard let raw = getenv("TOKEN") else { return nil }\n  return String(cString: raw)\n}\n', 'pass'),
  reads('swift', 'a map of that name elsewhere', 'let token = settings.environment["TOKEN"]\n', 'fail', 'not_found'),
  reads('swift', 'a computed name', 'let token = ProcessInfo.processInfo.environment[name]\n', 'undecidable', 'dynamic'),
  reads('rb', 'out of the map', 'def token\n  ENV["TOKEN"]\nend\n', 'pass', 'declared'),
  reads('rb', 'with another value where there is none', 'token = ENV.fetch("TOKEN") { "none" }\n', 'pass'),
  reads('rb', 'only written', 'ENV["TOKEN"] = "abc"\n', 'fail', 'not_found'),
  reads('rb', 'only asked whether it is there', 'puts 1 if ENV.key?("TOKEN")\n', 'fail', 'not_found'),
  reads('rb', 'in a text', 'puts "ENV[\'TOKEN\']"\n', 'fail', 'not_found'),
  reads('php', 'asked for by its name', '<?php\n$token = getenv("TOKEN");\n', 'pass', 'declared'),
  reads('php', 'out of the map', '<?php\nfunction token() { return $_ENV["TOKEN"]; }\n', 'pass'),
  reads('php', 'only written', '<?php\nputenv("TOKEN=abc");\n', 'fail', 'not_found'),
  reads('php', 'what a form sent', '<?php\n$token = $_POST["TOKEN"];\n', 'fail', 'not_found'),
  reads('c', 'asked for by its name', '#include <stdlib.h>\nconst char *token(void) { return getenv("TOKEN"); }\n', 'pass', 'declared'),
  reads('c', 'only written', '#include <stdlib.h>\nvoid set(void) { setenv("TOKEN", "abc", 1); }\n', 'fail', 'not_found'),
  reads('c', 'left out of every build', '#include <stdlib.h>\n#if 0\nconst char *token(void) { return getenv("TOKEN"); }\n#endif\n', 'fail'),
  reads('cpp', 'with the namespace', '#include <cstdlib>\nauto token() { return std::getenv("TOKEN"); }\n', 'pass', 'declared'),
  reads('cpp', 'a method of that name', 'auto token(Settings& settings) { return settings.getenv("TOKEN"); }\n', 'fail', 'not_found'),
];
