/** What the routes of a service are about: `/items/{id}` and `/api/v1/items` speak of items. */
import type { RepositoryFact } from '../../generation/signals.ts';

/** Parts of paths that name no data of people. */
const noData = new Set(['users', 'accounts', 'sessions', 'tokens', 'keys', 'docs', 'assets', 'statics', 'images', 'icons', 'fonts', 'styles', 'scripts', 'files', 'uploads', 'attachments', 'tests', 'utils', 'tools', 'metrics', 'stats', 'statistics', 'settings', 'options', 'permissions', 'roles', 'hooks', 'webhooks', 'callbacks', 'events', 'languages', 'redirects', 'snippets', 'status', 'access', 'address', 'versions', 'health-checks', 'probes', 'credentials', 'passwords', 'comments', 'reviews', 'posts', 'pages', 'views', 'logs', 'challenges', 'cookies', 'features', 'details', 'previews', 'lists']);

/** A fact for each kind of thing that routes name, those with most routes first, at the first route that names it. */
export function collectionsOf(facts: readonly RepositoryFact[]): RepositoryFact[] {
  const found = new Map<string, { count: number; first: RepositoryFact }>();
  for (const fact of facts) {
    if (fact.kind !== 'route') continue;
    for (const part of new Set(fact.name.slice(fact.name.indexOf(' ') + 1).split(/[/?{}:<>().]+/))) {
      const name = part.toLowerCase();
      if (!/^[a-z]{3,20}(?:[-_][a-z]{2,20})?s$/.test(name) || /(?:ss|us|is)$/.test(name) || noData.has(name)) continue;
      const entry = found.get(name);
      if (entry) entry.count++;
      else found.set(name, { count: 1, first: fact });
    }
  }
  return [...found]
    .sort(([a, { count: m }], [b, { count: n }]) => n - m || (a < b ? -1 : 1))
    .slice(0, 3)
    .map(([name, { first }]) => ({ ...first, kind: 'collection', name: name.replaceAll(/[-_]/g, ' ') }));
}
