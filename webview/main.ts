/** The page of the editor. */
import { editorPort } from './editor-port.ts';
import { start } from './start.tsx';

start(editorPort(), document.getElementById('screens')!);
