/** The rows of this folder, in the order in which clients list them. */
import { removeTool } from '../entities/removals.ts';
import type { Tool } from '../tool.ts';
import { assumeControl, getControlAssumptionGroups, setControlAssumptionGroups, unassumeControl } from './assumed-controls.ts';
import { addAssumption, editAssumption, getAssumption, restoreAssumptionTool } from './assumptions.ts';
import { listAttestations, submitAttestation } from './attestations.ts';
import { convertAssumptionToControls } from './convert.ts';

export const assumptionTools: readonly Tool[] = [
  addAssumption,
  editAssumption,
  removeTool('remove_assumption', 'assumptions', 'assumption_id', 'restore_assumption brings it back'),
  restoreAssumptionTool,
  getAssumption,
  submitAttestation,
  listAttestations,
  assumeControl,
  unassumeControl,
  getControlAssumptionGroups,
  setControlAssumptionGroups,
  convertAssumptionToControls,
];
