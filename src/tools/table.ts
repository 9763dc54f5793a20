/** The one table of tools, in the order in which clients list them. */
import { engineTools } from './engine/all.ts';
import { listThreatModels } from './models/list-models.ts';
import type { Tool } from './tool.ts';

export const tools: readonly Tool[] = [listThreatModels, ...engineTools];
