/** Folders that no claim is about. */

/** Folders that tools fill; nobody claims anything about them. */
export const filledByTools = new Set(['.git', '.hg', '.svn', 'node_modules', '__pycache__', '.venv', '.tox', '.gradle']);
