/** Tests that call the editor's API, in the extension host itself. The same list runs in the browser's editor and in a desktop one. */
import { agentTests } from './agent.tests.ts';
import type { ApiTest } from './api-test.ts';
import { helpTests } from './help.tests.ts';
import { inCodeTests } from './in-code.tests.ts';
import { languageTests } from './language.tests.ts';
import { promiseTests } from './promises.tests.ts';

export const tests: readonly ApiTest[] = [...promiseTests, ...languageTests, ...inCodeTests, ...helpTests, ...agentTests];
