/** What runs the screens: a bundle of its own beside the extension, loaded when the first screen is opened. */
export { openModelEditor } from './model-editor.ts';
