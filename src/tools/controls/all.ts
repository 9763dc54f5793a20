/** The rows about controls, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { addEvidence, remapControl, removeEvidence, updateControlStatus } from './change-control.ts';
import { deleteControl } from './delete-control.ts';
import { checkControlGaps, importControls, regenerateControls } from './propose-controls.ts';
import { getControl, getControls } from './read-controls.ts';
import { refineControl } from './refine-control.ts';
import { getScanPrompt } from './scan-prompt.ts';

export const controlTools: readonly Tool[] = [getControls, getControl, regenerateControls, updateControlStatus, refineControl, remapControl, importControls, deleteControl, checkControlGaps, addEvidence, removeEvidence, getScanPrompt];
