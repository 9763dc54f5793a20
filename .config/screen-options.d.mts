import type { BuildOptions } from 'esbuild';
export const screenOptions: BuildOptions;
