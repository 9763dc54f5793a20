/** How Swift handles errors. How it checks values and answers HTTP is not told here yet. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';

export const swiftBehaviour: BehaviourTraits = { errors: { catchAll: new Set() } };
