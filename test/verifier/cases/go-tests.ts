/** test_exists in Go. */
import { tests } from './case.ts';
import type { VerdictCase } from './case.ts';

const file = 'books/gate_test.go';
const go = (name: string, why: string, body: string, ...expected: [VerdictCase['verdict'], VerdictCase['reason']?]): VerdictCase => tests(file, name, why, `package books\n\nimport "testing"\n\n${body}`, ...expected);

const refuses = 'if Gate(7) {\n\t\tt.Fatal("open")\n\t}';

export const cases: readonly VerdictCase[] = [
  go('TestGate', 'a test', `func TestGate(t *testing.T) {\n\t${refuses}\n}\n`, 'pass'),
  go('Test_gate', 'a mark of its own behind the word', `func Test_gate(t *testing.T) {\n\t${refuses}\n}\n`, 'pass'),
  go('Testgate', 'a small letter behind the word', `func Testgate(t *testing.T) {\n\t${refuses}\n}\n`, 'fail', 'not_found'),
  go('TestGate', 'without a parameter it is no test', `func TestGate() {\n\tprintln(Gate(7))\n}\n`, 'fail', 'not_found'),
  go('TestGate', 'a helper takes more', `func TestGate(t *testing.T, n int) {\n\t${refuses}\n}\n`, 'fail', 'not_found'),
  go('TestGate', 'a test gives nothing back', `func TestGate(t *testing.T) bool {\n\t${refuses}\n\treturn true\n}\n`, 'fail', 'not_found'),
  go('TestGate', 'the package has another name here', `func TestGate(tt *check.T) {\n\tif Gate(7) {\n\t\ttt.Fatal("open")\n\t}\n}\n`, 'pass'),
  go('TestGate', 'skipped at once', `func TestGate(t *testing.T) {\n\tt.Skip("later")\n\t${refuses}\n}\n`, 'fail', 'skipped'),
  go('TestGate', 'skipped where time is short', `func TestGate(t *testing.T) {\n\tif testing.Short() {\n\t\tt.SkipNow()\n\t}\n\t${refuses}\n}\n`, 'pass'),
  go('TestGate', 'skipped in a part of it', `func TestGate(t *testing.T) {\n\tt.Run("old", func(t *testing.T) { t.Skip("later") })\n\t${refuses}\n}\n`, 'pass'),
  go('TestGate', 'empty', 'func TestGate(t *testing.T) {}\n', 'fail', 'stub'),
  go('TestGate', 'only logs', 'func TestGate(t *testing.T) {\n\t// if Gate(7) { t.Fatal("open") }\n}\n', 'fail', 'stub'),
  go('TestGate', 'commented out', `// func TestGate(t *testing.T) { t.Fatal(Gate(7)) }\nvar n = 1\n`, 'fail', 'not_found'),
  go('TestGate/refuses', 'a part with a name', `func TestGate(t *testing.T) {\n\tt.Run("refuses", func(t *testing.T) {\n\t\t${refuses}\n\t})\n}\n`, 'pass'),
  go('TestGate/refuses', 'the part is skipped', `func TestGate(t *testing.T) {\n\tt.Run("refuses", func(t *testing.T) {\n\t\tt.Skip()\n\t\t${refuses}\n\t})\n}\n`, 'fail', 'skipped'),
  go('TestGate/refuses', 'all of the test is skipped', `func TestGate(t *testing.T) {\n\tt.Skip()\n\tt.Run("refuses", func(t *testing.T) {\n\t\t${refuses}\n\t})\n}\n`, 'fail', 'skipped'),
  go('TestGate/refuses', 'a part by the names of a table', `func TestGate(t *testing.T) {\n\tfor _, one := range table {\n\t\tt.Run(one.name, func(t *testing.T) {\n\t\t\t${refuses}\n\t\t})\n\t}\n}\n`, 'undecidable', 'dynamic'),
  go('refuses', 'a runner of something else', `func helper(job *Job) {\n\tjob.Run("refuses", func() { println(Gate(7)) })\n}\n`, 'fail', 'not_found'),
  go('FuzzGate', 'its seeds run like a test', `func FuzzGate(f *testing.F) {\n\tf.Add(7)\n\tf.Fuzz(func(t *testing.T, n int) { Gate(n) })\n}\n`, 'pass'),
  go('BenchmarkGate', 'runs when it is asked for only', `func BenchmarkGate(b *testing.B) {\n\tfor i := 0; i < b.N; i++ {\n\t\tGate(7)\n\t}\n}\n`, 'fail', 'not_found'),
  go('ExampleGate', 'with the output that it must have', `func ExampleGate() {\n\tfmt.Println(Gate(7))\n\t// Output: false\n}\n`, 'pass'),
  go('ExampleGate', 'without an output it is compiled only', `func ExampleGate() {\n\tfmt.Println(Gate(7))\n}\n`, 'fail', 'not_found'),
  go('GateSuite.TestRefuses', 'a suite that another function must run', `type GateSuite struct{ suite.Suite }\n\nfunc (s *GateSuite) TestRefuses() {\n\ts.False(Gate(7))\n}\n`, 'undecidable', 'dynamic'),
  { ...go('TestGate', 'a file that go test does not look into', `func TestGate(t *testing.T) {\n\t${refuses}\n}\n`, 'fail', 'not_found'), file: 'books/gate.go', params: { pattern: 'books/*.go', name: 'TestGate' } },
  { ...go('TestGate', 'a file that no build takes', '', 'fail', 'dead_code'), source: `//go:build ignore\n\npackage books\n\nimport "testing"\n\nfunc TestGate(t *testing.T) {\n\t${refuses}\n}\n` },
];
