/** The rows about compliance, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { importComplianceFramework, listComplianceFrameworks, selectComplianceFrameworks } from './frameworks.ts';
import { autoMapControls, autoRemediate, mapControlToRequirement } from './mapping.ts';
import { getComplianceReport } from './report.ts';

export const complianceTools: readonly Tool[] = [listComplianceFrameworks, importComplianceFramework, selectComplianceFrameworks, getComplianceReport, mapControlToRequirement, autoMapControls, autoRemediate];
