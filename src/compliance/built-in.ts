/** The frameworks that are built in, as outlines; see README.md for what their files hold and under which terms. */
import asvs from './catalogues/asvs-5.0.json' with { type: 'json' };
import csf from './catalogues/nist-csf-2.0.json' with { type: 'json' };
import type { Framework } from './framework.ts';
import { readFramework } from './read-framework.ts';

let read: readonly Framework[] | undefined;

/** Read with the first question for them. */
export function builtInFrameworks(): readonly Framework[] {
  return (read ??= [asvs, csf].map((value) => {
    const found = readFramework(value);
    if ('problems' in found) throw new TypeError(`a built-in framework has a problem at ${found.problems[0]?.place}`);
    return found.framework;
  }));
}
