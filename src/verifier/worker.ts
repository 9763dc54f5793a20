/** The entry of a worker thread of a process. */
import { parentPort } from 'node:worker_threads';
import { nodeGrammars } from './grammar-files.ts';
import { serveClaims } from './serve-claims.ts';

const port = parentPort;
if (port) serveClaims({ tell: (message) => port.postMessage(message), listen: (hear) => void port.on('message', hear) }, nodeGrammars);
