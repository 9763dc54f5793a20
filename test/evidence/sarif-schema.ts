/** Validates against the JSON Schema of SARIF 2.1.0, which Microsoft publishes with its matchers. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

const folder = dirname(createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json'));
// Of draft 04, from which it uses nothing that means something else in the drafts that ajv reads.
const { id: _id, $schema: _draft, ...schema } = JSON.parse(readFileSync(join(folder, 'lib', 'schemas', 'sarif-2.1.0-rtm.5.json'), 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const validate = ajv.compile(schema);

/** What is wrong with a log, one sentence each; none when it is valid. */
export function sarifErrors(log: unknown): readonly string[] {
  return validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
