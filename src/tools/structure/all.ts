/** The rows of this folder, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { assignAssetToComponents, assignControlToComponents } from './assign-components.ts';
import { modelCoherenceReport } from './coherence-report.ts';
import { getReachabilityVerdicts } from './reachability.ts';

export const structureTools: readonly Tool[] = [getReachabilityVerdicts, modelCoherenceReport, assignControlToComponents, assignAssetToComponents];
