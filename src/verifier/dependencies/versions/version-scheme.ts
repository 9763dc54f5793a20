/** How an ecosystem compares versions. Undefined means that a text is no version or range of it. */
export interface VersionScheme {
  /** Whether one version meets the constraint. A version before a release does only when the constraint names one. */
  meets(version: string, constraint: string): boolean | undefined;
  /** Whether the manifest's range takes the version. */
  takes(range: string, version: string): boolean | undefined;
  /** Whether every version that the manifest's range takes meets the constraint. */
  within(range: string, constraint: string): boolean | undefined;
}
