/** The rows of this folder, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { exportThreatModel, exportThreatModelArchive, importThreatModelArchive } from './export-model.ts';
import { generateThreatModel } from './generate-model.ts';
import { getThreatModel } from './get-model.ts';
import { listThreatModels } from './list-models.ts';
import { deleteThreatModel, renameThreatModel } from './name-and-delete.ts';
import { queryThreatModel } from './query-model.ts';
import { refineThreatModel } from './refine-model.ts';

export const modelTools: readonly Tool[] = [generateThreatModel, refineThreatModel, queryThreatModel, listThreatModels, getThreatModel, renameThreatModel, deleteThreatModel, exportThreatModel, exportThreatModelArchive, importThreatModelArchive];
