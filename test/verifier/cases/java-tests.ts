/** test_exists, env_var_referenced and patterns in Java. */
import { absent, environment, matches, tests } from './case.ts';
import type { VerdictCase } from './case.ts';

const java = tests.bind(undefined, 'src/test/java/house/GateTest.java');
const env = environment.bind(undefined, 'java');

const jupiter = 'package house;\nimport org.junit.jupiter.api.*;\nimport org.junit.jupiter.params.ParameterizedTest;\n\n';
const body = '{ assertFalse(gate.check("x")); }';
const door = (read: string, more = ''): string => `class Door {\n${more}  String key() { return ${read}; }\n}\n`;

export const cases: readonly VerdictCase[] = [
  java('refuses', 'a test of JUnit 5', `${jupiter}class GateTest {\n  @Test void refuses() ${body}\n}\n`, 'pass', 'declared'),
  java('GateTest.refuses', 'with its class', `${jupiter}class GateTest {\n  @Test void refuses() ${body}\n}\n`, 'pass', 'declared'),
  java('GateTest#refuses', 'as build tools write it', `${jupiter}class GateTest {\n  @Test void refuses() ${body}\n}\n`, 'pass', 'declared'),
  java('GateTest', 'a class with a test in it', `${jupiter}class GateTest {\n  @Test void refuses() ${body}\n}\n`, 'pass', 'declared'),
  java('GateTest', 'a class without one', `${jupiter}class GateTest {\n  void refuses() ${body}\n}\n`, 'fail', 'not_found'),
  java('refuses', 'not marked as a test', `${jupiter}class GateTest {\n  void refuses() ${body}\n}\n`, 'fail', 'not_found'),
  java('refuses', 'marked by something else that is called so', `import house.marks.Test;\nclass GateTest {\n  @Test void refuses() ${body}\n}\n`, 'fail', 'not_found'),
  java('refuses', 'in a comment', `${jupiter}class GateTest {\n  // @Test void refuses() ${body}\n}\n`, 'fail', 'not_found'),
  java('refuses', 'a test that is disabled', `${jupiter}class GateTest {\n  @Test @Disabled("slow") void refuses() ${body}\n}\n`, 'fail', 'skipped'),
  java('refuses', 'its class is disabled', `${jupiter}@Disabled\nclass GateTest {\n  @Test void refuses() ${body}\n}\n`, 'fail', 'skipped'),
  java('refuses', 'a test of JUnit 4', `import org.junit.Test;\npublic class GateTest {\n  @Test(expected = Refused.class) public void refuses() ${body}\n}\n`, 'pass', 'declared'),
  java('refuses', 'ignored by JUnit 4', `import org.junit.Ignore;\nimport org.junit.Test;\npublic class GateTest {\n  @Ignore @Test public void refuses() ${body}\n}\n`, 'fail', 'skipped'),
  java('testRefuses', 'a test of JUnit 3', `import junit.framework.TestCase;\npublic class GateTest extends TestCase {\n  public void testRefuses() ${body}\n}\n`, 'pass', 'declared'),
  java('testRefuses', 'a class that is no case', `public class GateTest {\n  public void testRefuses() ${body}\n}\n`, 'fail', 'not_found'),
  java('refuses', 'TestNG takes the public methods of a class that is marked', `import org.testng.annotations.Test;\n@Test\npublic class GateTest {\n  public void refuses() ${body}\n}\n`, 'pass', 'declared'),
  java('refuses', 'switched off in TestNG', `import org.testng.annotations.Test;\npublic class GateTest {\n  @Test(enabled = false) public void refuses() ${body}\n}\n`, 'fail', 'skipped'),
  java('refuses', 'a test with several cases', `${jupiter}class GateTest {\n  @ParameterizedTest @ValueSource(strings = {"a", "b"}) void refuses(String k) ${body}\n}\n`, 'pass', 'declared'),
  java('refuses[1]', 'one case of such a test', `${jupiter}class GateTest {\n  @ParameterizedTest @ValueSource(strings = {"a", "b"}) void refuses(String k) ${body}\n}\n`, 'undecidable', 'dynamic'),
  java('refuses', 'in a nested class that is marked', `${jupiter}class GateTest {\n  @Nested class AtNight {\n    @Test void refuses() ${body}\n  }\n}\n`, 'pass', 'declared'),
  java('AtNight.refuses', 'in an inner class that is not marked', `${jupiter}class GateTest {\n  class AtNight {\n    @Test void refuses() ${body}\n  }\n}\n`, 'fail', 'not_found'),
  java('refuses', 'private, so that no runner calls it', `${jupiter}class GateTest {\n  @Test private void refuses() ${body}\n}\n`, 'fail', 'not_found'),
  java('refuses', 'an abstract class runs only where it is extended', `${jupiter}abstract class GateTest {\n  @Test void refuses() ${body}\n}\n`, 'undecidable', 'dynamic'),
  java('refuses', 'an empty test', `${jupiter}class GateTest {\n  @Test void refuses() { }\n}\n`, 'fail', 'stub'),

  env('DOOR_KEY', 'read by its name', door('System.getenv("DOOR_KEY")'), 'pass', 'declared'),
  env('DOOR_KEY', 'out of the map of all', door('System.getenv().get("DOOR_KEY")'), 'pass', 'declared'),
  env('DOOR_KEY', 'out of that map under a name', 'class Door {\n  String key() { var env = System.getenv(); return env.getOrDefault("DOOR_KEY", ""); }\n}\n', 'pass', 'declared'),
  env('DOOR_KEY', 'by a constant of the class', door('System.getenv(KEY)', '  private static final String KEY = "DOOR_KEY";\n'), 'pass', 'declared'),
  env('DOOR_KEY', 'by a static import', `import static java.lang.System.getenv;\n${door('getenv("DOOR_KEY")')}`, 'pass', 'declared'),
  env('DOOR_KEY', 'another variable', door('System.getenv("DOOR_KEY_FILE")'), 'fail', 'not_found'),
  env('DOOR_KEY', 'a property is no variable', door('System.getProperty("DOOR_KEY")'), 'fail', 'not_found'),
  env('DOOR_KEY', 'a computed name', door('System.getenv(name)', '  String name;\n'), 'undecidable', 'dynamic'),
  env('DOOR_KEY', 'only mentioned', door('"System.getenv(DOOR_KEY)"'), 'fail', 'not_found'),
  env('DOOR_KEY', 'in code that never runs', 'class Door {\n  String key() { return ""; System.getenv("DOOR_KEY"); }\n}\n', 'fail', 'dead_code'),
  env('DOOR_KEY', 'the map is handed on, and the name stands in the file', door('read(System.getenv(), "DOOR_KEY")'), 'undecidable', 'dynamic'),
  env('DOOR_KEY', 'a class of the file that is called System', `${door('System.getenv("DOOR_KEY")')}class System {\n  static String getenv(String k) { return ask(k); }\n}\n`, 'fail', 'not_found'),

  matches('java', { pattern: 'setHttpOnly\\(true\\)' }, 'in code', 'class A { void f(Cookie c) { c.setHttpOnly(true); } }\n', 'pass', 'text'),
  matches('java', { pattern: 'setHttpOnly\\(true\\)' }, 'in Javadoc only', 'class A {\n  /** Call setHttpOnly(true). */\n  void f(Cookie c) { go(c); }\n}\n', 'fail', 'not_code'),
  matches('java', { pattern: 'max-age=\\d+' }, 'in a text, which counts', 'class A { void f(Reply r) { r.set("x", "max-age=600"); } }\n', 'pass', 'text'),
  matches('java', { pattern: 'setHttpOnly\\(true\\)' }, 'in code that never runs', 'class A { void f(Cookie c) { if (false) { c.setHttpOnly(true); } } }\n', 'fail', 'dead_code'),
  absent('java', { pattern: 'MD5' }, 'only a comment names it', 'class A {\n  // not MD5\n  String h = hash("SHA-256");\n}\n', 'pass', 'declared'),
  absent('java', { pattern: 'MD5' }, 'a text block names it', 'class A {\n  String h = """\n    MD5\n    """;\n}\n', 'fail', 'present'),
];
