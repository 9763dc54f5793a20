/** What single lines of infrastructure files and code show, as rows: which files, which lines, which fact. Nothing is executed. */
import type { RepositoryFact } from '../../generation/signals.ts';

interface LineRule {
  readonly files: RegExp;
  readonly line: RegExp;
  readonly kind: string;
  /** The name of the fact; the first group of the line when it is left out. */
  name?(match: RegExpExecArray): string | undefined;
}

const code = /\.(?:[cm]?[jt]sx?|py|go|java|kt|rb|php|cs|rs|scala|swift)$/;
const script = /\.(?:[cm]?[jt]sx?)$/;
const yaml = /\.ya?ml$/;
const workflow = /(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$|(?:^|\/)\.gitlab-ci\.yml$/;
const docker = /(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i;
const route = (method: string | undefined, path: string | undefined): string | undefined => (path === undefined ? undefined : `${(method ?? 'ANY').toUpperCase()} ${path.startsWith('/') ? path : `/${path}`}`);

const lineRules: readonly LineRule[] = [
  // Routes, as the common frameworks write them.
  { files: script, kind: 'route', line: /\b(?:\w{0,40}app|\w{0,40}[rR]outer|server|api|fastify|route|routes)\.(get|post|put|patch|delete|all|ws)\(\s*['"`](\/[^'"`\s]{0,120})['"`]/, name: ([, method, path]) => route(method, path) },
  { files: script, kind: 'route', line: /^\s*@(Get|Post|Put|Patch|Delete|WebSocketGateway)\(\s*(?:['"`]([^'"`\s]{0,120})['"`])?/, name: ([, method, path]) => route(method, path ?? '/') },
  { files: /\.py$/, kind: 'route', line: /^\s*@\w+(?:\.\w+)?\.(get|post|put|patch|delete|route|websocket)\(\s*f?['"]([^'"\s]{1,120})['"]/, name: ([, method, path]) => route(method, path) },
  { files: /urls\.py$/, kind: 'route', line: /\b(?:re_)?path\(\s*r?['"]([^'"\s]{0,120})['"]/, name: ([, path]) => route(undefined, path) },
  { files: /\.go$/, kind: 'route', line: /\.(GET|POST|PUT|PATCH|DELETE|Get|Post|Put|Patch|Delete|HandleFunc|Handle)\(\s*"(?:[A-Z]+ )?(\/[^"\s]{0,120})"/, name: ([, method, path]) => route(method!.startsWith('Handle') ? undefined : method, path) },
  // Prefixes under which routers are mounted.
  { files: /\.py$/, kind: 'route', line: /\b(?:APIRouter|Blueprint)\([^)]{0,120}?prefix\s*=\s*['"](\/[^'"\s]{1,120})['"]/, name: ([, path]) => route(undefined, path) },
  { files: /\.go$/, kind: 'route', line: /\.Group\(\s*"(\/[^"\s]{1,120})"/, name: ([, path]) => route(undefined, path) },
  { files: script, kind: 'route', line: /\b(?:app|router|server)\.(?:use|route|register)\(\s*['"`](\/[^'"`\s]{1,120})['"`]|^\s*@Controller\(\s*['"`]([^'"`\s]{1,120})['"`]/, name: ([, path, other]) => route(undefined, path ?? other) },
  { files: /\.(?:java|kt)$/, kind: 'route', line: /@(Get|Post|Put|Patch|Delete|Request)Mapping\(\s*(?:(?:value|path)\s*=\s*)?[{["]*"?(\/?[^"\s)]{1,120})"/, name: ([, method, path]) => route(method === 'Request' ? undefined : method, path) },
  { files: /\.cs$/, kind: 'route', line: /\bMap(Get|Post|Put|Patch|Delete)\(\s*"([^"\s]{1,120})"|\[Http(Get|Post|Put|Patch|Delete)\("([^"\s]{1,120})"\)/, name: ([, method, path, attribute, other]) => route(method ?? attribute, path ?? other) },
  { files: /\.rb$/, kind: 'route', line: /^\s*(get|post|put|patch|delete)\s+['"](\/?[^'"\s]{1,120})['"]/, name: ([, method, path]) => route(method, path) },
  { files: /routes\.rb$/, kind: 'route', line: /^\s*resources?\s+:(\w{1,60})/, name: ([, path]) => route(undefined, path) },
  { files: /\.php$/, kind: 'route', line: /Route::(get|post|put|patch|delete|any)\(\s*['"]([^'"\s]{1,120})['"]/, name: ([, method, path]) => route(method, path) },
  { files: /\.rs$/, kind: 'route', line: /\.route\(\s*"(\/[^"\s]{0,120})"|^\s*#\[(get|post|put|patch|delete)\("(\/[^"\s]{0,120})"/, name: ([, path, method, other]) => route(method, path ?? other) },
  // What the common frameworks give a handler that takes a file.
  { files: code, kind: 'code', line: /\b(?:UploadFile|MultipartFile|IFormFile|FormFile\(|request\.files\b|move_uploaded_file\()/, name: () => 'uploaded-file' },
  // Variables of the environment whose names tell of secrets.
  { files: code, kind: 'variable', line: /(?:process\.env\.|environ(?:\.get)?[[(]\s*['"]|getenv\(\s*['"]|Getenv\("|ENV\[['"]|env::var\("|System\.getenv\(")([A-Z][A-Z0-9_]{2,60})/ },
  { files: /(?:^|\/)\.env(?:\.(?:example|sample|template|dist))?$/, kind: 'variable', line: /^\s*(?:export\s+)?([A-Z][A-Z0-9_]{2,60})\s*=/ },
  // Containers.
  { files: docker, kind: 'image', line: /^\s*FROM\s+(?:--\S+\s+)?([\w./:@-]{1,200})/i },
  { files: docker, kind: 'port', line: /^\s*EXPOSE\s+(\d{1,5})/i },
  { files: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, kind: 'image', line: /^\s+image:\s*['"]?([\w./:@${}-]{1,200})/ },
  { files: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/, kind: 'fact', line: /^\s+privileged:\s*true/, name: () => 'privileged' },
  { files: yaml, kind: 'kubernetes', line: /^kind:\s*['"]?(Deployment|StatefulSet|DaemonSet|Ingress|Service|Secret|ConfigMap|CronJob|NetworkPolicy|Pod)\b/ },
  // Infrastructure as code.
  { files: /\.tf$/, kind: 'resource', line: /^\s*resource\s+"([\w-]{1,80})"/ },
  { files: /\.tf$/, kind: 'fact', line: /cidr_blocks\s*=\s*\[\s*"0\.0\.0\.0\/0"|publicly_accessible\s*=\s*true|acl\s*=\s*"public-read/, name: () => 'open-to-the-internet' },
  // Pipelines.
  { files: workflow, kind: 'trigger', line: /^\s{0,4}-?\s*(pull_request_target|pull_request|workflow_dispatch|schedule|merge_requests)\b|^on:\s*\[?.*\b(pull_request(?:_target)?)\b/, name: ([, one, other]) => one ?? other },
  { files: workflow, kind: 'action', line: /^\s*-?\s*uses:\s*['"]?([\w./@-]{1,120})/ },
  { files: workflow, kind: 'secret', line: /\bsecrets\.([A-Za-z_]\w{1,60})/ },
  { files: workflow, kind: 'command', line: /\b(?:npm|yarn|pnpm|cargo|twine|poetry|uv|gem|docker)\s+(?:publish|upload|push)\b/, name: () => 'publish' },
];

/** Of one rule in one file; a file with more says nothing new. */
const mostOfOneRule = 40;
const longestLine = 500;

/** The facts that the lines of a file show. Lines that are comments show nothing. */
export function lineFactsOf(file: string, content: string): RepositoryFact[] {
  const rules = lineRules.filter(({ files }) => files.test(file)).map((rule) => ({ rule, found: 0 }));
  if (rules.length === 0) return [];
  const facts: RepositoryFact[] = [];
  let inComment = false;
  for (const [index, line] of content.split('\n').entries()) {
    const bare = line.trimStart();
    if (inComment) {
      if (bare.includes('*/')) inComment = false;
      continue;
    }
    if (bare.startsWith('/*')) {
      inComment = !bare.includes('*/');
      continue;
    }
    if (line.length > longestLine || /^(?:\/\/|#(?!\[)|--|\*|<!--)/.test(bare)) continue;
    for (const entry of rules) {
      if (entry.found >= mostOfOneRule) continue;
      const match = entry.rule.line.exec(line);
      const name = match && (entry.rule.name ? entry.rule.name(match) : match[1]);
      if (!name) continue;
      entry.found++;
      facts.push({ kind: entry.rule.kind, name, file, line: index + 1 });
    }
  }
  if (/(?:^|\/)Dockerfile$/.test(file) && !/^\s*USER\s+(?!root|0\b)\S/im.test(content)) facts.push({ kind: 'fact', name: 'runs-as-root', file, line: 1 });
  return facts;
}
