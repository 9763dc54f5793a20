/** The rows about findings and risk, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { listFindings, submitFindings, updateFinding } from './findings.ts';
import { applyFindingRemediation, previewFindingRemediation } from './remediation.ts';
import { getFindingsRisks, getModelRiskView, getReviewQueue, listRiskAcceptances } from './risk.ts';

export const findingTools: readonly Tool[] = [submitFindings, listFindings, updateFinding, previewFindingRemediation, applyFindingRemediation, getFindingsRisks, getModelRiskView, listRiskAcceptances, getReviewQueue];
