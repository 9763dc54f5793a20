/** What `cargo test` runs. */
import type { TestTraits } from '../../code/test-traits.ts';

const last = (dotted: string): string => dotted.split('.').at(-1) ?? '';
/** Attributes that make a test, of whatever crate: `#[test]`, `#[tokio::test]`. */
const makers = new Set(['test', 'rstest', 'test_case', 'case', 'quickcheck', 'wasm_bindgen_test', 'test_matrix', 'traced_test', 'apply']);

export const rustTests: TestTraits = {
  collects: ({ decorators }) => (decorators.some((decorator) => makers.has(last(decorator)) && last(decorator) !== 'case') ? 'test' : 'none'),
  skipMark: (decorator) => (last(decorator) === 'ignore' ? 'always' : undefined),
  parametrises: (decorator) => ['rstest', 'test_case', 'test_matrix'].includes(last(decorator)),
};
