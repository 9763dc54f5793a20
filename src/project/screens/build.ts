/** One builder a screen: from a snapshot to what the screen shows. */
import type { ScreenData, ScreenName } from '../../protocol/screens/screens.ts';
import { changesScreen } from './changes-screen.ts';
import { matrixScreen } from './matrix-screen.ts';
import { modelScreen } from './model-screen.ts';
import { postureScreen } from './posture-screen.ts';
import type { ScreenSource } from './screen-source.ts';

const builders: { readonly [Name in ScreenName]: (source: ScreenSource) => ScreenData[Name] } = {
  model: modelScreen,
  matrix: matrixScreen,
  posture: postureScreen,
  changes: changesScreen,
};

export function buildScreen<Name extends ScreenName>(name: Name, source: ScreenSource): ScreenData[Name] {
  return builders[name](source);
}
