/** function_exists, class_exists, import_present, env_var_referenced, decorator_present and patterns in Go. */
import { absent, classes, decorated, environment, exists, imports, matches, withParams } from './case.ts';
import type { VerdictCase } from './case.ts';

const fn = exists.bind(undefined, 'go');
const cl = classes.bind(undefined, 'go');
const im = imports.bind(undefined, 'go');
const env = environment.bind(undefined, 'go');

const group = 'package books\n\nimport (\n\t"fmt"\n\tsum "crypto/sha256"\n\t_ "github.com/lib/pq"\n\t"github.com/golang-jwt/jwt/v5"\n)\n\nvar _ = fmt.Sprint(sum.New, jwt.New)\n';

export const cases: readonly VerdictCase[] = [
  fn('verify', 'a plain function', 'package books\n\nfunc verify(x string) bool { return len(x) > 3 }\n', 'pass', 'declared'),
  fn('Server.Verify', 'a method of a pointer', 'package books\n\nfunc (s *Server) Verify(x string) bool { return x == s.key }\n', 'pass', 'declared'),
  fn('Server.Verify', 'a method of a value without a name', 'package books\n\nfunc (Server) Verify(x string) bool { return len(x) > 3 }\n', 'pass'),
  fn('(*Server).Verify', 'as Go writes the method', 'package books\n\nfunc (s *Server) Verify(x string) bool { return x == s.key }\n', 'pass'),
  fn('Cache.Get', 'a receiver with type parameters', 'package books\n\nfunc (c *Cache[K, V]) Get(k K) V { return c.rows[k] }\n', 'pass'),
  fn('Map', 'a function with type parameters', 'package books\n\nfunc Map[T, U any](in []T, f func(T) U) (out []U) {\n\tfor _, x := range in {\n\t\tout = append(out, f(x))\n\t}\n\treturn out\n}\n', 'pass'),
  fn('Server.Verify', 'the method of another type', 'package books\n\ntype Server struct{}\n\nfunc (c Client) Verify(x string) bool { return len(x) > 3 }\n', 'fail', 'not_found'),
  fn('Verifier.Verify', 'an interface asks for it', 'package books\n\ntype Verifier interface {\n\tVerify(x string) bool\n}\n', 'fail', 'declaration_only'),
  fn('verify', 'written in another language', 'package books\n\nfunc verify(x string) bool\n', 'fail', 'declaration_only'),
  fn('verify', 'a variable of the package that holds a function', 'package books\n\nvar verify = func(x string) bool { return len(x) > 3 }\n', 'pass'),
  fn('verify', 'what a call gave back', 'package books\n\nvar verify = newVerifier(3)\n', 'undecidable', 'dynamic'),
  fn('verify', 'an empty body', 'package books\n\nfunc verify(x string) {}\n', 'fail', 'stub'),
  fn('verify', 'announced by a panic', 'package books\n\nfunc verify(x string) bool { panic("not implemented") }\n', 'fail', 'stub'),
  fn('verify', 'a panic for another reason', 'package books\n\nfunc verify(x string) bool { panic("bad token " + x) }\n', 'pass'),
  fn('verify', 'announced by an error', 'package books\n\nfunc verify(x string) (bool, error) {\n\treturn false, errors.New("verify: not implemented yet")\n}\n', 'fail', 'stub'),
  fn('verify', 'nothing but a log', 'package books\n\nfunc verify(x string) {\n\tlog.Printf("verify", x)\n}\n', 'fail', 'stub'),
  fn('verify', 'no error whatever comes', 'package books\n\nfunc verify(x string) error { return nil }\n', 'fail', 'stub'),
  fn('verify', 'a constant counts unless more is asked', 'package books\n\nfunc verify(x string) (bool, error) { return true, nil }\n', 'pass'),
  withParams(fn('verify', 'a constant, and more is asked', 'package books\n\nfunc verify(x string) (bool, error) { return true, nil }\n', 'fail', 'stub'), { nontrivial: true }),
  fn('verify', 'a comment', 'package books\n\n// func verify(x string) bool { return true }\nvar n = 1\n', 'fail', 'not_found'),
  fn('verify', 'inside of a raw string', 'package books\n\nvar text = `\nfunc verify(x string) bool { return len(x) > 3 }\n`\n', 'fail', 'not_found'),
  fn('verify', 'a closure of another function', 'package books\n\nfunc outer() {\n\tverify := func(x string) bool { return len(x) > 3 }\n\tverify("x")\n}\n', 'fail', 'not_found'),
  fn('outer.verify', 'the closure by its whole name', 'package books\n\nfunc outer() {\n\tverify := func(x string) bool { return len(x) > 3 }\n\tverify("x")\n}\n', 'pass'),
  fn('verify', 'a file that no build takes', '//go:build ignore\n\npackage main\n\nfunc verify(x string) bool { return len(x) > 3 }\n', 'fail', 'dead_code'),
  fn('verify', 'the same in the old spelling', '// +build ignore\n\npackage main\n\nfunc verify(x string) bool { return len(x) > 3 }\n', 'fail', 'dead_code'),
  fn('verify', 'a file that some builds take', '//go:build linux && !cgo\n\npackage main\n\nfunc verify(x string) bool { return len(x) > 3 }\n', 'pass', 'declared'),
  fn('verify', 'what looks like a constraint stands behind the package', 'package main\n\n//go:build ignore\n\nfunc verify(x string) bool { return len(x) > 3 }\n', 'pass'),
  fn('init', 'one of two', 'package books\n\nfunc init() { register(1) }\n\nfunc init() { register(2) }\n', 'pass'),
  fn('init', 'one of two is empty', 'package books\n\nfunc init() {}\n\nfunc init() { register(2) }\n', 'undecidable', 'ambiguous'),
  fn('verify', 'imported', 'package books\n\nimport "example.com/books/verify"\n\nvar _ = verify.New\n', 'fail', 'not_found'),
  fn('verify', 'a broken body', 'package books\n\nfunc verify(x string) bool {\n\treturn x ==\n}\n', 'undecidable', 'parse_error'),

  cl('Server', 'a struct', 'package books\n\ntype Server struct{ key string }\n', 'pass', 'declared'),
  cl('Verifier', 'an interface', 'package books\n\ntype (\n\tVerifier interface{ Verify(x string) bool }\n)\n', 'pass'),
  cl('Role', 'a type of its own', 'package books\n\ntype Role int\n', 'pass'),
  cl('Cache', 'with type parameters', 'package books\n\ntype Cache[K comparable, V any] struct{ rows map[K]V }\n', 'pass'),
  cl('Server', 'another name for a type of this file', 'package books\n\ntype host struct{ key string }\n\ntype Server = host\n', 'pass'),
  cl('Server', 'another name for a type of another package', 'package books\n\nimport "net/http"\n\ntype Server = http.Server\n', 'fail', 'not_found'),
  cl('Server', 'a variable of a type without a name', 'package books\n\nvar Server struct{ key string }\n', 'fail', 'not_found'),
  cl('Server', 'a function', 'package books\n\nfunc Server() int { return len(rows) }\n', 'fail', 'not_found'),
  cl('Server', 'a type that only its function knows', 'package books\n\nfunc open() int {\n\ttype Server struct{ n int }\n\treturn Server{1}.n\n}\n', 'fail', 'not_found'),
  cl('Server', 'a comment', 'package books\n\n/* type Server struct{} */\nvar n = 1\n', 'fail', 'not_found'),

  im('fmt', 'one of a group', group, 'pass', 'declared'),
  im('crypto/sha256', 'under another name', group, 'pass'),
  im('github.com/lib/pq', 'for what it does when it is loaded', group, 'pass'),
  im('github.com/golang-jwt/jwt', 'the module that a package belongs to', group, 'pass'),
  im('crypto', 'a package of the language is no part of the one above it', group, 'fail', 'not_found'),
  im('github.com/golang-jwt/jwt/v4', 'another version', group, 'fail', 'not_found'),
  im('os', 'commented out', 'package books\n\nimport (\n\t"fmt"\n\t// "os"\n)\n\nvar _ = fmt.Sprint()\n', 'fail', 'not_found'),
  im('os', 'inside of a string', 'package books\n\nvar text = `import "os"`\n', 'fail', 'not_found'),

  env('TOKEN_KEY', 'read by name', 'package books\n\nimport "os"\n\nvar key = os.Getenv("TOKEN_KEY")\n', 'pass', 'declared'),
  env('TOKEN_KEY', 'looked up', 'package books\n\nimport "os"\n\nfunc open() string {\n\tkey, ok := os.LookupEnv("TOKEN_KEY")\n\tif !ok {\n\t\treturn ""\n\t}\n\treturn key\n}\n', 'pass'),
  env('TOKEN_KEY', 'through a constant and another name of the package', 'package books\n\nimport sys "os"\n\nconst name = "TOKEN_KEY"\n\nvar key = sys.Getenv(name)\n', 'pass'),
  env('TOKEN_KEY', 'only written', 'package books\n\nimport "os"\n\nfunc open() { os.Setenv("TOKEN_KEY", "x") }\n', 'fail', 'not_found'),
  env('TOKEN_KEY', 'a longer name', 'package books\n\nimport "os"\n\nvar key = os.Getenv("TOKEN_KEY_FILE")\n', 'fail', 'not_found'),
  env('TOKEN_KEY', 'the name is computed', 'package books\n\nimport "os"\n\nfunc open(name string) string { return os.Getenv("TOKEN_" + name) }\n', 'undecidable', 'dynamic'),
  env('TOKEN_KEY', 'all of them are gone through', 'package books\n\nimport "os"\n\nfunc open() bool {\n\tfor _, pair := range os.Environ() {\n\t\tif has(pair, "TOKEN_KEY") {\n\t\t\treturn true\n\t\t}\n\t}\n\treturn false\n}\n', 'undecidable', 'dynamic'),
  env('TOKEN_KEY', 'another package called os', 'package books\n\nimport "example.com/books/os"\n\nvar key = os.Getenv("TOKEN_KEY")\n', 'fail', 'not_found'),

  decorated('go', 'guard Drop', 'the language has none', 'package books\n\n// @guard\nfunc Drop(x int) int { return x + 1 }\n', 'fail', 'not_found'),

  matches('go', { pattern: 'MinVersion:\\s+tls\\.VersionTLS1[23]' }, 'in code', 'package books\n\nvar config = &tls.Config{\n\tMinVersion: tls.VersionTLS13,\n}\n', 'pass', 'text'),
  matches('go', { pattern: 'tls\\.VersionTLS13' }, 'in a comment', 'package books\n\n// use tls.VersionTLS13\nvar config = &tls.Config{} /* tls.VersionTLS13 */\n', 'fail', 'not_code'),
  matches('go', { pattern: 'VersionTLS13' }, 'behind a return', 'package books\n\nfunc open() int {\n\treturn 1\n\tuse(tls.VersionTLS13)\n}\n', 'fail', 'dead_code'),
  absent('go', { pattern: 'InsecureSkipVerify:\\s*true' }, 'only a comment names it', 'package books\n\n// never InsecureSkipVerify: true\nvar config = &tls.Config{}\n', 'pass', 'declared'),
  absent('go', { pattern: 'md5\\.' }, 'a string counts', 'package books\n\nvar hash = "md5."\n', 'fail', 'present'),
].map((one) => (one.type === 'pattern_matches' && one.verdict === 'pass' ? { ...one, requires: 'text' as const } : one));
