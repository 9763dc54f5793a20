/** How far a call is, told to a client that asked to be told. */
import type { ServerContext } from '@modelcontextprotocol/server';

/** At most one notification in so many milliseconds, and the last of each step. */
const least = 100;

/** A function that tells; it tells nothing where nobody asked. What is told only grows, as the protocol wants it, though a call may have several steps. */
export function progressOf({ mcpReq }: ServerContext): (done: number, total: number, message: string) => void {
  const progressToken = mcpReq._meta?.progressToken;
  if (progressToken === undefined) return () => undefined;
  let [told, last, step, base] = [-1, -Infinity, '', 0];
  return (done, total, message) => {
    const now = performance.now();
    const [kind = ''] = message.split(' ');
    if (kind !== step) [step, base] = [kind, Math.max(0, told)];
    if (done < total && now - last < least) return;
    const progress = base + done;
    if (progress <= told) return;
    [told, last] = [progress, now];
    void mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress, total: base + total, message } }).catch(() => undefined);
  };
}
