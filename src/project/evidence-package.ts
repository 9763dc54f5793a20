/** Packages of evidence, made and audited: a bundle of its own, loaded by those who ask for one. */
export { auditPackage } from './audit-package.ts';
export { exportEvidence } from './export-evidence.ts';
