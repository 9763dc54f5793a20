/** Which errors JavaScript and TypeScript functions handle. */
import { handles } from './case.ts';
import type { VerdictCase } from './case.ts';

type Rest = Parameters<typeof handles> extends [string, string, string, string, ...infer E] ? E : never;
const ts = (what: string, why: string, source: string, ...expected: Rest): VerdictCase => handles('ts', what, why, source, ...expected);
const js = (what: string, why: string, source: string, ...expected: Rest): VerdictCase => handles('js', what, why, source, ...expected);

export const cases: readonly VerdictCase[] = [
  ts('read', 'the error is wrapped and thrown on', 'export async function read() { try { return await go(); } catch (cause) { throw new ReadError("read", { cause }); } }', 'pass', 'declared'),
  ts('read', 'the handler is empty', 'export async function read() { try { await go(); } catch {} }', 'fail', 'stub'),
  ts('read', 'the handler holds a comment', 'export async function read() { try { await go(); } catch { /* ignored */ } }', 'fail', 'stub'),
  ts('read', 'the handler only writes to the console', 'export async function read() { try { await go(); } catch (e) { console.error(e); } }', 'fail', 'stub'),
  ts('read', 'the handler writes and leaves', 'export async function read() { try { return await go(); } catch (e) { console.error(e); return undefined; } }', 'pass'),
  ts('read', 'the handler leaves in silence', 'export async function read() { try { return await go(); } catch (e) { return; } }', 'fail', 'stub'),
  ts('read', 'the handler gives back null in silence', 'export async function read() { try { return await go(); } catch { return null; } }', 'fail', 'stub'),
  ts('read', 'the handler gives back an error as a value', 'export async function read() { try { return { ok: true, data: await go() }; } catch (error) { return { ok: false, error }; } }', 'pass'),
  ts('read', 'only cleaned up', 'export async function read() { try { return await go(); } finally { close(); } }', 'fail', 'not_found'),
  ts('read', 'another function has the handler', 'export function read(x: string) { return go(x); }\nexport function note() { try { write(); } catch (e) { throw e; } }', 'fail', 'not_found'),
  ts('read', 'a text says so', 'export function read(x: string) { const help = "try { go() } catch (e) { throw e }"; return go(x, help); }', 'fail', 'not_found'),
  ts('read', 'the error is told to whoever comes next', 'export async function read(req: any, res: any, next: any) { try { res.json(await go()); } catch (e) { next(e); } }', 'pass'),
  ts('read', 'next is called without the error', 'export async function read(req: any, res: any, next: any) { try { res.json(await go()); } catch (e) { next(); } }', 'undecidable', 'dynamic'),
  ts('read', 'the request is answered with an error', 'export async function read(req: any, res: any) { try { res.json(await go()); } catch (e) { res.status(500).json({ error: "read" }); } }', 'pass'),
  ts('read', 'the promise is refused', 'export function read() { return new Promise((resolve, reject) => { try { resolve(go()); } catch (e) { reject(e); } }); }', 'pass'),
  ts('read', 'something that is not known here is told', "import { report } from './report';\nexport async function read() { try { await go(); } catch (e) { report(e); } }", 'undecidable', 'dynamic'),
  ts('read', 'a function of this file throws', 'function give(e: unknown): never { throw new ReadError(e); }\nexport async function read() { try { await go(); } catch (e) { give(e); } }', 'pass'),
  ts('read', 'a function of this file is empty', 'function ignore(e: unknown) {}\nexport async function read() { try { await go(); } catch (e) { ignore(e); } }', 'fail', 'stub'),
  ts('read', 'a value outside is set', 'export async function read() { let ok = true; try { await go(); } catch { ok = false; } return ok; }', 'pass'),
  ts('read', 'a value inside is set', 'export async function read() { try { await go(); } catch (e) { const words = String(e); } return true; }', 'fail'),
  ts('read', 'the object keeps the error', 'export class Reader { async read() { try { await go(); } catch (e) { this.failure = e; } } }', 'pass'),
  ts('read', 'only what is not missing is thrown on', 'export async function read() { try { return await go(); } catch (e: any) { if (e.code !== "ENOENT") throw e; } }', 'undecidable', 'ambiguous'),
  ts('read', 'what is missing has a default, the rest is thrown on', 'export async function read() { try { return await go(); } catch (e: any) { if (e.code === "ENOENT") return []; throw e; } }', 'pass'),
  ts('read', 'the last block leaves, and drops the error', 'export function read() { try { return go(); } catch (e) { throw e; } finally { return null; } }', 'fail', 'stub'),
  ts('read', 'behind a return', 'export function read() { return go(); try { go(); } catch (e) { throw e; } }', 'fail', 'dead_code'),
  ts('read', 'in a function that nobody calls', 'export function read() { const careful = () => { try { go(); } catch (e) { throw new ReadError(e); } }; return go(); }', 'fail', 'nested_not_called'),
  ts('read', 'in a callback that is handed on', 'export function read(xs: string[]) { return xs.map((x) => { try { return go(x); } catch (e) { return "none"; } }); }', 'pass'),
  // Promises
  ts('read', 'the promise is given a handler that throws', 'export function read() { return go().catch((e: Error) => { throw new ReadError("read", { cause: e }); }); }', 'pass'),
  ts('read', 'the promise is given an empty handler', 'export function read() { return go().catch(() => {}); }', 'fail', 'stub'),
  ts('read', 'the promise is given the console', 'export function read() { return go().catch(console.error); }', 'fail', 'stub'),
  ts('read', 'the handler of the promise comes to what the console gives', 'export function read() { return go().catch((e: Error) => console.error(e)); }', 'fail', 'stub'),
  ts('read', 'the promise has another value', 'export function read() { return go().catch(() => []); }', 'pass'),
  ts('read', 'the promise has no value', 'export function read() { return go().catch(() => null); }', 'fail', 'stub'),
  ts('read', 'the handler of the promise is not known here', "import { onError } from './errors';\nexport function read() { return go().catch(onError); }", 'undecidable', 'dynamic'),
  ts('read', 'the handler of the promise is a function of this file', 'function onError(e: Error): never { throw new ReadError(e); }\nexport function read() { return go().catch(onError); }', 'pass'),
  ts('read', 'next is the handler', 'export function read(req: any, res: any, next: any) { go().then((x: any) => res.json(x)).catch(next); }', 'pass'),
  ts('read', 'the second function of then', 'export function read() { return go().then(use, (e: Error) => { throw new ReadError(e); }); }', 'pass'),
  ts('read', 'only the first function of then', 'export function read() { return go().then(use); }', 'fail', 'not_found'),
  js('read go', 'the handler hangs on the promise of another call', 'function read() { other().catch((e) => { throw new ReadError(e); }); return go(); }', 'fail', 'not_found'),
  js('read go', 'the handler hangs on its promise', 'function read() { return go().then(use).catch((e) => { throw new ReadError(e); }); }', 'pass'),
  // Errors as values
  js('read', 'an error given to a callback is handed on', 'function read(p, done) { fs.readFile(p, (err, data) => { if (err) return done(err); done(null, data); }); }', 'pass'),
  js('read', 'an error given to a callback is not looked at', 'function read(p, done) { fs.readFile(p, (err, data) => { done(null, data); }); }', 'fail', 'not_found'),
  js('read', 'an error given to a callback is only written down', 'function read(p, done) { fs.readFile(p, (err, data) => { if (err) console.log(err); done(null, data); }); }', 'fail', 'stub'),
  ts('read', 'an error taken out of an answer is thrown', 'export async function read() { const { data, error } = await db.from("rows").select(); if (error) throw error; return data; }', 'pass'),
  ts('read', 'an error taken out of an answer is not looked at', 'export async function read() { const { data, error } = await db.from("rows").select(); return data; }', 'fail', 'not_found'),
  ts('read', 'the good way is the branch, the other throws', 'export async function read() { const { data, error } = await db.select(); if (!error) { return data; } else { throw error; } }', 'pass'),
  // Calls
  ts('pay gateway.charge', 'the call is guarded', 'export async function pay(x: number) { try { return await gateway.charge(x); } catch (e) { throw new PayError(e); } }', 'pass'),
  ts('pay gateway.charge', 'another call is guarded', 'export async function pay(x: number) { try { note(x); } catch (e) { throw new PayError(e); } return gateway.charge(x); }', 'fail', 'not_found'),
  ts('pay gateway.charge', 'the call runs in a callback inside of the guard', 'export async function pay(xs: number[]) { try { later(() => gateway.charge(xs[0])); } catch (e) { throw new PayError(e); } }', 'undecidable', 'dynamic'),
  ts('pay gateway.charge', 'there is one handler, and the call is not in live code', 'export async function pay(x: number) { try { note(x); if (false) gateway.charge(x); } catch (e) { throw new PayError(e); } }', 'fail', 'not_found'),
  js('missing', 'there is no such function', 'function read() { try { go(); } catch (e) { throw e; } }', 'fail', 'not_found'),
  js('Reader.read', 'the method of another class has it', 'class Reader { read() { return go(); } } class Writer { read() { try { go(); } catch (e) { throw e; } } }', 'fail', 'not_found'),
  js('read', 'the class of that name disagrees', 'class Reader { read() { return go(); } } class Writer { read() { try { go(); } catch (e) { throw e; } } }', 'undecidable', 'ambiguous'),
];
