/** What a repository is called: by the address of its remote, where another machine knows that address. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isThisRepository, repositoryName } from '../../src/project/repository.ts';

for (const address of ['https://github.com/acme/app.git', 'https://gitlab.com/group/acme/app/', 'ssh://git@host:22/acme/app', 'git@github.com:acme/app.git', 'host:/srv/acme/app']) {
  test(`${address} is acme/app`, () => assert.equal(repositoryName(address), 'acme/app'));
}

for (const address of ['../remote.git', './acme/app', 'acme/app', '/srv/acme/app.git', 'file:///srv/acme/app.git', 'C:\\acme\\app', 'C:/acme/app', 'https://host/app']) {
  test(`${address} names no repository that another machine knows`, () => assert.equal(repositoryName(address), undefined));
}

test('an assertion is about this repository by name or by address, whatever the case of letters', () => {
  const here = { root: '/', hasGit: true, name: 'acme/app' };
  assert.deepEqual(['acme/app', 'Acme/App', 'https://github.com/acme/app.git', undefined, 'no_repo'].map((wanted) => isThisRepository(wanted, here)), [true, true, true, true, true]);
  assert.deepEqual(['acme/other', '../acme/app.git/x', ''].map((wanted) => isThisRepository(wanted, here)), [false, false, false]);
  assert.equal(isThisRepository('acme/app', { root: '/', hasGit: true }), false);
});
