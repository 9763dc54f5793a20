/** test_exists in Rust. */
import { tests } from './case.ts';
import type { VerdictCase } from './case.ts';

const rs = (name: string, why: string, source: string, ...expected: [VerdictCase['verdict'], VerdictCase['reason']?]): VerdictCase => tests('src/gate.rs', name, why, source, ...expected);
const inside = (attributes: string, body = 'assert!(!gate(7));', head = 'fn refuses()'): string => `#[cfg(test)]\nmod tests {\n    use super::*;\n\n    ${attributes}\n    ${head} {\n        ${body}\n    }\n}\n`;

export const cases: readonly VerdictCase[] = [
  rs('refuses', 'a test', inside('#[test]'), 'pass'),
  rs('tests::refuses', 'with its module', inside('#[test]'), 'pass'),
  rs('gate::tests::refuses', 'as the runner prints it', inside('#[test]'), 'pass'),
  rs('refuses', 'beside the code that it tests', '#[test]\nfn refuses() {\n    assert!(!gate(7));\n}\n', 'pass'),
  rs('refuses', 'a helper', inside(''), 'fail', 'not_found'),
  rs('refuses', 'for a runtime', inside('#[tokio::test(flavor = "multi_thread")]', 'assert!(!gate(7).await);', 'async fn refuses()'), 'pass'),
  rs('refuses', 'ignored', inside('#[test]\n    #[ignore = "slow"]'), 'fail', 'skipped'),
  rs('refuses', 'it must panic, and runs', inside('#[test]\n    #[should_panic(expected = "shut")]', 'gate(7);'), 'pass'),
  rs('refuses', 'on some systems', inside('#[test]\n    #[cfg(unix)]'), 'pass'),
  rs('refuses', 'in no build', inside('#[test]\n    #[cfg(any())]'), 'fail', 'dead_code'),
  rs('refuses', 'ignored where a feature is on', inside('#[test]\n    #[cfg_attr(feature = "fast", ignore)]'), 'pass'),
  rs('refuses', 'empty', inside('#[test]', '// assert!(!gate(7));'), 'fail', 'stub'),
  rs('refuses', 'announced', inside('#[test]', 'todo!()'), 'fail', 'stub'),
  rs('refuses', 'commented out', inside('// #[test]'), 'fail', 'not_found'),
  rs('refuses', 'with a result', inside('#[test]', 'let door = open()?;\n        assert!(!door.gate(7));\n        Ok(())', 'fn refuses() -> Result<(), Error>'), 'pass'),
  rs('refuses', 'with cases', inside('#[rstest]\n    #[case(7)]', 'assert!(!gate(n));', 'fn refuses(#[case] n: u32)'), 'pass'),
  rs('refuses', 'a macro makes it', 'proptest! {\n    #[test]\n    fn refuses(n in 0..9u32) {\n        assert!(!gate(n));\n    }\n}\n', 'undecidable', 'dynamic'),
  rs('refuses', 'a test in a function is none', 'fn outer() {\n    #[test]\n    fn refuses() {\n        assert!(!gate(7));\n    }\n}\n', 'fail', 'not_found'),
  rs('refuse', 'a part of the name', inside('#[test]'), 'fail', 'not_found'),
  rs('refuses', 'measured, not tested', inside('#[bench]', 'b.iter(|| gate(7));', 'fn refuses(b: &mut Bencher)'), 'fail', 'not_found'),
];
