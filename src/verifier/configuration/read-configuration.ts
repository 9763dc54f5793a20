/** Which format a file is written in, by its name, and its reading. */
import type { ConfigurationReading } from './configuration.ts';
import { readDockerfile } from './dockerfile.ts';
import { readDotenv } from './dotenv.ts';
import { readHcl } from './hcl.ts';
import { readIni } from './ini.ts';
import { readJson } from './json.ts';
import { readProperties } from './properties.ts';
import { readToml } from './toml.ts';
import { readXml } from './xml.ts';
import { readYaml } from './yaml.ts';

interface Format {
  readonly named: RegExp;
  readonly read: (file: string, text: string) => ConfigurationReading;
}

/** The first that fits the file's own name. */
const formats: readonly Format[] = [
  { named: /^(dockerfile|containerfile)(\..+)?$|\.(dockerfile|containerfile)$/i, read: readDockerfile },
  { named: /^\.env(\..+)?$|\.env$/i, read: readDotenv },
  { named: /\.(jsonc?|code-workspace|webmanifest|tfstate|ipynb)$|^(\.(babel|eslint|prettier|stylelint)rc|composer\.lock|Pipfile\.lock|flake\.lock)$/i, read: readJson },
  { named: /\.ya?ml$|^(\.clang-(format|tidy)|pubspec\.lock)$/i, read: readYaml },
  { named: /\.toml$|^(Pipfile|Cargo\.lock|poetry\.lock|uv\.lock|pdm\.lock)$/i, read: readToml },
  { named: /\.(tf|tfvars|hcl|nomad)$/i, read: readHcl },
  { named: /\.properties$/i, read: readProperties },
  { named: /\.(xml|config|csproj|fsproj|vbproj|props|targets|plist|xsd|wsdl|pom|nuspec|resx|storyboard|svg)$/i, read: readXml },
  { named: /\.(ini|cfg|cnf|service|socket|timer|desktop|gitconfig)$|^\.(gitconfig|editorconfig|npmrc|pypirc|pylintrc|flake8|coveragerc|gitmodules|hgrc)$|^(pip|supervisord|my|mypy|tox)\.(conf|cnf)$/i, read: readIni },
];

export function readConfiguration(file: string, text: string): ConfigurationReading {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const format = formats.find(({ named }) => named.test(name));
  if (!format) return { ok: false, reason: 'unknown_language', details: `The format of ${file} is not known here; known are JSON, YAML, TOML, INI, .env, .properties, HCL, XML and Dockerfile.` };
  return format.read(file, text);
}
