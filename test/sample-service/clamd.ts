/** A scanner daemon for tests: speaks clamd's INSTREAM, finds a marker, and remembers how it was asked. */
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

export const marker = 'THIS-IS-WHAT-THE-TEST-SCANNER-FINDS';

export interface TestScanner {
  readonly port: number;
  /** The lengths of the chunks of each stream, the closing zero included. */
  readonly streams: number[][];
  answer: (data: Buffer) => string;
  close(): Promise<void>;
}

/** Starts a scanner on a free port of this machine. */
export async function startScanner(): Promise<TestScanner> {
  const streams: number[][] = [];
  const scanner = { answer: (data: Buffer) => (data.includes(marker) ? 'stream: Test.Marker FOUND' : 'stream: OK') };
  const server: Server = createServer((socket) => {
    let received = Buffer.alloc(0);
    let body = Buffer.alloc(0);
    const lengths: number[] = [];
    let begun = false;
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      const command = 'zINSTREAM\0';
      if (!begun) {
        if (received.length < command.length) return;
        if (received.subarray(0, command.length).toString('latin1') !== command) {
          socket.end('UNKNOWN COMMAND\0');
          return;
        }
        begun = true;
        received = received.subarray(command.length);
      }
      while (received.length >= 4) {
        const length = received.readUInt32BE(0);
        if (received.length < 4 + length) return;
        lengths.push(length);
        body = Buffer.concat([body, received.subarray(4, 4 + length)]);
        received = received.subarray(4 + length);
        if (length === 0) {
          streams.push(lengths);
          socket.end(`${scanner.answer(body)}\0`);
          return;
        }
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(scanner, {
    port: (server.address() as AddressInfo).port,
    streams,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  });
}
