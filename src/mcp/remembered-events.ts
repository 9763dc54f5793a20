/** The last messages of a session, so that a client whose stream broke gets what it missed. */
import type { EventStore, JSONRPCMessage } from '@modelcontextprotocol/server';

/** The most that is kept of one session, in messages and in characters. */
const [mostEvents, mostCharacters] = [200, 2_000_000];

interface Remembered {
  readonly id: string;
  readonly stream: string;
  readonly message: JSONRPCMessage;
  readonly size: number;
}

export function rememberedEvents(): EventStore {
  const events: Remembered[] = [];
  let [count, characters] = [0, 0];
  return {
    storeEvent(stream, message) {
      const event = { id: `${++count}_${stream}`, stream, message, size: JSON.stringify(message).length };
      events.push(event);
      characters += event.size;
      while (events.length > mostEvents || (characters > mostCharacters && events.length > 1)) characters -= events.shift()!.size;
      return Promise.resolve(event.id);
    },
    getStreamIdForEventId: (id) => Promise.resolve(/^\d+_(.*)$/.exec(id)?.[1]),
    async replayEventsAfter(lastId, { send }) {
      const number = Number(/^(\d+)_/.exec(lastId)?.[1] ?? Infinity);
      const stream = /^\d+_(.*)$/.exec(lastId)?.[1] ?? lastId;
      // An event with nothing in it only gave the client a place to begin from.
      for (const event of [...events]) if (event.stream === stream && Number(/^(\d+)_/.exec(event.id)![1]) > number && Object.keys(event.message).length > 0) await send(event.id, event.message);
      return stream;
    },
  };
}
