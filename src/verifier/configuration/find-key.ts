/** Follows the way to a key through a document, in every sense that its dots can have. */
import type { Span } from '../code/code.ts';
import type { ConfigurationMember, ConfigurationNode } from './configuration.ts';
import type { KeySegment } from './key-path.ts';

export interface FoundKey {
  readonly at: Span;
  readonly value: ConfigurationNode;
  /** Which dots were steps and which belong to a key; two routes to one key are two meanings. */
  readonly route: string;
  readonly conditional?: string;
  /** The key, or one on the way to it, stands there twice where the format allows it once. */
  readonly duplicate: boolean;
}

export interface KeySearch {
  readonly found: readonly FoundKey[];
  /** A key that differs only in upper and lower case. */
  readonly otherCase?: ConfigurationMember;
  /** A computed value on the way, which may hold the key. */
  readonly computed?: ConfigurationNode;
}

interface Trail {
  readonly at: Span;
  readonly route: string;
  readonly conditional?: string;
  readonly duplicate: boolean;
}

/** More ways than this through one document are not followed: nobody can tell them apart. */
const maximumFound = 1000;

export function findKey(root: ConfigurationNode, path: readonly KeySegment[]): KeySearch {
  const found: FoundKey[] = [];
  let otherCase: ConfigurationMember | undefined;
  let computed: ConfigurationNode | undefined;

  const follow = (node: ConfigurationNode, from: number, trail: Trail): void => {
    if (found.length >= maximumFound) return;
    const segment = path[from];
    if (!segment) {
      found.push({ ...trail, value: node });
      return;
    }
    if (node.kind === 'computed') computed ??= node;
    if (node.kind === 'list' && !segment.quoted && /^\d{1,9}$/.test(segment.text)) {
      const item = node.items[Number(segment.text)];
      if (item) follow(item, from + 1, { ...trail, at: item, route: `${trail.route}#` });
    }
    if (node.kind === 'map' && !segment.index) followMap(node.members, from, trail);
  };

  const followMap = (members: readonly ConfigurationMember[], from: number, trail: Trail): void => {
    for (let to = from + 1, key = path[from]!.text; ; to++) {
      const named = members.filter((member) => member.key === key);
      if (named.length === 0 && to === path.length) otherCase ??= members.find((member) => member.key.toLowerCase() === key.toLowerCase());
      const several = named.length > 1 && named.every(({ repeatable }) => repeatable);
      const next = path[to];
      const picked = next?.index && named[0]?.repeatable && named[0].value.kind !== 'list' ? named[Number(next.text)] : undefined;
      for (const member of picked ? [picked] : named) {
        const conditional = trail.conditional ?? member.conditional;
        follow(member.value, picked ? to + 1 : to, {
          at: member.at,
          route: `${trail.route}${to - from}`,
          duplicate: trail.duplicate || (named.length > 1 && !several),
          ...(conditional === undefined ? {} : { conditional }),
        });
      }
      if (!next || next.quoted || next.index || path[from]!.quoted) return;
      key += `.${next.text}`;
    }
  };

  follow(root, 0, { at: root, route: '', duplicate: false });
  return { found, ...(otherCase && found.length === 0 ? { otherCase } : {}), ...(computed && found.length === 0 ? { computed } : {}) };
}
