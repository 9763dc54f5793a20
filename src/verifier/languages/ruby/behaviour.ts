/** How Ruby handles errors. How it checks values and answers HTTP is not told here yet. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';

export const rubyBehaviour: BehaviourTraits = {
  errors: {
    catchAll: new Set(['Exception']),
    catchMost: { types: new Set(['StandardError']), but: /^(Exception|NoMemoryError|ScriptError|LoadError|NotImplementedError|SyntaxError|SecurityError|SignalException|Interrupt|SystemExit|SystemStackError)$/ },
    lastIsValue: true,
  },
};
