/** Stands for the global `Buffer` in a browser; the build puts it in. */
export { Buffer } from 'buffer/';
