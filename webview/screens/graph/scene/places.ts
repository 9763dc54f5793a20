/** Where things are drawn, and what else has to be seen for them to be understood. */
import type { Box } from '../layout/graph-layout.ts';
import type { Scene } from './scene.ts';

/** Where a thing is drawn: a card, a region, an attacker at each of its walls, an asset's components, a line between its ends. */
export function boxesOf(scene: Scene, id: string): readonly Box[] {
  const own = scene.cardOf.get(id)?.box ?? scene.regionOf.get(id)?.box;
  if (own) return [own];
  const attackers = scene.attackers.filter((one) => one.id === id).map(({ box }) => box);
  if (attackers.length > 0) return attackers;
  const asset = scene.assets.get(id);
  if (asset) return asset.components.flatMap((component) => scene.standsAt(component)?.box ?? []);
  const connection = scene.connections.get(id);
  return connection ? [connection.from, connection.to].flatMap((component) => scene.standsAt(component)?.box ?? []) : [];
}

/** What has to be lit for a thing to be seen: the components of an asset, the ends of a connection. */
export function placesOf(scene: Scene | undefined, id: string): readonly string[] {
  const connection = scene?.connections.get(id);
  return connection ? [connection.from, connection.to] : (scene?.assets.get(id)?.components ?? []);
}
