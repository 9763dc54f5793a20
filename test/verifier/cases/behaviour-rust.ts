/** Values, errors and middleware of Rust. */
import { handles, registers, validates } from './case.ts';
import type { VerdictCase } from './case.ts';

export const cases: readonly VerdictCase[] = [
  handles('rs', 'load', 'the program ends with the error', 'fn load(p: &str) -> String { std::fs::read_to_string(p).unwrap() }\n', 'fail', 'stub'),
  handles('rs', 'load', 'the program ends with words', 'fn load(p: &str) -> String { std::fs::read_to_string(p).expect("text") }\n', 'fail', 'stub'),
  handles('rs', 'load', 'handed on by the mark', 'fn load(p: &str) -> Result<String, std::io::Error> { let s = std::fs::read_to_string(p)?; Ok(s) }\n', 'pass', 'declared'),
  handles('rs', 'load', 'made another error and handed on', 'fn load(p: &str) -> Result<String, E> { let s = std::fs::read_to_string(p).map_err(|e| E::Read(e))?; Ok(s) }\n', 'pass'),
  handles('rs', 'load', 'the reason is dropped', 'fn load(p: &str) -> Option<String> { std::fs::read_to_string(p).ok() }\n', 'fail', 'stub'),
  handles('rs', 'load', 'another value is there', 'fn load(p: &str) -> String { std::fs::read_to_string(p).unwrap_or_else(|_| String::from("none")) }\n', 'pass'),
  handles('rs', 'load', 'a case gives it back', 'fn load(p: &str) -> Result<String, E> { match go(p) { Ok(v) => Ok(v), Err(e) => return Err(E::Read(e)), } }\n', 'pass'),
  handles('rs', 'load', 'a case does nothing', 'fn load(p: &str) { match go(p) { Ok(v) => keep(v), Err(_) => {} } }\n', 'fail', 'stub'),
  handles('rs', 'load', 'a branch gives it back', 'fn load(p: &str) -> Result<(), E> { if let Err(e) = go(p) { return Err(e); } Ok(()) }\n', 'pass'),
  handles('rs', 'load', 'a branch does nothing', 'fn load(p: &str) { if let Err(e) = go(p) { } }\n', 'fail', 'stub'),
  handles('rs', 'load', 'there is no value, so it leaves', 'fn load(p: &str) -> Result<String, E> { let Ok(v) = go(p) else { return Err(E::Read); }; Ok(v) }\n', 'pass'),
  handles('rs', 'load', 'no error is looked at', 'fn load(p: &str) { let _ = go(p); }\n', 'fail', 'not_found'),
  handles('rs', 'load', 'one is handed on, another ends the program', 'fn load(p: &str) -> Result<String, E> { let a = one(p)?; let b = two(p).unwrap(); Ok(join(a, b)) }\n', 'undecidable', 'ambiguous'),
  handles('rs', 'load one', 'claimed by the call that is handed on', 'fn load(p: &str) -> Result<String, E> { let a = one(p)?; let b = two(p).unwrap(); Ok(join(a, b)) }\n', 'pass'),
  validates('rs', 'create mail', 'a guard gives back an error', 'fn create(mail: &str) -> Result<(), E> { if mail.is_empty() { return Err(E::Bad); } store(mail) }\n', 'pass', 'declared'),
  validates('rs', 'create mail', 'stored before the guard', 'fn create(mail: &str) -> Result<(), E> { store(mail); if mail.is_empty() { return Err(E::Bad); } Ok(()) }\n', 'fail', 'not_found'),
  validates('rs', 'create number', 'parsed by an expression that leaves', 'fn create(number: &str) -> Result<(), E> { let n: u32 = number.parse()?; store(n) }\n', 'pass'),
  validates('rs', 'create mail', 'a type of the language only', 'fn create(mail: &str) -> Result<(), E> { store(mail) }\n', 'fail', 'not_found'),
  registers('rs', 'TraceLayer', 'a layer of a router', 'use axum::Router;\nuse tower_http::trace::TraceLayer;\npub fn app() -> Router { Router::new().route("/", get(h)).layer(TraceLayer::new_for_http()) }\n', 'pass'),
  registers('rs', 'TraceLayer', 'imported only', 'use axum::Router;\nuse tower_http::trace::TraceLayer;\npub fn app() -> Router { Router::new().route("/", get(h)) }\n', 'fail'),
];
