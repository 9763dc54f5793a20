/** JUnit XML of many writers, and texts that only look like it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { junitCommand } from '../../src/verifier/running/junit-command.ts';
import { readJunitXml } from '../../src/verifier/running/junit-xml.ts';

const suite = (inner: string): string => `<?xml version="1.0"?><testsuites><testsuite name="s">${inner}</testsuite></testsuites>`;
/** `suites > name: status because`. */
const told = (text: string): string => {
  const read = readJunitXml(text);
  return read.ok ? read.cases.map(({ suites, name, status, because }) => `${[...suites, name].join(' > ')}: ${status}${because === undefined ? '' : ` ${because}`}`).join('; ') : `refused: ${read.because}`;
};

describe('JUnit XML', () => {
  const cases: readonly [why: string, text: string, expected: string | RegExp][] = [
    ['a case that passes', suite('<testcase name="a"/>'), 's > a: passed'],
    ['a suite alone', '<testsuite name="s"><testcase name="a"/></testsuite>', 's > a: passed'],
    ['suites in suites', suite('<testsuite name="t"><testcase name="a"/></testsuite><testcase name="b"/>'), 's > t > a: passed; s > b: passed'],
    ['suites without names', '<testsuites><testsuite><testcase name="a"/></testsuite></testsuites>', 'a: passed'],
    ['a failure with a message', suite('<testcase name="a"><failure message="no"/></testcase>'), 's > a: failed no'],
    ['a failure with words in it', suite('<testcase name="a"><failure><![CDATA[ <no> ]]></failure></testcase>'), 's > a: failed <no>'],
    ['an error', suite('<testcase name="a"><error/></testcase>'), 's > a: failed'],
    ['skipped', suite('<testcase name="a"><skipped message="later"/></testcase>'), 's > a: skipped later'],
    ['expected to fail', suite('<testcase name="a"><skipped type="pytest.xfail" message="known"/></testcase>'), 's > a: skipped expected to fail: known'],
    ['skipped and failed at once', suite('<testcase name="a"><skipped/><failure/></testcase>'), 's > a: failed'],
    ['failed and skipped at once', suite('<testcase name="a"><failure/><skipped/></testcase>'), 's > a: failed'],
    ['passed at a second attempt', suite('<testcase name="a"><flakyFailure message="first"/></testcase>'), 's > a: flaky first'],
    ['failed at every attempt', suite('<testcase name="a"><failure/><rerunFailure/></testcase>'), 's > a: failed'],
    ['run again', suite('<testcase name="a"><rerun message="once"/></testcase>'), 's > a: flaky once'],
    ['skipped by an attribute', suite('<testcase name="a" status="notrun"/>'), 's > a: skipped'],
    ['disabled by an attribute', suite('<testcase name="a" status="Disabled"/>'), 's > a: skipped'],
    ['failed by an attribute', suite('<testcase name="a" result="failed"/>'), 's > a: failed'],
    ['what a test prints is no result', suite('<testcase name="a"><system-out>&lt;failure/&gt; PASSED</system-out></testcase>'), 's > a: passed'],
    ['what a test prints is no case', suite('<testcase name="a"><system-out><![CDATA[<testcase name="b"/>]]></system-out></testcase>'), 's > a: passed'],
    ['a failure deep in a case still fails it', suite('<testcase name="a"><x><failure/></x></testcase>'), 's > a: failed'],
    ['a case in a case, so that nobody knows whose the failure is', suite('<testcase name="a"><testcase name="b"/><failure/></testcase>'), 'refused: it has a case within a case'],
    ['properties', suite('<properties><property name="skipped" value="1"/></properties><testcase name="a"><properties/></testcase>'), 's > a: passed'],
    ['names with marks', suite('<testcase name="a &lt;b&gt; &quot;c&quot;"/>'), 's > a <b> "c": passed'],
    ['no case', suite(''), ''],
    ['nothing', '', /^refused: it is no valid XML/],
    ['cut off', suite('<testcase name="a"/>').slice(0, -14), /^refused: it is no valid XML: unclosed tag/],
    ['something else', '<html><testcase name="a"/></html>', 'refused: it is no JUnit report'],
    ['two roots', `${suite('<testcase name="a"/>')}<testsuites/>`, /^refused/],
    ['entities', `<!DOCTYPE x [<!ENTITY a "b">]>${suite('<testcase name="&a;"/>')}`, /^refused: it declares a document type/],
    ['an entity that nobody declared', suite('<testcase name="&a;"/>'), /^refused: it is no valid XML/],
    ['an attribute that stands twice', suite('<testcase name="a" name="b"/>'), /^refused: it is no valid XML/],
    ['suites without end', '<testsuite>'.repeat(100_000), 'refused: it nests too deep'],
  ];
  for (const [why, text, expected] of cases) {
    it(why, () => {
      const found = told(text);
      if (typeof expected === 'string') assert.equal(found, expected);
      else assert.match(found, expected);
    });
  }
});

describe('the files that cases of JUnit XML belong to', () => {
  const files = ['src/test/java/acme/GateTest.java', 'spec/gate_spec.rb', 'acme/Gate.Tests.cs'].map((file) => ({ file, path: `/work/${file}` }));
  const place = { root: '/work', folder: '/work', files };
  const filesOf = (attributes: string): readonly string[] => {
    const read = junitCommand(undefined).read({ place, steps: [], report: '', reports: [suite(`<testcase name="a" ${attributes}/>`)] });
    assert.ok(read.ok);
    return read.cases.flatMap((one) => one.files);
  };
  const cases: readonly [why: string, attributes: string, expected: readonly string[]][] = [
    ['a class by its package', 'classname="acme.GateTest"', ['src/test/java/acme/GateTest.java']],
    ['a class in a class', 'classname="acme.GateTest$Inner"', ['src/test/java/acme/GateTest.java']],
    ['a class of another package', 'classname="other.GateTest"', []],
    ['a class whose name only ends so', 'classname="teTest"', []],
    ['a file', 'file="spec/gate_spec.rb"', ['spec/gate_spec.rb']],
    ['a file from its folder', 'file="./spec/gate_spec.rb"', ['spec/gate_spec.rb']],
    ['a file by its whole path', 'file="/work/spec/gate_spec.rb"', ['spec/gate_spec.rb']],
    ['a file elsewhere', 'file="/tmp/spec/gate_spec.rb" classname=""', []],
    ['neither', '', []],
  ];
  for (const [why, attributes, expected] of cases) it(why, () => assert.deepEqual(filesOf(attributes), expected));
});
