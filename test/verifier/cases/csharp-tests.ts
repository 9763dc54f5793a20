/** test_exists, env_var_referenced and patterns in C#. */
import { absent, environment, matches, tests } from './case.ts';
import type { VerdictCase } from './case.ts';

const cs = tests.bind(undefined, 'tests/GateTests.cs');
const env = environment.bind(undefined, 'cs');

const body = '{ Assert.False(gate.Check("x")); }';
const xunit = (marks: string, head = 'public class'): string => `using Xunit;\nnamespace House.Tests;\n\n${head} GateTests\n{\n    ${marks} public void Refuses() ${body}\n}\n`;
const nunit = (marks: string, above = '[TestFixture]\n'): string => `using NUnit.Framework;\n\n${above}public class GateTests\n{\n    ${marks} public void Refuses() ${body}\n}\n`;
const mstest = (marks: string, above = '[TestClass]\n'): string => `using Microsoft.VisualStudio.TestTools.UnitTesting;\n\n${above}public class GateTests\n{\n    ${marks} public void Refuses() ${body}\n}\n`;
const door = (read: string, more = ''): string => `class Door\n{\n${more}    string Key() { return ${read}; }\n}\n`;

export const cases: readonly VerdictCase[] = [
  cs('Refuses', 'a fact of xUnit', xunit('[Fact]'), 'pass', 'declared'),
  cs('House.Tests.GateTests.Refuses', 'by its whole name', xunit('[Fact]'), 'pass', 'declared'),
  cs('GateTests', 'a class with a test in it', xunit('[Fact]'), 'pass', 'declared'),
  cs('GateTests', 'a class without one', xunit(''), 'fail', 'not_found'),
  cs('Refuses', 'not marked as a test', xunit(''), 'fail', 'not_found'),
  cs('Refuses', 'skipped for a reason', xunit('[Fact(Skip = "slow")]'), 'fail', 'skipped'),
  cs('Refuses', 'a fact with another name to show', xunit('[Fact(DisplayName = "refuses")]'), 'pass', 'declared'),
  cs('Refuses', 'a theory with cases', xunit('[Theory, InlineData("a")]'), 'pass', 'declared'),
  cs('Refuses', 'a theory that is skipped', xunit('[Theory(Skip = "slow"), InlineData("a")]'), 'fail', 'skipped'),
  cs('Refuses', 'in a class that is not public', xunit('[Fact]', 'internal class'), 'fail', 'not_found'),
  cs('Refuses', 'in an abstract class', xunit('[Fact]', 'public abstract class'), 'undecidable', 'dynamic'),
  cs('Refuses', 'in a comment', xunit('// [Fact]\n   '), 'fail', 'not_found'),
  cs('Refuses', 'marked by something else that is called so', xunit('[House.Fact]'), 'fail', 'not_found'),
  cs('Refuses', 'in a part that no build takes', `using Xunit;\npublic class GateTests\n{\n#if false\n    [Fact] public void Refuses() ${body}\n#endif\n}\n`, 'fail', 'dead_code'),
  cs('Refuses', 'an empty test', xunit('[Fact]').replace(body, '{ }'), 'fail', 'stub'),
  cs('Refuses', 'a test of NUnit', nunit('[Test]'), 'pass', 'declared'),
  cs('Refuses', 'cases of NUnit', nunit('[TestCase("a"), TestCase("b")]'), 'pass', 'declared'),
  cs('Refuses("a")', 'one case of those', nunit('[TestCase("a"), TestCase("b")]'), 'fail', 'not_found'),
  cs('Refuses', 'ignored', nunit('[Test, Ignore("slow")]'), 'fail', 'skipped'),
  cs('Refuses', 'run only when somebody asks', nunit('[Test] [Explicit]'), 'fail', 'skipped'),
  cs('Refuses', 'its class is ignored', nunit('[Test]', '[TestFixture, Ignore("slow")]\n'), 'fail', 'skipped'),
  cs('Refuses', 'ends as ignored each time', nunit('[Test]').replace('{ Assert', '{ Assert.Ignore("slow"); Assert'), 'fail', 'skipped'),
  cs('Refuses', 'a test of MSTest', mstest('[TestMethod]'), 'pass', 'declared'),
  cs('Refuses', 'its class is not marked', mstest('[TestMethod]', ''), 'fail', 'not_found'),
  cs('Refuses', 'ignored by MSTest', mstest('[TestMethod, Ignore]'), 'fail', 'skipped'),

  env('DOOR_KEY', 'read by its name', door('Environment.GetEnvironmentVariable("DOOR_KEY")'), 'pass', 'declared'),
  env('DOOR_KEY', 'by its whole name', door('System.Environment.GetEnvironmentVariable("DOOR_KEY") ?? ""'), 'pass', 'declared'),
  env('DOOR_KEY', 'under another name', `using Env = System.Environment;\n${door('Env.GetEnvironmentVariable("DOOR_KEY")')}`, 'pass', 'declared'),
  env('DOOR_KEY', 'out of the map of all', door('Environment.GetEnvironmentVariables()["DOOR_KEY"]'), 'pass', 'declared'),
  env('DOOR_KEY', 'by a constant of the class', door('Environment.GetEnvironmentVariable(Name)', '    const string Name = "DOOR_KEY";\n'), 'pass', 'declared'),
  env('DOOR_KEY', 'written', 'class Door\n{\n    void Set() { Environment.SetEnvironmentVariable("DOOR_KEY", "x"); }\n}\n', 'fail', 'not_found'),
  env('DOOR_KEY', 'another variable', door('Environment.GetEnvironmentVariable("DOOR_KEY_FILE")'), 'fail', 'not_found'),
  env('DOOR_KEY', 'a computed name', door('Environment.GetEnvironmentVariable(name)', '    string name;\n'), 'undecidable', 'dynamic'),
  env('DOOR_KEY', 'only mentioned', door('"Environment.GetEnvironmentVariable(DOOR_KEY)"'), 'fail', 'not_found'),
  env('DOOR_KEY', 'a class of the file that is called Environment', `${door('Environment.GetEnvironmentVariable("DOOR_KEY")')}static class Environment\n{\n    public static string GetEnvironmentVariable(string k) => Ask(k);\n}\n`, 'fail', 'not_found'),
  env('DOOR_KEY', 'in code that never runs', 'class Door\n{\n    string Key() { return ""; Environment.GetEnvironmentVariable("DOOR_KEY"); }\n}\n', 'fail', 'dead_code'),

  matches('cs', { pattern: 'HttpOnly\\s*=\\s*true' }, 'in code', 'class A { void F() { var o = new CookieOptions { HttpOnly = true }; Set(o); } }\n', 'pass', 'text'),
  matches('cs', { pattern: 'HttpOnly\\s*=\\s*true' }, 'in documentation only', 'class A\n{\n    /// <summary>HttpOnly = true</summary>\n    void F() { Set(o); }\n}\n', 'fail', 'not_code'),
  matches('cs', { pattern: 'HttpOnly\\s*=\\s*true' }, 'in a part that no build takes', 'class A\n{\n#if false\n    void F() { HttpOnly = true; }\n#endif\n}\n', 'fail', 'dead_code'),
  matches('cs', { pattern: 'max-age=\\d+' }, 'in an interpolated text, which counts', 'class A { void F(int n) { Set($"max-age=600; {n}"); } }\n', 'pass', 'text'),
  absent('cs', { pattern: 'MD5' }, 'only a comment names it', 'class A\n{\n    // not MD5\n    string h = Hash("SHA256");\n}\n', 'pass', 'declared'),
  absent('cs', { pattern: 'MD5' }, 'a verbatim text names it', 'class A { string h = Hash(@"MD5"); }\n', 'fail', 'present'),
];
