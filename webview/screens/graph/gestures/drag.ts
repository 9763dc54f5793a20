/** Dragging: what a person holds, where it would go, and what letting go means. */
import { l10n } from '../../../l10n.ts';
import { nowhere, type Box, type Point } from '../layout/graph-layout.ts';
import type { Dragging } from '../paint/view-state.ts';
import { contains, regionAt, type Hit } from '../scene/hit.ts';
import type { Scene } from '../scene/scene.ts';

export type Gesture =
  /** A component or an attacker goes to another boundary, or an asset to another component. Without `from` it stands there as well. */
  | { readonly does: 'move'; readonly id: string; readonly from?: string; readonly to?: string }
  | { readonly does: 'connect'; readonly from: string; readonly to: string }
  /** Its corner goes there, in units of the graph. */
  | { readonly does: 'place'; readonly id: string; readonly at: Point };

export class Drag {
  readonly #hit: Hit;
  readonly #box: Box;
  readonly #grip: Point;
  readonly #connects: boolean;

  private constructor(hit: Hit, box: Box, at: Point, connects: boolean) {
    this.#hit = hit;
    this.#box = box;
    this.#grip = { x: at.x - box.x, y: at.y - box.y };
    this.#connects = connects;
  }

  static canStart(hit: Hit | undefined): boolean {
    return hit !== undefined && (hit.of === 'component' || hit.of === 'asset' || hit.of === 'attacker' || (hit.of === 'region' && hit.handle && hit.id !== nowhere));
  }

  /** @param connects Whether a component is not moved but connected. */
  static start(scene: Scene, hit: Hit | undefined, at: Point, connects: boolean): Drag | undefined {
    if (!hit || !Drag.canStart(hit)) return undefined;
    const box = hit.of === 'component' ? scene.cardOf.get(hit.id)?.box : hit.of === 'region' ? scene.regionOf.get(hit.id)?.box : hit.of === 'attacker' ? scene.attackers.find(({ id, region }) => id === hit.id && region === hit.region)?.box : { x: at.x - 60, y: at.y - 10, width: 120, height: 20 };
    return box && new Drag(hit, box, at, connects && hit.of === 'component');
  }

  moveTo(scene: Scene, at: Point, also: boolean): Dragging {
    const hit = this.#hit;
    const box = { ...this.#box, x: at.x - this.#grip.x, y: at.y - this.#grip.y };
    const gesture = this.drop(scene, at, also);
    const from = this.#connects ? { x: this.#box.x + this.#box.width, y: this.#box.y + this.#box.height / 2 } : undefined;
    const label = !gesture || gesture.does === 'place'
      ? ''
      : gesture.does === 'connect'
        ? l10n.t('Connect {0} to {1}', gesture.from, gesture.to)
        : gesture.to === undefined
          ? l10n.t('Take {0} out of {1}', hit.id, gesture.from ?? '')
          : gesture.from === undefined
            ? hit.of === 'attacker' ? l10n.t('{0} stands at {1} as well', hit.id, gesture.to) : l10n.t('{0} stands behind {1} as well', hit.id, gesture.to)
            : hit.of === 'asset' ? l10n.t('Put {0} into {1}', hit.id, gesture.to) : l10n.t('Move {0} to {1}', hit.id, gesture.to);
    const target = gesture?.does === 'connect' || gesture?.does === 'move' ? gesture.to : undefined;
    return { label, box, at, ...(target === undefined ? {} : { target }), ...(from ? { from } : {}) };
  }

  /** What letting go here means; undefined for nothing. */
  drop(scene: Scene, at: Point, also: boolean): Gesture | undefined {
    const hit = this.#hit;
    const over = scene.cards.findLast(({ box }) => contains(box, at))?.id;
    if (this.#connects) return over !== undefined && over !== hit.id ? { does: 'connect', from: hit.id, to: over } : undefined;
    const corner = { x: at.x - this.#grip.x, y: at.y - this.#grip.y };
    switch (hit.of) {
      case 'region':
        return { does: 'place', id: hit.id, at: corner };
      case 'asset': {
        if (over === undefined || over === hit.component || scene.assets.get(hit.id)?.components.includes(over)) return undefined;
        return { does: 'move', id: hit.id, to: over, ...(also ? {} : { from: hit.component }) };
      }
      case 'component': {
        const region = regionAt(scene, at);
        if (region === undefined || region === hit.region) return { does: 'place', id: hit.id, at: corner };
        return this.#between(hit.id, hit.region, region, also, scene.cardOf.get(hit.id)?.data.further ?? []);
      }
      case 'attacker': {
        const region = regionAt(scene, at);
        if (region === undefined || region === hit.region) return undefined;
        return this.#between(hit.id, hit.region, region, also, scene.attackers.filter(({ id }) => id === hit.id).map((one) => one.region));
      }
      default:
        return undefined;
    }
  }

  #between(id: string, from: string, to: string, also: boolean, others: readonly string[]): Gesture | undefined {
    if (to === nowhere) return from === nowhere ? undefined : { does: 'move', id, from };
    if (also && others.includes(to)) return undefined;
    return { does: 'move', id, to, ...(also || from === nowhere ? {} : { from }) };
  }
}
