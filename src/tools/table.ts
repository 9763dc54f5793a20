/** The one table of tools, in the order in which clients list them. */
import { assertionTools } from './assertions/all.ts';
import { assumptionTools } from './assumptions/all.ts';
import { complianceTools } from './compliance/all.ts';
import { controlTools } from './controls/all.ts';
import { engineTools } from './engine/all.ts';
import { entityTools } from './entities/all.ts';
import { findingTools } from './findings/all.ts';
import { modelTools } from './models/all.ts';
import { objectiveTools } from './objectives/all.ts';
import { setupTools } from './setup/all.ts';
import { structureTools } from './structure/all.ts';
import { workspaceTools } from './workspace/all.ts';
import type { Tool } from './tool.ts';

export const tools: readonly Tool[] = [
  ...modelTools,
  ...entityTools,
  ...structureTools,
  ...objectiveTools,
  ...controlTools,
  ...assumptionTools,
  ...assertionTools,
  ...findingTools,
  ...complianceTools,
  ...workspaceTools,
  ...setupTools,
  ...engineTools,
];
