import type { JSX } from 'preact';
import type { ScreenProps } from '../table.ts';
export function ChangesScreenView({ snapshot }: ScreenProps<'changes'>): JSX.Element { return <pre>{JSON.stringify(snapshot.data, null, 1)}</pre>; }
