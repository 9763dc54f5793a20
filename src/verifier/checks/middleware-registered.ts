/**
 * middleware_registered: live code hands the middleware to a web application or router.
 *
 * Decided: a parameter called like an application counts, since that is how set-up functions are written; so does one
 * that is made elsewhere, in a file that imports a web framework or its middleware. Both are named in `receiver`. What is
 * wrapped by a call that is not known, and an object that nobody can tell, are undecidable. A registration under a
 * condition is `called`, any other `unconditional`, unless its application is a parameter. What is given to a route between
 * its path and its handler is `called`, too, since it guards that route alone; the handler itself is no middleware.
 */
import { claimedSegments } from '../code/dotted.ts';
import { mayRun } from '../code/web/may-run.ts';
import { isMentioned, isOf, registrationsOf } from '../code/web/registrations.ts';
import type { Registration } from '../code/web/registrations.ts';
import type { Verdict, VerdictReason } from '../verdict.ts';
import { notToldBy } from './claimed-function.ts';
import type { Check } from './check.ts';
import { about, hiddenByErrors, lineOf, readCode, touchesError } from './read-code.ts';

export const checkMiddlewareRegistered: Check = async (input) => {
  const at = await readCode(input);
  if (!('facts' in at)) return at;
  const { facts } = at;
  if (!facts.traits.behaviour?.web) return notToldBy(at, 'middleware is registered');
  const { middleware = '', path } = input.params.text;
  const claimed = claimedSegments(middleware);
  const all = registrationsOf(facts).filter((one) => isOf(one, claimed, facts));
  const say = (verdict: Verdict['verdict'], reason: VerdictReason, details: string, one?: Registration): Verdict => about(at, verdict, reason, details, one ? { span: one } : {});
  const live = all.filter(({ standing }) => standing === 'live');
  const running = live.filter(({ enclosing }) => mayRun(enclosing, facts));
  const here = path === undefined ? running : running.filter((one) => one.path === path);
  const counting = here.filter(({ wrapped, receiver }) => !wrapped && receiver !== 'unknown' && receiver !== 'other');
  const best = counting.find(({ conditional, receiver, route }) => !conditional && receiver !== 'parameter' && !route) ?? counting.find(({ conditional }) => !conditional) ?? counting[0];
  if (best) {
    if (touchesError(at, best)) return say('undecidable', 'parse_error', `The registration of ${middleware} at line ${lineOf(at, best)} has a syntax error.`, best);
    const words = [best.path === undefined ? '' : ` for ${best.route ? 'the route ' : ''}${best.path}`, best.conditional ? ', under a condition' : '', best.receiver === 'parameter' ? `, on its parameter ${best.receiverText}` : '', best.late ? ', behind routes' : ''].join('');
    return about(at, 'pass', 'proven', `${at.file} registers ${middleware} at line ${lineOf(at, best)}${words}.`, {
      strength: best.conditional || best.receiver === 'parameter' || best.route ? 'called' : 'unconditional',
      span: best,
      attributes: {
        conditional: best.conditional,
        ...(best.path === undefined ? {} : { path: best.path }),
        ...(best.late ? { late: true } : {}),
        ...(best.receiver === 'parameter' || best.receiver === 'factory' ? { receiver: best.receiver } : {}),
        ...(facts.errors.length > 0 ? { errorsElsewhere: true } : {}),
      },
    });
  }
  const wrapped = here.find((one) => one.wrapped && one.receiver !== 'other');
  if (wrapped) return say('undecidable', 'dynamic', `${at.file} gives ${middleware} at line ${lineOf(at, wrapped)} to something else, and registers what comes of it.`, wrapped);
  const unknown = here.find(({ receiver }) => receiver === 'unknown');
  if (unknown) return say('undecidable', 'dynamic', `Line ${lineOf(at, unknown)} of ${at.file} hands ${middleware} to ${unknown.receiverText}; whether that is a web application cannot be told.`, unknown);
  const hidden = hiddenByErrors(at, claimed.at(-1) ?? middleware, `A registration of ${middleware}`);
  if (hidden) return hidden;
  const other = running.find(({ receiver }) => receiver !== 'other');
  if (other) return say('fail', 'mismatch', `${at.file} registers ${middleware} at line ${lineOf(at, other)} ${other.path === undefined ? 'without a path' : `for ${other.path}`}, not for ${path ?? ''}.`, other);
  const [none] = running;
  if (none) return say('fail', 'other_receiver', `Line ${lineOf(at, none)} of ${at.file} hands ${middleware} to ${none.receiverText}, which is no web application.`, none);
  const [idle] = live;
  if (idle) return say('fail', 'nested_not_called', `Line ${lineOf(at, idle)} of ${at.file} registers ${middleware} in a function that nothing calls.`, idle);
  const [dead] = all;
  if (dead) return say('fail', dead.standing === 'type_only' || dead.standing === 'test_only' ? dead.standing : 'dead_code', `${at.file} registers ${middleware} at line ${lineOf(at, dead)} only in code that does not run.`, dead);
  const mentioned = isMentioned(claimed, facts) || [...facts.module.bindings.keys()].includes(claimed.at(-1) ?? '');
  return say('fail', mentioned ? 'reference_only' : 'not_found', mentioned ? `${at.file} knows ${middleware}, but registers it nowhere.` : `${at.file} does not register ${middleware}.`);
};
