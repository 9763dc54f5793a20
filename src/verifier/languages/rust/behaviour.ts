/** How Rust checks values, handles errors and answers HTTP, with the libraries that are usual for it. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';

const none = /^$a/;

export const rustBehaviour: BehaviourTraits = {
  leaves: /(^|[.:])(bail|panic|abort)!?$/,
  validation: {
    looks: /(^|[.:])matches!?$/,
    lookMembers: new Set('is_match contains contains_key starts_with ends_with is_valid eq_ignore_ascii_case'.split(' ')),
    patternMembers: new Set(['captures', 'find']),
    measures: new Set(),
    conversions: /(^|[.:])(String\.from|PathBuf\.from)$/,
    parsers: none,
    asserts: /^(std\.|anyhow\.|eyre\.|core\.)?(assert|assert_eq|assert_ne|ensure)!?$/,
    schemas: { modules: none, throwing: new Set(), telling: new Set() },
    parseMembers: new Set(['parse', 'try_into', 'validate']),
    declared: {},
  },
  errors: {
    catchAll: new Set(),
    handingOn: new Set(['map_err', 'unwrap_or', 'unwrap_or_else', 'unwrap_or_default', 'or_else', 'ok_or', 'ok_or_else', 'context', 'with_context']),
    discarding: new Set(['unwrap', 'expect', 'ok', 'unwrap_unchecked']),
    yieldHandsOn: true,
    patterns: { bad: /^[\s,{}|]*(\w+::)*Err\b/, good: /^[\s,{}|]*(\w+::)*Ok\b/ },
  },
  web: {
    modules: /^(axum|actix_web|tower|tower_http|rocket|warp|hyper|poem|salvo)(\b|$)/,
    makers: /(^|[.:])(Router|App|HttpServer|Rocket|ServiceBuilder|Route)\.(new|build|default)$|^rocket\.(build|ignite)$/,
    applicationNames: /^(app|router|api|routes|service|server|rocket|\w+_(router|app|routes))$/,
    registers: new Set(['layer', 'route_layer', 'wrap', 'attach', 'with', 'hoop']),
    itemMakers: /^(new\w*|default|builder|from\w*|permissive|very_permissive)$/,
    routes: new Set(['route', 'nest', 'service', 'mount']),
    hiddenNames: none,
    responseNames: /^(res|resp|response|reply)$/,
    requestNames: /^(req|request|client)$/,
    responseMakers: none,
    headerSetters: new Set(['insert', 'append', 'insert_header', 'append_header', 'header']),
    responseOnlySetters: new Set(['insert_header', 'append_header']),
    headerMaps: new Set(['headers_mut', 'headers']),
    headerRemovers: new Set(['remove']),
    implied: [],
  },
};
