/** Gradle: what build files write out in their `dependencies` blocks, version catalogues, and gradle.lockfile. */
import type { Span } from '../code/code.ts';
import { linesOf } from '../configuration/text-lines.ts';
import { readToml } from '../configuration/toml.ts';
import type { ConfigurationNode } from '../configuration/configuration.ts';
import type { SourceText } from '../sources.ts';
import { blocksOf, outermost, withoutComments } from './gradle-text.ts';
import type { Declaration, Ecosystem, LockFormat, ReadManifest, ReadSource, Requirement, UnreadFile } from './dependency.ts';
import { child, folderOf, itemsOf, membersIn, nameOf, textOf } from './values.ts';
import { gradleVersions } from './versions/maven.ts';

const gradleLock: LockFormat = {
  file: 'gradle.lockfile',
  above: false,
  read(source) {
    const packages = [...linesOf(source.text)].flatMap(({ text, start }) => {
      const [, name, version] = /^([^#\s:]+:[^\s:]+):([^\s=]+)=/.exec(text) ?? [];
      return name !== undefined && version !== undefined ? [{ name, version, at: { start, end: start + text.length } }] : [];
    });
    return { ok: true, packages };
  },
};

export const gradle: Ecosystem = {
  title: 'Gradle',
  isManifest: (name) => /\.gradle(\.kts)?$|\.versions\.toml$/.test(name),
  fold: (name) => name,
  fits: (declared, claimed) => declared === claimed || (!claimed.includes(':') && declared.slice(declared.indexOf(':') + 1) === claimed),
  async read(source, read) {
    if (!source.file.endsWith('.toml')) return readBuild(source, read);
    const catalogue = readCatalogue(source);
    return 'ok' in catalogue ? catalogue : { ok: true, declarations: [...catalogue.libraries.values()].map((library) => ({ ...library, managed: true as const })) };
  },
  locksOf: (name) => (name.endsWith('.toml') ? [] : [gradleLock]),
  versions: gradleVersions,
};

/** How a line of a `dependencies` block begins: the configuration, and a bracket or a blank. */
const entry = /(?<![\w.$])([a-z]\w*)[ \t]*(?:\([ \t\r\n]*|[ \t]+)(?=(["'])|libs\.|(?:group|mapOf)\b|(?:platform|enforcedPlatform|project|kotlin|files|fileTree|testFixtures)[ \t]*\(|[A-Za-z_$])/g;
const outside = new Set(['if', 'else', 'for', 'while', 'val', 'def', 'var', 'import', 'return', 'because', 'exclude', 'version', 'strictly', 'require', 'prefer', 'reject', 'constraints', 'dependencies', 'project', 'platform', 'enforcedPlatform', 'kotlin', 'files', 'fileTree', 'group', 'name', 'module', 'add', 'in', 'testFixtures', 'isTransitive', 'transitive', 'modules', 'components']);

async function readBuild(source: SourceText, read: ReadSource): Promise<ReadManifest | UnreadFile> {
  const text = withoutComments(source.text);
  const blocks = text === undefined ? undefined : blocksOf(text);
  if (text === undefined || !blocks) return { ok: false, reason: 'parse_error', details: `${source.file} has a text, comment or block without an end.` };
  const constraints = outermost(blocks, 'constraints');
  const conditions = outermost(blocks, 'if', 'else', 'when', 'for', 'each', 'forEach');
  const declarations: Declaration[] = [];
  let hidden = /(?<![\w.])apply[ \t(]+(?:from|plugin)?[ \t]*[:=(]?[ \t]*from|(?<![\w.])(?:allprojects|subprojects)\b/.test(text) ? 'other build files may add to its dependencies' : undefined;
  let catalogue: Catalogue | undefined;
  for (const block of outermost(blocks, 'dependencies')) {
    entry.lastIndex = block.start;
    for (let match = entry.exec(text); match && match.index < block.end; match = entry.exec(text)) {
      const [whole, configuration = ''] = match;
      if (outside.has(configuration)) continue;
      const start = match.index + whole.length;
      const at = { start: match.index, end: endOfLine(text, start) };
      const inside = (spans: readonly Span[]): boolean => spans.some((span) => span.start <= at.start && at.start < span.end);
      const more = {
        at,
        ...(/^(test|androidTest|debugTest|jmh)|Test[A-Z]/.test(configuration) ? { development: 'used by tests only' } : /^(classpath|annotationProcessor|kapt|ksp|compileOnly|developmentOnly)/.test(configuration) ? { development: 'used by the build only' } : {}),
        ...(inside(constraints) ? { managed: true as const } : {}),
        ...(inside(conditions) ? { conditional: 'stands in a branch of the build file' } : {}),
      };
      const rest = text.slice(start, Math.min(start + 400, block.end));
      const alias = /^libs\.([\w.]+)/.exec(rest)?.[1]?.replace(/\.get$/, '');
      if (alias !== undefined) {
        catalogue ??= await catalogueOf(source.file, read);
        for (const library of catalogue?.libraries.get(alias) ? [catalogue.libraries.get(alias)!] : (catalogue?.bundles.get(alias.replace(/^bundles\./, '')) ?? [])) {
          declarations.push({ name: library.name, requirement: library.requirement, ...more, remark: `${catalogue!.file} says what libs.${alias} is` });
        }
        if (!catalogue) hidden = `${source.file} takes libs.${alias} from a catalogue that cannot be read`;
        continue;
      }
      const written = /^(["'])([^"'\r\n]*)\1/.exec(rest)?.[2] ?? mapped(rest);
      if (written === undefined) {
        if (!/^(project|platform|enforcedPlatform|files|fileTree|kotlin|testFixtures)[ \t]*\(/.test(rest)) hidden ??= `line ${text.slice(0, at.start).split(/\r\n|\r|\n/).length} of ${source.file} computes a dependency`;
        continue;
      }
      const [group = '', name = '', version] = written.split(':');
      if (name === '' || /\$/.test(`${group}${name}`)) {
        hidden ??= `line ${text.slice(0, at.start).split(/\r\n|\r|\n/).length} of ${source.file} computes a dependency`;
        continue;
      }
      declarations.push({ name: `${group}:${name}`, requirement: versionAs(version?.split('@')[0]), ...more });
    }
  }
  return { ok: true, declarations, ...(hidden === undefined ? {} : { hidden }) };
}

function endOfLine(text: string, from: number): number {
  const end = /[\r\n]|$/g;
  end.lastIndex = from;
  return end.exec(text)!.index;
}

/** `group: 'g', name: 'n', version: '1'`, as Groovy has it. */
function mapped(rest: string): string | undefined {
  const line = rest.split(/[\r\n]/)[0]!;
  const value = (key: string): string | undefined => new RegExp(`\\b${key}\\s*[:=]\\s*["']([^"']*)["']`).exec(line)?.[1];
  const [group, name] = [value('group'), value('name')];
  return group === undefined || name === undefined ? undefined : [group, name, value('version') ?? (/\bversion\s*[:=]/.test(line) ? '$' : undefined)].filter((part) => part !== undefined).join(':');
}

function versionAs(version: string | undefined): Requirement {
  if (version === undefined || version === '') return { kind: 'computed', what: 'no version that this file gives' };
  if (/[$]|^latest\./.test(version)) return { kind: 'computed', what: version };
  const strict = /^([^!]+)!!/.exec(version)?.[1];
  return { kind: 'range', range: strict === undefined ? version : /^[[(]/.test(strict) ? strict : `=${strict}` };
}

interface Catalogue {
  readonly file: string;
  /** By the name that build files use, with dots. */
  readonly libraries: ReadonlyMap<string, Declaration>;
  readonly bundles: ReadonlyMap<string, readonly Declaration[]>;
}

/** The catalogue of the folder or of one above. */
async function catalogueOf(file: string, read: ReadSource): Promise<Catalogue | undefined> {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    const answer = await read(`${folder === '' ? '' : `${folder}/`}gradle/libs.versions.toml`);
    const catalogue = answer.ok ? readCatalogue(answer) : undefined;
    if (catalogue) return 'ok' in catalogue ? undefined : catalogue;
    if (folder === '') return undefined;
  }
}

function readCatalogue(source: SourceText): Catalogue | UnreadFile {
  const read = readToml(source.file, source.text);
  if (!read.ok) return read;
  const root = read.documents[0];
  const versions = child(root, 'versions');
  const dotted = (alias: string): string => alias.replace(/[-_]/g, '.');
  const libraries = new Map(
    membersIn(child(root, 'libraries')).map(({ key, at, value }) => {
      const written = value.kind === 'map' ? undefined : textOf(value);
      const module = written ?? textOf(child(value, 'module')) ?? `${textOf(child(value, 'group')) ?? ''}:${textOf(child(value, 'name')) ?? ''}`;
      const [group = '', name = '', inline] = module.split(':');
      const version = child(value, 'version');
      const reference = textOf(child(version, 'ref'));
      return [dotted(key), { name: `${group}:${name}`, at, requirement: requirementIn(reference === undefined ? version : child(versions, reference), inline) }] as const;
    }),
  );
  const bundles = new Map(membersIn(child(root, 'bundles')).map(({ key, value }) => [dotted(key), itemsOf(value).flatMap((item) => libraries.get(dotted(textOf(item) ?? '')) ?? [])]));
  return { file: nameOf(source.file), libraries, bundles };
}

/** A rich version says it strictly, as a requirement, or only as a wish. */
function requirementIn(version: ConfigurationNode | undefined, inline: string | undefined): Requirement {
  if (version?.kind !== 'map') return versionAs(inline ?? textOf(version));
  const strictly = textOf(child(version, 'strictly'));
  if (strictly !== undefined) return versionAs(/^[[(]/.test(strictly) ? strictly : `${strictly}!!`);
  return versionAs(textOf(child(version, 'require')));
}
