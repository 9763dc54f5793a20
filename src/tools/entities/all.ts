/** The rows of this folder, in the order in which clients list them. */
import type { Tool } from '../tool.ts';
import { addAsset, editAsset, getAsset } from './assets.ts';
import { addAttacker, editAttacker, getAttacker } from './attackers.ts';
import { addTrustBoundary, editTrustBoundary, getTrustBoundary } from './boundaries.ts';
import { addComponent, editComponent, getComponent } from './components.ts';
import { reevaluateFactors } from './reevaluate-factors.ts';
import { removeTool, restoreTool } from './removals.ts';

export const entityTools: readonly Tool[] = [
  addAsset,
  editAsset,
  removeTool('remove_asset', 'assets', 'asset_id', 'restore_asset brings it back'),
  restoreTool('restore_asset', 'assets', 'asset_id'),
  getAsset,
  addAttacker,
  editAttacker,
  removeTool('remove_attacker', 'attackers', 'attacker_id', 'restore_attacker brings it back'),
  restoreTool('restore_attacker', 'attackers', 'attacker_id'),
  getAttacker,
  reevaluateFactors,
  addTrustBoundary,
  editTrustBoundary,
  removeTool('remove_trust_boundary', 'boundaries', 'tb_id', 'what names it is shown'),
  getTrustBoundary,
  addComponent,
  editComponent,
  removeTool('remove_component', 'components', 'component_id', 'what names it is shown'),
  getComponent,
];
