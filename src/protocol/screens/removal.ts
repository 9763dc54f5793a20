/** What a removal takes along, told before it is made. */
export interface RemovalConsequences {
  readonly removed: readonly { readonly id: string; readonly title: string }[];
  /** Entities that cannot stand without it. */
  readonly along: readonly { readonly id: string; readonly title: string; readonly with: string }[];
  readonly usedBy: readonly string[];
  readonly staysIn: readonly string[];
  readonly groupMembers: readonly string[];
  /** The choice that these consequences are of. */
  readonly choice: RemovalSelection;
  /** What changes by it, one fact a line. */
  readonly facts: readonly string[];
}

export interface RemovalSelection {
  readonly along: readonly string[];
  readonly takeOut: boolean;
  readonly leaveGroups: boolean;
}
