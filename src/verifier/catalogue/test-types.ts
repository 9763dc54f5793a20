/** The assertion types about tests: that one is there, that it passes now, and that a job has signed that it passed. */
import * as z from 'zod/mini';
import type { AssertionParameter, AssertionType } from '../assertion-type.ts';
import { runnerIds } from '../test-runner.ts';

const pattern: AssertionParameter = { name: 'pattern', kind: 'glob', required: true, description: 'The test files, relative to the root of the repository.', example: 'tests/test_auth*.py' };

export const testTypes = [
  {
    id: 'test_exists',
    title: 'Test exists',
    shows: 'A file that the glob names is there and not empty; with a name, it holds a test of that name which a runner collects and does not skip.',
    params: [
      pattern,
      { name: 'name', kind: 'text', required: false, description: 'The test: its title, with its suites before it if need be, its function, or its node id.', example: 'TestLogin::test_rejects_expired' },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'test_passes',
    title: 'Test passes',
    shows: 'In this very run the runner of the repository ran the tests and reported that each of them passed: none failed, none was skipped.',
    params: [
      pattern,
      { name: 'name', kind: 'text', required: false, description: 'The test or suite: its title, with its suites before it if need be, its function, or its node id. Without it every test of every file must pass.', example: 'TestLogin::test_rejects_expired' },
      { name: 'runner', kind: 'choice', required: false, description: 'What runs the tests, where the manifests of the repository do not tell.', example: 'pytest', choices: runnerIds },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
    runs: true,
  },
  {
    id: 'test_attested',
    title: 'Test attested',
    shows: 'A job that the verifier trusts has signed that the test passed, on files that are the same now; nothing is executed.',
    params: [
      { name: 'test', kind: 'text', required: true, description: 'The test as the statement names it: its file, two colons, its name.', example: 'tests/test_auth.py::TestLogin::test_rejects_expired' },
      { name: 'mechanism', kind: 'text', required: false, description: 'The protecting code that the test must run through and depend on: its file, two colons, and a function or class, Owner.name, or function:name, class:name, key:name.', example: 'src/auth.py::Sessions.reject_expired' },
      { name: 'env', kind: 'structure', required: false, description: 'Variables of the environment that the test must have run with, each with its value, or null for one that must not have been set.', example: '{"AUTH_MODE": "strict"}', schema: z.record(z.string(), z.nullable(z.string())) },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
    runs: true,
  },
] as const satisfies readonly AssertionType[];
