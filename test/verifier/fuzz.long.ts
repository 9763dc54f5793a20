/** The properties of `fuzz.test.ts` on many more texts, other ones each day; a failure says with which seed it comes back. */
import { test } from 'node:test';
import fc from 'fast-check';
import { answersKeepPromises, fuzzSubjects } from './fuzzing.ts';

const seed = Number(process.env['MIPITI_SEED'] ?? Math.floor(Date.now() / 86_400_000));
const numRuns = Number(process.env['MIPITI_RUNS'] ?? 40) * 25;

for (const subject of fuzzSubjects) {
  test(`${subject.title}: ${numRuns} random texts from ${seed}`, async () => {
    await fc.assert(answersKeepPromises(subject), { seed, numRuns });
  });
}
