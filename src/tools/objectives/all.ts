/** The rows of this folder, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { assessModel } from './assess-model.ts';
import { getMitigationGroups, setMitigationGroups } from './mitigation-groups.ts';
import { getControlObjective, getControlObjectives } from './read-objectives.ts';
import { setCoCal } from './set-cal.ts';

export const objectiveTools: readonly Tool[] = [getControlObjectives, getControlObjective, setCoCal, assessModel, getMitigationGroups, setMitigationGroups];
