/** Python: requirement files, pyproject.toml of every kind, Pipfile, and their lock files. */
import type { Ecosystem } from './dependency.ts';
import { foldedPythonName } from './python-requirement.ts';
import { pipfileLock, pythonLock } from './python-locks.ts';
import { readPipfile, readPyproject } from './pyproject.ts';
import { readRequirements } from './requirements.ts';
import { nameOf } from './values.ts';
import { pythonVersions } from './versions/python.ts';

export const python: Ecosystem = {
  title: 'Python',
  isManifest: (name) => name === 'pyproject.toml' || name === 'Pipfile' || /\.(txt|in)$/.test(name),
  fold: foldedPythonName,
  read(source, read) {
    const name = nameOf(source.file);
    if (name === 'pyproject.toml') return readPyproject(source);
    return name === 'Pipfile' ? readPipfile(source) : readRequirements(source, read);
  },
  locksOf(name) {
    if (name === 'Pipfile') return [pipfileLock];
    return name === 'pyproject.toml' ? [pythonLock('poetry.lock'), pythonLock('uv.lock'), pythonLock('pdm.lock')] : [];
  },
  versions: pythonVersions,
};
