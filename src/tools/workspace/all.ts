/** The rows about workspaces, systems and the organisation, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { getSystemDependencies, linkDependency } from './dependencies.ts';
import { getSystemComplianceReport, selectSystemComplianceFrameworks } from './system-compliance.ts';
import { addModelToSystem, createSystem, getSystem, getSystemRiskView, listSystems } from './systems.ts';
import { listWorkspaces, updateOrganization } from './workspaces.ts';

export const workspaceTools: readonly Tool[] = [listWorkspaces, updateOrganization, listSystems, getSystem, createSystem, addModelToSystem, getSystemDependencies, linkDependency, getSystemRiskView, selectSystemComplianceFrameworks, getSystemComplianceReport];
