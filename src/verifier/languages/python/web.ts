/** How Python programs take part in HTTP. */
import type { WebTraits } from '../../code/behaviour-traits.ts';

export const pythonWeb: WebTraits = {
  modules: /^(flask|fastapi|starlette|django|aiohttp|tornado|falcon|bottle|sanic|quart|pyramid|litestar|werkzeug|rest_framework|flask_\w+|asgi_\w+|slowapi|secure|corsheaders|whitenoise)(\.|$)/,
  makers: /^(flask\.(Flask|Blueprint)|quart\.(Quart|Blueprint)|fastapi\.(FastAPI|APIRouter)|starlette\.applications\.Starlette|starlette\.routing\.Router|aiohttp\.web\.Application|sanic\.(Sanic|Blueprint)|falcon(\.asgi)?\.App|bottle\.Bottle|litestar\.Litestar|tornado\.web\.Application|Flask|FastAPI|APIRouter|Starlette|Blueprint)$/,
  applicationNames: /^_?(app|application|api|router|server|blueprint|bp|flask_app|asgi_app|wsgi_app)$/,
  registers: new Set(['add_middleware', 'before_request', 'after_request', 'before_app_request', 'after_app_request', 'teardown_request', 'register_middleware', 'install', 'add_hook', 'register_blueprint']),
  registeringDecorators: new Set(['middleware', 'before_request', 'after_request', 'before_app_request', 'after_app_request', 'teardown_request', 'on_request', 'on_response', 'hook']),
  takesApplication: { members: new Set(['init_app']) },
  lists: new Set(['MIDDLEWARE', 'MIDDLEWARE_CLASSES', 'middleware', 'middlewares']),
  wraps: /^starlette\.middleware\.Middleware$|^fastapi\.middleware\.Middleware$|(^|\.)Middleware$/,
  routes: new Set(['get', 'post', 'put', 'patch', 'delete', 'route', 'add_url_rule', 'add_api_route', 'include_router', 'add_route', 'websocket']),
  hiddenNames: /^_(?!_)/,
  responseNames: /^_?(response|resp|res|rsp|http_response)$/,
  requestNames: /^_?(request|req|session|client|http|requests)$/,
  responseMakers: /^(flask\.(make_response|Response|jsonify|redirect)|django\.http\.(Http|Json|Streaming|File)\w*Response\w*|django\.shortcuts\.(render|redirect)|(fastapi|starlette)\.responses\.\w*Response|fastapi\.Response|starlette\.\w+\.Response|aiohttp\.web\.(Response|json_response|StreamResponse)|rest_framework\.response\.Response|werkzeug(\.\w+)?\.Response|sanic\.response\.\w+|quart\.(make_response|Response)|make_response|HttpResponse|JsonResponse|JSONResponse|Response)$/,
  headerSetters: new Set(['set_header', 'add_header', 'append_header', 'setdefault', 'add', 'set', 'update', 'extend', 'append', '__setitem__']),
  responseOnlySetters: new Set(),
  headerMaps: new Set(['headers', 'raw_headers']),
  headerRemovers: new Set(['pop', 'remove', 'discard', 'clear_header', 'delete_header', '__delitem__']),
  responseIsMap: true,
  implied: [
    {
      // Django 3.0 and later.
      middleware: /^django\.middleware\.clickjacking\.XFrameOptionsMiddleware$/,
      headers: [{ name: 'X-Frame-Options', onlyIf: 'has the value of the setting X_FRAME_OPTIONS' }],
    },
    {
      middleware: /^django\.middleware\.security\.SecurityMiddleware$/,
      headers: [
        { name: 'X-Content-Type-Options', onlyIf: 'depends on the setting SECURE_CONTENT_TYPE_NOSNIFF and the version of Django' },
        { name: 'Strict-Transport-Security', onlyIf: 'depends on the setting SECURE_HSTS_SECONDS; claim it by config_value_matches or pattern_matches' },
        { name: 'Referrer-Policy', onlyIf: 'depends on the setting SECURE_REFERRER_POLICY and the version of Django' },
        { name: 'Cross-Origin-Opener-Policy', onlyIf: 'depends on the setting SECURE_CROSS_ORIGIN_OPENER_POLICY and the version of Django' },
      ],
    },
    {
      // flask-talisman 0.7 to 1.1.
      middleware: /^flask_talisman\.Talisman$/,
      headers: [
        { name: 'Strict-Transport-Security', option: 'strict_transport_security' },
        { name: 'X-Frame-Options', option: 'frame_options' },
        { name: 'X-Content-Type-Options', value: 'nosniff', option: 'x_content_type_options' },
        { name: 'Content-Security-Policy', option: 'content_security_policy' },
        { name: 'Referrer-Policy', option: 'referrer_policy' },
      ],
    },
  ],
};
