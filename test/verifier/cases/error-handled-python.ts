/** Which errors Python functions handle. */
import { handles } from './case.ts';
import type { VerdictCase } from './case.ts';

const py = (what: string, why: string, source: string, ...expected: Parameters<typeof handles> extends [string, string, string, string, ...infer E] ? E : never): VerdictCase => handles('py', what, why, source, ...expected);

export const cases: readonly VerdictCase[] = [
  py('read', 'the error is thrown on as another one', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        raise ReadError(p) from e\n', 'pass', 'declared'),
  py('read', 'the handler does nothing', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        pass\n', 'fail', 'stub'),
  py('read', 'the handler is three dots', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        ...\n', 'fail', 'stub'),
  py('read', 'the handler is a comment', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        # raise\n        pass\n', 'fail', 'stub'),
  py('read', 'the handler only logs', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        logger.error(e)\n', 'fail', 'stub'),
  py('read', 'the handler logs and leaves', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        logger.error(e)\n        return None\n', 'pass'),
  py('read', 'the handler gives back nothing, without a word', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        return None\n', 'fail', 'stub'),
  py('read', 'the handler gives back another value', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        return ""\n', 'pass'),
  py('read', 'the handler throws the same error on', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        raise\n', 'pass'),
  py('read', 'the handler belongs to another function', 'def read(p):\n    return open(p).read()\ndef other(p):\n    try:\n        return read(p)\n    except OSError as e:\n        raise ReadError(p) from e\n', 'fail', 'not_found'),
  py('read', 'only cleaned up', 'def read(p):\n    f = open(p)\n    try:\n        return f.read()\n    finally:\n        f.close()\n', 'fail', 'not_found'),
  py('read', 'suppressed', 'import contextlib\ndef read(p):\n    with contextlib.suppress(OSError):\n        return open(p).read()\n', 'fail', 'stub'),
  py('read', 'nothing is guarded that could fail', 'def read(p):\n    try:\n        done = True\n    except OSError:\n        raise\n    return open(p).read()\n', 'fail', 'not_found'),
  py('read', 'the handler stands in code that never runs', 'def read(p):\n    if False:\n        try:\n            return open(p).read()\n        except OSError:\n            raise\n    return open(p).read()\n', 'fail', 'dead_code'),
  py('read', 'the handler stands in a function that nobody calls', 'def read(p):\n    def careful():\n        try:\n            return open(p).read()\n        except OSError:\n            raise ReadError(p)\n    return open(p).read()\n', 'fail', 'nested_not_called'),
  py('read', 'the handler stands in a function that is called', 'def read(p):\n    def careful():\n        try:\n            return open(p).read()\n        except OSError:\n            raise ReadError(p)\n    return careful()\n', 'pass'),
  py('read', 'a default is kept', 'def read(p):\n    text = None\n    try:\n        text = open(p).read()\n    except OSError:\n        text = ""\n    return text\n', 'pass'),
  py('read', 'what is kept is nothing', 'def read(p):\n    text = None\n    try:\n        text = open(p).read()\n    except OSError:\n        text = None\n    return text\n', 'fail', 'stub'),
  py('read', 'the error becomes a text that nobody reads', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        words = str(e)\n', 'fail'),
  py('read', 'a function that is not known here does the work', 'from .alarms import report\ndef read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        report(e)\n', 'undecidable', 'dynamic'),
  py('read', 'a function of this file always throws', 'def give_up(e):\n    raise ReadError() from e\ndef read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        give_up(e)\n', 'pass'),
  py('read', 'a function of this file only logs', 'def note(e):\n    logger.info(e)\ndef read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        note(e)\n', 'fail', 'stub'),
  py('read', 'the program ends', 'import sys\ndef read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        sys.exit(1)\n', 'pass'),
  py('read', 'some errors are thrown on, others swallowed', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError as e:\n        if e.errno != 2:\n            raise\n', 'undecidable', 'ambiguous'),
  py('read', 'one handler handles, another swallows', 'def read(p):\n    try:\n        return open(p).read()\n    except FileNotFoundError:\n        pass\n    except OSError:\n        raise ReadError(p)\n', 'undecidable', 'ambiguous'),
  py('read', 'what cleans up leaves, and drops the error', 'def read(p):\n    try:\n        return open(p).read()\n    except OSError:\n        raise\n    finally:\n        return None\n', 'fail', 'stub'),
  py('each', 'a round is left out in silence', 'def each(ps):\n    for p in ps:\n        try:\n            load(p)\n        except OSError:\n            continue\n', 'fail', 'stub'),
  py('each', 'a round is left out with a word', 'def each(ps):\n    for p in ps:\n        try:\n            load(p)\n        except OSError as e:\n            logger.warning(e)\n            continue\n', 'pass'),
  // Calls
  py('pay charge', 'the call that is meant is guarded', 'def pay(x):\n    try:\n        return charge(x)\n    except GatewayError:\n        raise PaymentFailed()\n', 'pass'),
  py('pay charge', 'the guard is around another call', 'def pay(x):\n    try:\n        note(x)\n    except OSError:\n        raise PaymentFailed()\n    return charge(x)\n', 'fail', 'not_found'),
  py('pay charge', 'one of two calls is not guarded', 'def pay(x, y):\n    try:\n        charge(x)\n    except GatewayError:\n        raise PaymentFailed()\n    charge(y)\n', 'fail', 'not_found'),
  py('pay charge', 'the call stands in the handler', 'def pay(x):\n    try:\n        note(x)\n    except OSError:\n        return charge(x)\n', 'fail', 'not_found'),
  py('pay charge', 'the call stands in what follows without an error', 'def pay(x):\n    try:\n        note(x)\n    except OSError:\n        raise\n    else:\n        charge(x)\n', 'fail', 'not_found'),
  py('pay charge', 'it is not called at all', 'def pay(x):\n    try:\n        note(x)\n    except OSError:\n        raise\n', 'fail', 'not_found'),
  py('pay charge', 'the inner handler swallows, the outer one never hears of it', 'def pay(x):\n    try:\n        try:\n            charge(x)\n        except GatewayError:\n            pass\n    except Exception:\n        raise PaymentFailed()\n', 'fail', 'stub'),
  py('pay charge', 'other handlers swallow, but not of this call', 'def pay(x):\n    try:\n        note(x)\n    except OSError:\n        pass\n    try:\n        return charge(x)\n    except GatewayError:\n        raise PaymentFailed()\n', 'pass'),
  // Kinds of errors
  py('pay - TimeoutError', 'a handler names it', 'def pay(x):\n    try:\n        return charge(x)\n    except (TimeoutError, ConnectionError):\n        return retry(x)\n', 'pass'),
  py('pay - TimeoutError', 'a handler takes everything', 'def pay(x):\n    try:\n        return charge(x)\n    except Exception as e:\n        raise PaymentFailed() from e\n', 'pass'),
  py('pay - TimeoutError', 'a handler names another one, which may be its kind', 'def pay(x):\n    try:\n        return charge(x)\n    except OSError:\n        raise PaymentFailed()\n', 'undecidable', 'dynamic'),
  py('pay - TimeoutError', 'its own handler swallows, the next one does not', 'def pay(x):\n    try:\n        return charge(x)\n    except TimeoutError:\n        pass\n    except Exception:\n        raise PaymentFailed()\n', 'fail', 'stub'),
  py('pay charge socket.timeout', 'a handler names it by its module', 'import socket\ndef pay(x):\n    try:\n        return charge(x)\n    except socket.timeout:\n        return None if log_it(x) else x\n', 'pass'),
];
