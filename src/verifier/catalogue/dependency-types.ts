/** The assertion types about what a project depends on. */
import type { AssertionParameter, AssertionType } from '../assertion-type.ts';

const dependencyParameters = [
  { name: 'manifest', kind: 'path', required: true, description: 'The file that declares the dependencies, relative to the root of the repository; a lock file to claim about everything that is installed.', example: 'package.json' },
  { name: 'package', kind: 'text', required: true, description: 'The package by its name in its registry; for Maven and Gradle as group:artifact.', example: 'helmet' },
] as const satisfies readonly AssertionParameter[];

const scope = {
  name: 'scope',
  kind: 'choice',
  required: false,
  description: 'runtime: dependencies for development, tests and optional extras do not count. any: they do, and the answer says so.',
  example: 'runtime',
  choices: ['any', 'runtime'],
  default: 'any',
} as const satisfies AssertionParameter;

export const dependencyTypes = [
  {
    id: 'dependency_exists',
    title: 'Dependency exists',
    shows: 'The manifest declares the package itself, and its lock file, where there is one, holds it.',
    params: [...dependencyParameters, scope],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'dependency_version',
    title: 'Dependency version',
    shows: 'The locked version meets the constraint; without a lock file, every version that the manifest allows does.',
    params: [...dependencyParameters, { name: 'constraint', kind: 'text', required: true, description: 'Which versions are meant, as the ecosystem of the manifest writes ranges.', example: '>=4.17.21' }, scope],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
] as const satisfies readonly AssertionType[];
