/** What runs the screens: a bundle of its own beside the extension, loaded when the first screen is opened or a model moves. */
export { openModelEditor } from './model-editor.ts';
export { editOfMovedModels } from './move-placements.ts';
