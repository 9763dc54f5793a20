/** The types of what bundles are made with. */
import type { Plugin } from 'esbuild';

export declare const needProcess: readonly RegExp[];
export declare const languageFiles: Plugin;
export declare const inBrowser: Plugin;
