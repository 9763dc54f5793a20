/** How screens are bundled, for the editor and for the plain page alike: one page, and one part for each screen, loaded when it is shown. */
export const screenOptions = {
  entryNames: '[name]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
};
