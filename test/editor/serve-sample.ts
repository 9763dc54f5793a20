/** Serves a folder with the packaged extension in a VS Code for the browser, until it is stopped: `tsx serve-sample.ts FOLDER VSIX`. */
import { NotToBeHad, provideEditor } from './provide-editor.ts';
import { serve } from './serve.ts';

const [folder, vsix] = process.argv.slice(2);
if (folder === undefined || vsix === undefined) {
  console.error('usage: tsx serve-sample.ts FOLDER VSIX');
  process.exit(2);
}
try {
  const editor = await provideEditor((line) => console.log(`  ${line}`));
  const served = await serve(editor, { open: folder, extensions: [vsix], trusted: true });
  console.log(`\nOpen ${served.address} in your browser, then upload.py. Ctrl+C ends it.`);
  const end = (): void => void served.stop().then(() => process.exit(0));
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
} catch (error) {
  if (!(error instanceof NotToBeHad)) throw error;
  console.error(`The editor cannot be opened: ${error.message}`);
  process.exit(1);
}
