/** The rows about setup. */
import type { Tool } from '../tool.ts';
import { completeSetupStep, getSetupStatus } from './setup.ts';

export const setupTools: readonly Tool[] = [getSetupStatus, completeSetupStep];
