/** How JavaScript and TypeScript programs take part in HTTP. */
import type { ImpliedHeader, WebTraits } from '../../code/behaviour-traits.ts';

/** helmet 4 to 8. What came with version 5, or went with 6, depends on the version; values that changed are left out. */
const helmet: readonly ImpliedHeader[] = [
  { name: 'Content-Security-Policy', option: 'contentSecurityPolicy' },
  { name: 'Referrer-Policy', value: 'no-referrer', option: 'referrerPolicy' },
  { name: 'Strict-Transport-Security', option: 'hsts' },
  { name: 'X-Content-Type-Options', value: 'nosniff', option: 'noSniff' },
  { name: 'X-DNS-Prefetch-Control', value: 'off', option: 'dnsPrefetchControl' },
  { name: 'X-Download-Options', value: 'noopen', option: 'ieNoOpen' },
  { name: 'X-Frame-Options', value: 'SAMEORIGIN', option: 'frameguard' },
  { name: 'X-Permitted-Cross-Domain-Policies', value: 'none', option: 'permittedCrossDomainPolicies' },
  { name: 'X-XSS-Protection', value: '0', option: 'xssFilter' },
  { name: 'Cross-Origin-Opener-Policy', option: 'crossOriginOpenerPolicy', onlyIf: 'is set by helmet 5 and later only' },
  { name: 'Cross-Origin-Resource-Policy', option: 'crossOriginResourcePolicy', onlyIf: 'is set by helmet 5 and later only' },
  { name: 'Origin-Agent-Cluster', option: 'originAgentCluster', onlyIf: 'is set by helmet 5 and later only' },
  { name: 'Cross-Origin-Embedder-Policy', option: 'crossOriginEmbedderPolicy', onlyIf: 'is set by helmet 5 without being asked, and by no other version' },
  { name: 'Expect-CT', option: 'expectCt', onlyIf: 'is set by helmet 5 and earlier only' },
];
/** The parts of helmet, each of which sets one header. */
const parts: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'Content-Security-Policy',
  crossOriginOpenerPolicy: 'Cross-Origin-Opener-Policy',
  crossOriginResourcePolicy: 'Cross-Origin-Resource-Policy',
  crossOriginEmbedderPolicy: 'Cross-Origin-Embedder-Policy',
  originAgentCluster: 'Origin-Agent-Cluster',
  referrerPolicy: 'Referrer-Policy',
  hsts: 'Strict-Transport-Security',
  strictTransportSecurity: 'Strict-Transport-Security',
  noSniff: 'X-Content-Type-Options',
  xContentTypeOptions: 'X-Content-Type-Options',
  dnsPrefetchControl: 'X-DNS-Prefetch-Control',
  ieNoOpen: 'X-Download-Options',
  frameguard: 'X-Frame-Options',
  xFrameOptions: 'X-Frame-Options',
  permittedCrossDomainPolicies: 'X-Permitted-Cross-Domain-Policies',
  xssFilter: 'X-XSS-Protection',
};

export const ecmascriptWeb: WebTraits = {
  modules:
    /^(express|koa|fastify|hono|restify|connect|polka|@hapi\/hapi|http|https|http2|@nestjs\/\w[\w-]*|next|@koa\/[\w-]+|@fastify\/[\w-]+|koa-[\w-]+|express-[\w-]+|fastify-[\w-]+|helmet|cors|morgan|body-parser|cookie-parser|compression|csurf|hpp|passport|cookie-session|router|find-my-way|@hono\/[\w-]+|elysia|h3|@trpc\/server)(\/|$)/,
  makers:
    /^(express(\.default|\.Router|\.application)?|express\.Router|koa(\.default)?|@koa\/router(\.default)?|koa-router(\.default)?|fastify(\.default|\.fastify)?|hono(\.Hono)?|connect(\.default)?|polka(\.default)?|restify\.createServer|@hapi\/hapi\.(server|Server)|router(\.default)?|@nestjs\/core\.NestFactory\.create|elysia\.Elysia|h3\.(createApp|createRouter)|Router|Koa|Hono|NestFactory\.create|Fastify)$/,
  applicationNames: /^_?(app|application|server|router|api|fastify|express|koa|instance|expressApp|httpServer|routes|\w+(App|Router|Server))$/,
  registers: new Set(['use', 'register']),
  routes: new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'route', 'options', 'head']),
  routeMiddleware: {
    members: new Set(['get', 'post', 'put', 'patch', 'delete', 'all', 'options', 'head']),
    everyMethod: 'all',
    pathBefore: 'route',
    applicationNames: /^_?(app|application|router|express|koa|fastify|expressApp|\w+(App|Router))$/,
  },
  lists: new Set(['middleware', 'middlewares', 'plugins']),
  responseNames: /^_?(res|response|reply|resp|rsp|\w+(Res|Response|Reply))$/,
  contextNames: /^_?(c|ctx|context)$/,
  requestNames: /^_?(req|request|init|options|opts|config|xhr|client|axios|http|\w+(Req|Request))$/,
  responseMakers: /^(Response(\.(json|redirect))?|next\/server\.NextResponse(\.(json|next|redirect|rewrite))?|NextResponse(\.(json|next|redirect|rewrite))?|@sveltejs\/kit\.json)$/,
  headerSetters: new Set(['setHeader', 'header', 'headers', 'set', 'append', 'appendHeader', 'writeHead', 'setHeaders', 'setResponseHeader', 'appendResponseHeader']),
  responseOnlySetters: new Set(['writeHead']),
  headerMaps: new Set(['headers']),
  headerRemovers: new Set(['removeHeader', 'remove', 'delete', 'removeResponseHeader']),
  implied: [
    { middleware: /^(helmet(\.default)?|@fastify\/helmet(\.default)?|fastify-helmet(\.default)?|koa-helmet(\.default)?)$/, headers: helmet },
    ...Object.entries(parts).map(([part, name]) => ({ middleware: new RegExp(`^(helmet|koa-helmet)(\\.default)?\\.${part}$`), headers: [{ name }] })),
  ],
};
