/** Each screen: its tab, and its code, which is loaded when it is shown first. A further screen adds a line. */
import type { ComponentType } from 'preact';
import type { SnapshotOf } from '../../src/protocol/messages.ts';
import type { ScreenName } from '../../src/protocol/screens/screens.ts';
import type { ScreenHost } from '../host.ts';
import { l10n } from '../l10n.ts';
import type { Memory } from '../memory.ts';

/** What every screen is given. */
export interface ScreenProps<Name extends ScreenName> {
  readonly host: ScreenHost;
  readonly snapshot: SnapshotOf<Name>;
  /** What this screen keeps while it is hidden. */
  readonly memory: Memory;
  /** An entity that somebody wants to see; another object each time. */
  readonly reveal: { readonly id: string } | undefined;
  /** Says something to who cannot see it. */
  readonly announce: (text: string) => void;
  /** Shows another screen, and an entity there. */
  readonly goTo: (screen: ScreenName, id?: string) => void;
}

export interface ScreenEntry<Name extends ScreenName> {
  readonly title: () => string;
  readonly load: () => Promise<ComponentType<ScreenProps<Name>>>;
}

export const screens: { readonly [Name in ScreenName]: ScreenEntry<Name> } = {
  model: { title: () => l10n.t('Model'), load: async () => (await import('./model/model-screen.tsx')).ModelScreen },
  matrix: { title: () => l10n.t('Objectives'), load: async () => (await import('./matrix/matrix-screen.tsx')).MatrixScreenView },
  posture: { title: () => l10n.t('Posture'), load: async () => (await import('./posture/posture-screen.tsx')).PostureScreenView },
  changes: { title: () => l10n.t('Changes'), load: async () => (await import('./changes/changes-screen.tsx')).ChangesScreenView },
};
