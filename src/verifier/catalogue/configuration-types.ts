/** The assertion types about configuration files. */
import type { AssertionParameter, AssertionType } from '../assertion-type.ts';

const keyParameters = [
  { name: 'file', kind: 'path', required: true, description: 'The file, relative to the root of the repository: JSON, YAML, TOML, INI, .env, .properties, HCL, XML or a Dockerfile.', example: 'config/server.yaml' },
  { name: 'key', kind: 'text', required: true, description: 'The key with what it stands in, joined by dots; an item as list[0], a key that has dots in quotes, an attribute of XML as @name.', example: 'server.tls.enabled' },
  { name: 'document', kind: 'text', required: false, description: 'Which document of a YAML file with several, counted from 1.', example: '2' },
] as const satisfies readonly AssertionParameter[];

export const configurationTypes = [
  {
    id: 'config_key_exists',
    title: 'Configuration key exists',
    shows: 'The configuration file has the key, by its own syntax; comments and texts that look like it do not count.',
    params: keyParameters,
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
  {
    id: 'config_value_matches',
    title: 'Configuration value matches',
    shows: 'The value that the file gives to the key matches the expression; what is only computed at run time does not.',
    params: [
      ...keyParameters,
      { name: 'pattern', kind: 'pattern', required: true, description: 'A regular expression in RE2 syntax for the value: true and false, numbers as written, texts without their quotes.', example: 'true' },
      {
        name: 'match',
        kind: 'choice',
        required: false,
        description: 'whole: the expression matches the whole value. part: it matches somewhere in it.',
        example: 'part',
        choices: ['whole', 'part'],
        default: 'whole',
      },
    ],
    ladder: 'presence',
    least: 'declared',
    most: 'declared',
    absence: false,
  },
] as const satisfies readonly AssertionType[];
