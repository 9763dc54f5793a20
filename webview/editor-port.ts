/** The port to the editor. */
import type { Port } from './port.ts';

declare function acquireVsCodeApi(): { postMessage(message: unknown): void; getState(): unknown; setState(state: unknown): void };

/** May be called once in the life of a page. */
export function editorPort(): Port {
  const editor = acquireVsCodeApi();
  return {
    isPane: true,
    post: (message) => editor.postMessage(message),
    listen: (heard) => window.addEventListener('message', (event) => heard(event.data)),
    remembered: () => editor.getState(),
    remember: (state) => editor.setState(state),
  };
}
