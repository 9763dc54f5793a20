/** Every ecosystem whose dependencies can be read. An ecosystem is added here and in its own file, and nowhere else. */
import { bundler } from './bundler.ts';
import { cargo } from './cargo.ts';
import { composer } from './composer.ts';
import type { Ecosystem, LockFormat } from './dependency.ts';
import { go } from './go.ts';
import { gradle } from './gradle.ts';
import { maven } from './maven.ts';
import { npm } from './npm.ts';
import { nuget } from './nuget.ts';
import { python } from './python.ts';

/** The last ones take files by their endings alone. */
export const ecosystems: readonly Ecosystem[] = [npm, composer, cargo, go, maven, gradle, nuget, bundler, python];

/** Names of manifests that stand for their ecosystem's lock files when one of those is claimed about. */
const manifestNames = ['package.json', 'composer.json', 'Cargo.toml', 'pyproject.toml', 'Pipfile', 'Gemfile', 'gems.rb', 'build.gradle', 'App.csproj'] as const;

export function ecosystemOf(name: string): Ecosystem | undefined {
  return ecosystems.find((ecosystem) => ecosystem.isManifest(name));
}

export function lockFormatOf(name: string): { readonly ecosystem: Ecosystem; readonly format: LockFormat } | undefined {
  for (const manifest of manifestNames) {
    const ecosystem = ecosystemOf(manifest);
    const format = ecosystem?.locksOf(manifest).find(({ file }) => file === name);
    if (ecosystem && format) return { ecosystem, format };
  }
  return undefined;
}
