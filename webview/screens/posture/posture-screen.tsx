import type { JSX } from 'preact';
import type { ScreenProps } from '../table.ts';
export function PostureScreenView({ snapshot }: ScreenProps<'posture'>): JSX.Element { return <pre>{JSON.stringify(snapshot.data, null, 1)}</pre>; }
