/** What `go test` runs. */
import type { Collected, TestCandidate, TestTraits } from '../../code/test-traits.ts';

/** Of the functions in files of tests, by name and signature, as the go command reads them. */
function collects({ name, signature, text, owners }: TestCandidate): Collected {
  const [owner] = owners;
  // A suite of testify is run by a test that the file need not show.
  if (owner) return /^Test/.test(name) && /^\(\s*\)\s*$/.test(signature) && owner.bases.some((base) => /(^|\.)suite\.Suite$/.test(base)) ? 'unknown' : 'none';
  if (isMarked(name, 'Test') && takes(signature, 'T')) return 'test';
  // The seeds of a fuzz test run like any test.
  if (isMarked(name, 'Fuzz') && takes(signature, 'F')) return 'test';
  // An example without an output is compiled and never run.
  if (isMarked(name, 'Example') && /^\(\s*\)\s*$/.test(signature) && /\/[/*]\s*(unordered )?output:[^]*$/i.test(text)) return 'test';
  return 'none';
}

/** `TestGate`, `Test_gate`, `Test`, and not `Testgate`. */
function isMarked(name: string, mark: string): boolean {
  return name.startsWith(mark) && !/^\p{Ll}/u.test(name.slice(mark.length));
}

/** One parameter of the type `*testing.T`, whatever the package is called, and no result. */
function takes(signature: string, type: string): boolean {
  return new RegExp(`^\\(\\s*([\\p{L}_][\\p{L}\\p{N}_]*\\s+)?\\*\\s*([\\p{L}_][\\p{L}\\p{N}_]*\\.)?${type}\\s*,?\\s*\\)\\s*$`, 'u').test(signature);
}

export const goTests: TestTraits = {
  looksInto: (file) => file.endsWith('_test.go') && !/(^|\/)[._][^/]*$/.test(file),
  collects,
  registers: (words) => (words.length === 1 && words[0] === 'Run' ? { kind: 'test' } : undefined),
  skipMembers: new Set(['Skip', 'Skipf', 'SkipNow']),
};
