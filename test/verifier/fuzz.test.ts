/** Whatever stands in a file, every claim on it gets an answer in time, and the answer keeps its promises. `fuzz.long.ts` tries many more. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { languages } from '../../src/verifier/languages/all.ts';
import { answersKeepPromises, fuzzSubjects, holdToInvariants, namesSomething, neverWritten } from './fuzzing.ts';

const numRuns = 20;

for (const subject of fuzzSubjects) {
  test(`${subject.title}: ${numRuns} random texts`, async () => {
    await fc.assert(answersKeepPromises(subject), { seed: 20240517, numRuns, interruptAfterTimeLimit: 4000 });
  });
}

test('every language has texts to begin with, and what they are asked never passes for a name that they do not have', async () => {
  for (const { id } of languages) {
    const subject = fuzzSubjects.find(({ title }) => title === id);
    assert.ok(subject && subject.texts.length > 5, id);
    for (const text of subject.texts.slice(0, 5)) for (const claim of subject.claims.filter((one) => namesSomething(one(neverWritten)))) assert.notEqual((await holdToInvariants(claim(neverWritten), subject.file, text)).verdict, 'pass');
  }
});
