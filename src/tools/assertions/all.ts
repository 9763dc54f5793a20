/** The rows about assertions and verification, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { deleteAssertion, listAssertions } from './assertions.ts';
import { submitAssertions } from './submit-assertions.ts';
import { getSufficiency, getVerificationReport } from './verification.ts';

export const assertionTools: readonly Tool[] = [submitAssertions, listAssertions, deleteAssertion, getVerificationReport, getSufficiency];
