/** The rows of this folder, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { getAssertionTypes } from './assertion-types.ts';
import { beginChange, completeChange } from './change-contract.ts';
import { getDrift, getHistory } from './drift.ts';
import { explainObjective } from './explain-objective.ts';
import { findTools } from './find-tools.ts';
import { simulateChange } from './simulate-change.ts';
import { suggestAssertions } from './suggest-assertions.ts';
import { verifyAssertions } from './verify-assertions.ts';
import { listWeakenings } from './weakenings.ts';
import { getControlWorkOrder } from './work-order.ts';

export const engineTools: readonly Tool[] = [getControlWorkOrder, beginChange, completeChange, getAssertionTypes, suggestAssertions, verifyAssertions, explainObjective, simulateChange, listWeakenings, getDrift, getHistory, findTools];
