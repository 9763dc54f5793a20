/** function_calls in Rust. */
import { calls } from './case.ts';
import type { VerdictCase } from './case.ts';

type Rest = [VerdictCase['verdict'], (VerdictCase['reason'] | VerdictCase['strength'])?];
const rs = (who: string, why: string, source: string, ...expected: Rest): VerdictCase => calls('rs', who, why, source, ...expected);
const pay = (why: string, body: string, ...expected: Rest): VerdictCase => rs('pay -> audit', why, `fn pay(x: u32) -> Result<(), Error> {\n${body}\n}\n`, ...expected);
const beside = (one: VerdictCase, others: Readonly<Record<string, string>>, requires?: 'chained'): VerdictCase => ({ ...one, others, ...(requires ? { requires } : {}) });

const types = 'struct Ledger { rows: Vec<u32> }\nimpl Ledger {\n    fn open(n: usize) -> Result<Self, Error> { Ok(Self { rows: Vec::with_capacity(n) }) }\n    fn audit(&mut self, x: u32) { self.rows.push(x); }\n}\nstruct Draft;\nimpl Draft {\n    fn audit(&self, x: u32) { drop(x); }\n}\n';

export const cases: readonly VerdictCase[] = [
  pay('on every path', '    audit(x);\n    Ok(())', 'pass', 'unconditional'),
  pay('as the value of the function', '    audit(x)', 'pass', 'unconditional'),
  pay('its error is handed on', '    audit(x)?;\n    Ok(())', 'pass', 'unconditional'),
  pay('behind a question mark, which may leave', '    check(x)?;\n    audit(x);\n    Ok(())', 'pass', 'called'),
  pay('after the return', '    return Ok(());\n    audit(x);', 'fail', 'dead_code'),
  pay('after a panic', '    panic!("no");\n    audit(x);', 'fail', 'dead_code'),
  pay('after what cannot be reached', '    unreachable!();\n    audit(x);', 'fail', 'dead_code'),
  pay('after the process has ended', '    std::process::exit(1);\n    audit(x);\n    Ok(())', 'fail', 'dead_code'),
  rs('pay -> audit', 'the process ends by an imported name', 'use std::process;\nfn pay(x: u32) {\n    process::exit(1);\n    audit(x);\n}\n', 'fail', 'dead_code'),
  rs('pay -> audit', 'a module of that name only notes an exit', 'use crate::door as process;\nfn pay(x: u32) {\n    process::exit(1);\n    audit(x);\n}\n', 'pass', 'unconditional'),
  pay('in a loop that nothing leaves', '    loop {\n        work(x);\n    }\n    audit(x);', 'fail', 'dead_code'),
  pay('behind a loop that is left', '    loop {\n        if work(x) {\n            break;\n        }\n    }\n    audit(x);\n    Ok(())', 'pass', 'unconditional'),
  pay('a label leaves the outer loop, and this stands in it', "    'rows: loop {\n        loop {\n            break 'rows;\n        }\n        audit(x);\n    }\n    Ok(())", 'fail', 'dead_code'),
  pay('a label leaves both loops', "    'rows: loop {\n        loop {\n            break 'rows;\n        }\n    }\n    audit(x);\n    Ok(())", 'pass', 'called'),
  pay('behind a constant', '    if false {\n        audit(x);\n    }\n    Ok(())', 'fail', 'dead_code'),
  pay('over an empty list', '    for y in [] {\n        audit(y);\n    }\n    Ok(())', 'fail', 'dead_code'),
  pay('where a pattern fits', '    if let Some(y) = find(x) {\n        audit(y);\n    }\n    Ok(())', 'pass', 'called'),
  pay('behind a pattern that may not fit', '    let Some(y) = find(x) else { return Ok(()) };\n    audit(y);\n    Ok(())', 'pass', 'called'),
  pay('as what is matched', '    match audit(x) {\n        Ok(_) => Ok(()),\n        Err(e) => Err(e),\n    }', 'pass', 'unconditional'),
  pay('in a guard', '    match x {\n        n if audit(n) => Ok(()),\n        _ => Ok(()),\n    }', 'pass', 'called'),
  pay('after arms that all return', '    match x {\n        1 => return Ok(()),\n        _ => return Err(Error),\n    }\n    audit(x);', 'fail', 'dead_code'),
  pay('in a block of unsafe code', '    unsafe { audit(x) };\n    Ok(())', 'pass', 'unconditional'),
  pay('in a future that is waited for', '    async { audit(x) }.await;\n    Ok(())', 'pass', 'called'),
  pay('in a future that nobody waits for', '    let _later = async { audit(x) };\n    Ok(())', 'fail', 'nested_not_called'),
  pay('in a task', '    tokio::spawn(async move { audit(x).await });\n    Ok(())', 'pass', 'called'),
  pay('in a closure that is handed over', '    rows.iter().for_each(|y| audit(*y));\n    Ok(())', 'pass', 'called'),
  pay('in a closure that is only made', '    let later = |y: u32| audit(y);\n    Ok(())', 'fail', 'nested_not_called'),
  pay('in a closure that is called', '    let now = |y: u32| audit(y);\n    now(x);\n    Ok(())', 'pass', 'unconditional'),
  pay('in a function that stands behind the return and is called before', '    inner(x);\n    return Ok(());\n    fn inner(y: u32) { audit(y); }', 'pass', 'unconditional'),
  pay('handed over, not called', '    rows.iter().for_each(audit);\n    Ok(())', 'fail', 'reference_only'),
  pay('in a comment within a comment', '    /* /* audit(x); */ audit(x); */\n    Ok(())', 'fail', 'not_found'),
  pay('in a raw string', '    note(r##"audit(x); "# audit(x)"##);\n    Ok(())', 'fail', 'not_found'),
  pay('in documentation', '    /// audit(x)\n    let _y = x;\n    Ok(())', 'fail', 'not_found'),

  // What macros are given.
  pay('in an assertion', '    assert!(audit(x), "no {}", x);\n    Ok(())', 'pass', 'unconditional'),
  pay('in the words of an assertion that fails', '    assert!(x > 1, "no {}", audit(x));\n    Ok(())', 'pass', 'called'),
  pay('in an assertion of debug builds', '    debug_assert!(audit(x));\n    Ok(())', 'pass', 'called'),
  pay('behind a short circuit in an assertion', '    assert!(x > 1 && audit(x));\n    Ok(())', 'pass', 'called'),
  pay('in what is printed, behind a chain of calls', '    println!("{}", book().audit(x).len());\n    Ok(())', 'pass', 'unconditional'),
  pay('in a list', '    let rows = vec![1, audit(x)];\n    Ok(())', 'pass', 'unconditional'),
  pay('in a macro in a macro', '    println!("{}", format!("{:?}", audit(x)));\n    Ok(())', 'pass', 'unconditional'),
  pay('words that are never run', '    println!("{}", stringify!(audit(x)));\n    Ok(())', 'fail', 'not_found'),
  pay('in a text that is printed', '    println!("audit(x)");\n    Ok(())', 'fail', 'not_found'),
  pay('named in what is printed', '    println!("{:?}", audit);\n    Ok(())', 'fail', 'reference_only'),
  pay('in a macro that nobody here knows', '    retried!(audit(x));\n    Ok(())', 'undecidable', 'dynamic'),
  pay('a macro that nobody knows is given something else', '    retried!(check(x));\n    Ok(())', 'fail', 'not_found'),
  pay('beside a macro that nobody knows', '    retried!(audit(x));\n    audit(x);\n    Ok(())', 'pass', 'unconditional'),
  pay('a closure in a macro binds the name', '    println!("{}", map(|audit| audit(x)));\n    Ok(())', 'undecidable', 'dynamic'),
  rs('pay -> audit', 'what a macro would be made of', 'macro_rules! pay_all {\n    ($x:expr) => { audit($x) };\n}\nfn pay(x: u32) {\n    note(x);\n}\n', 'fail', 'not_found'),
  rs('pay -> println!', 'a macro by its mark', 'fn pay(x: u32) {\n    println!("{}", x);\n}\n', 'pass', 'unconditional'),
  rs('pay -> println', 'a macro without its mark', 'fn pay(x: u32) {\n    std::println!("{}", x);\n}\n', 'pass', 'unconditional'),
  rs('pay -> audit!', 'a function is no macro', 'fn pay(x: u32) {\n    audit(x);\n}\n', 'fail', 'not_found'),
  rs('pay -> audit', 'a macro called like the function of the file', 'fn audit(x: u32) { note(x); }\nfn pay(x: u32) {\n    audit!(x);\n}\n', 'fail', 'not_found'),

  // Names.
  rs('pay -> book::audit', 'by its path', 'fn pay(x: u32) {\n    crate::book::audit(x);\n}\n', 'pass', 'unconditional'),
  rs('pay -> book::audit', 'imported', 'use crate::book::audit;\nfn pay(x: u32) {\n    audit(x);\n}\n', 'pass', 'unconditional'),
  rs('pay -> audit', 'imported under another name, out of a tree', 'use crate::book::{self, rows::{open, audit as note}};\nfn pay(x: u32) {\n    note(x);\n}\n', 'pass', 'unconditional'),
  rs('pay -> audit', 'something else imported under this name', 'use crate::book::{ignore as audit};\nfn pay(x: u32) {\n    audit(x);\n}\n', 'fail', 'shadowed'),
  rs('pay -> book::audit', 'of another module', 'use crate::demo::audit;\nfn pay(x: u32) {\n    audit(x);\n}\n', 'fail', 'other_receiver'),
  rs('pay -> audit', 'everything of a module is imported', 'use crate::book::*;\nfn pay(x: u32) {\n    audit(x);\n}\n', 'pass'),
  rs('pay -> audit', 'a variable takes the name', 'fn audit(x: u32) { note(x); }\nfn pay(x: u32) {\n    let audit = quiet;\n    audit(x);\n}\n', 'fail', 'shadowed'),
  rs('pay -> audit', 'the value of the variable is still the function', 'fn audit(x: u32) -> u32 { x + 1 }\nfn pay(x: u32) -> u32 {\n    let audit = audit(x);\n    audit\n}\n', 'pass', 'unconditional'),
  rs('pay -> audit', 'what an arm binds is known in that arm only', 'fn audit(x: u32) -> Option<u32> { find(x) }\nfn pay(x: u32) {\n    match audit(x) {\n        Some(audit) => note(audit),\n        None => {}\n    }\n}\n', 'pass', 'unconditional'),
  rs('pay -> audit', 'a parameter takes the name', 'fn audit(x: u32) { note(x); }\nfn pay(x: u32, audit: fn(u32)) {\n    audit(x);\n}\n', 'fail', 'shadowed'),
  rs('tests::pays -> audit', 'of the module around', 'fn audit(x: u32) { note(x); }\nmod tests {\n    fn pays() {\n        super::audit(1);\n    }\n}\n', 'pass', 'unconditional'),
  rs('pay -> Ledger::audit', 'on a parameter of that type', `${types}fn pay(book: &mut Ledger, x: u32) {\n    book.audit(x);\n}\n`, 'pass', 'unconditional'),
  rs('pay -> Ledger::audit', 'on a parameter of another type', `${types}fn pay(book: &Draft, x: u32) {\n    book.audit(x);\n}\n`, 'fail', 'other_receiver'),
  rs('pay -> Ledger::audit', 'on what is made here', `${types}fn pay(x: u32) -> Result<(), Error> {\n    let mut book = Ledger::open(3)?;\n    book.audit(x);\n    Ok(())\n}\n`, 'pass', 'called'),
  rs('Shop::pay -> Ledger::audit', 'on a field behind a pointer', `${types}struct Shop { book: Box<Ledger> }\nimpl Shop {\n    fn pay(&mut self, x: u32) {\n        self.book.audit(x);\n    }\n}\n`, 'pass', 'unconditional'),
  rs('pay -> Ledger::audit', 'as a function of its receiver', `${types}fn pay(book: &mut Ledger, x: u32) {\n    <Ledger as Audit>::audit(book, x);\n}\n`, 'pass'),
  rs('pay -> Ledger::audit', 'a method taken as a value', `${types}fn pay(book: &mut Ledger, x: u32) {\n    let f = Ledger::audit;\n    note(f);\n}\n`, 'fail', 'reference_only'),
  rs('Ledger::pay -> Ledger::audit', 'by the word for the type itself', `${types}impl Ledger {\n    fn pay(&mut self, x: u32) {\n        Self::audit(self, x);\n    }\n}\n`, 'pass', 'unconditional'),
  rs('pay -> parse', 'with types written out', 'fn pay(x: &str) -> u32 {\n    x.trim().parse::<u32>().unwrap_or(0)\n}\n', 'pass', 'unconditional'),
  rs('pay -> audit', 'one of a list of functions', 'fn pay(x: u32, steps: &[fn(u32)]) {\n    steps[0](x);\n}\n', 'undecidable', 'dynamic'),
  rs('pay -> audit', 'in test builds only', 'fn pay(x: u32) {\n    #[cfg(test)]\n    audit(x);\n    note(x);\n}\n', 'fail', 'test_only'),
  rs('pay -> audit', 'where a feature is on', 'fn pay(x: u32) {\n    #[cfg(feature = "book")]\n    audit(x);\n    note(x);\n}\n', 'pass', 'called'),
  rs('pay -> audit', 'where a condition asks for test builds', 'fn pay(x: u32) {\n    if cfg!(test) {\n        audit(x);\n    }\n}\n', 'fail', 'test_only'),
  rs('pay -> audit', 'a broken caller', 'fn pay(x: u32) {\n    audit(x;\n}\n', 'undecidable', 'parse_error'),

  // From file to file.
  beside(rs('pay -> audit', 'through a module of its own file', 'mod work;\nfn pay(x: u32) {\n    work::process(x);\n}\n', 'pass', 'chained'), { 'sample/work.rs': 'pub fn process(x: u32) {\n    audit(x);\n}\n' }, 'chained'),
  beside(rs('pay -> audit', 'through what a module hands on', 'use crate::work::process;\nfn pay(x: u32) {\n    process(x);\n}\n', 'pass', 'chained'), { 'work/mod.rs': 'mod inner;\npub use self::inner::process;\n', 'work/inner.rs': 'pub fn process(x: u32) {\n    audit(x);\n}\n' }, 'chained'),
  beside(rs('pay -> audit', 'the function on the way calls it never', 'use crate::work::process;\nfn pay(x: u32) {\n    process(x);\n}\n', 'fail', 'not_found'), { 'work.rs': 'pub fn process(x: u32) {\n    return;\n    audit(x);\n}\n' }, 'chained'),
  beside(rs('pay -> audit', 'handed on under that name, and another function', 'use crate::work::audit;\nfn pay(x: u32) {\n    audit(x);\n}\n', 'fail', 'shadowed'), { 'work.rs': 'pub use self::quiet::ignore as audit;\nmod quiet {\n    pub fn ignore(x: u32) { drop(x); }\n}\n' }),
];
