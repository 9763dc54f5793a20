/** One builder a screen: from a snapshot to what the screen shows. */
import type { ScreenData, ScreenName } from '../../protocol/screens/screens.ts';
import { modelScreen } from './model-screen.ts';
import type { ScreenSource } from './screen-source.ts';

const builders: { readonly [Name in ScreenName]: (source: ScreenSource) => ScreenData[Name] } = {
  model: modelScreen,
};

export function buildScreen<Name extends ScreenName>(name: Name, source: ScreenSource): ScreenData[Name] {
  return builders[name](source);
}
