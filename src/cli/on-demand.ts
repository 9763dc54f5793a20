/** Commands that few runs ask for: a bundle of their own, loaded with the first of them. */
export { generate } from './generate.ts';
export { evidenceFetch, evidenceGc, evidencePush } from './move-evidence.ts';
export { trustInit, trustRevoke, trustRotate, trustShow } from './trust.ts';
