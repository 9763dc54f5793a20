/** What a framework of requirements is: its levels, and its requirements in the order of the standard. */
export interface Framework {
  /** Such as `asvs-5.0`: the key under `compliance` of a model. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly description?: string;
  readonly source?: string;
  readonly licence?: string;
  /** By level; empty where the framework has none. */
  readonly levels: Readonly<Record<number, LevelDefinition>>;
  readonly requirements: readonly Requirement[];
}

export interface LevelDefinition {
  readonly name: string;
  readonly description?: string;
  /** Whether the level is the standard's own or a convention of ours. */
  readonly source: 'authoritative' | 'mipiti_convention';
}

export interface Requirement {
  readonly id: string;
  /** The lowest level that asks for it; 1 where it says none. */
  readonly level: number;
  readonly title?: string;
  readonly description?: string;
  readonly chapter: { readonly id: string; readonly name: string };
  readonly section: { readonly id: string; readonly name: string };
  /** Whether one member of a system is enough, or every member has to. */
  readonly scope: 'component' | 'system';
}

/** The highest level that a framework knows; undefined where it has none. */
export function highestLevel({ levels, requirements }: Framework): number | undefined {
  const known = [...Object.keys(levels).map(Number), ...requirements.map(({ level }) => level)];
  const highest = Math.max(1, ...known);
  return Object.keys(levels).length === 0 && highest === 1 ? undefined : highest;
}

/** The requirements up to a level; all where it is left out. */
export function requirementsUpTo({ requirements }: Framework, level: number | undefined): readonly Requirement[] {
  return level === undefined ? requirements : requirements.filter((requirement) => requirement.level <= level);
}
