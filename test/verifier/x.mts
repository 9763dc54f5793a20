import fc from 'fast-check';
import { answersKeepPromises, fuzzSubjects } from './fuzzing.ts';
for (const subject of fuzzSubjects.slice(0, 4)) {
  const b = performance.now();
  const r = await fc.check(answersKeepPromises(subject), { seed: 20782, numRuns: 600, endOnFailure: true });
  console.log(subject.title, r.failed, r.numRuns, Math.round(performance.now() - b), r.errorInstance && String(r.errorInstance).slice(0, 300), JSON.stringify(r.counterexample)?.slice(0, 600));
}
