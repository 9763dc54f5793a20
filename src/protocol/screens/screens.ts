/** Which screens there are, in the order of their tabs, and what the host sends for each. A screen that is not named here has no tab. */
import type { ChangesScreen } from './changes-screen.ts';
import type { MatrixScreen } from './matrix-screen.ts';
import type { ModelScreen } from './model-screen.ts';
import type { PostureScreen } from './posture-screen.ts';

/** The data of each screen: whole, plain, and of one version of the model. A further screen adds a line here and its name below. */
export interface ScreenData {
  readonly model: ModelScreen;
  readonly matrix: MatrixScreen;
  readonly posture: PostureScreen;
  readonly changes: ChangesScreen;
}

export type ScreenName = keyof ScreenData;

export const screenNames = ['model', 'matrix', 'posture', 'changes'] as const satisfies readonly ScreenName[];

export function isScreenName(name: unknown): name is ScreenName {
  return (screenNames as readonly unknown[]).includes(name);
}
