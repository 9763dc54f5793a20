/** How JavaScript and TypeScript check values, handle errors and answer HTTP, with the libraries that are usual for them. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';
import { ecmascriptWeb } from './web.ts';

export const ecmascriptBehaviour: BehaviourTraits = {
  leaves: /^(assert\.fail|next\/navigation\.(redirect|notFound|permanentRedirect)|@sveltejs\/kit\.(error|redirect))$/,
  validation: {
    looks: /^(Array\.isArray|Number\.is\w+|isNaN|isFinite|Boolean|Object\.(hasOwn|keys|values|entries)|Object\.prototype\.hasOwnProperty\.call|Buffer\.isBuffer|ArrayBuffer\.isView|crypto\.timingSafeEqual|validator\.(default\.)?(is\w+|equals|contains|matches)|net\.isIP(v4|v6)?|lodash\.is\w+|uuid\.validate|URL\.canParse|Date\.parse|ajv\.\w+|mongoose\.(Types\.ObjectId\.isValid|isValidObjectId))$/,
    lookMembers: new Set('test includes has indexOf lastIndexOf some every startsWith endsWith localeCompare hasOwnProperty'.split(' ')),
    patternMembers: new Set('exec match matchAll search find findIndex'.split(' ')),
    measures: new Set(['length', 'size', 'byteLength']),
    conversions: /^(JSON\.(parse|stringify)|url\.parse|querystring\.parse|qs(\.default)?\.parse|String|Number|parseInt|parseFloat|Boolean|decodeURIComponent|encodeURIComponent|decodeURI|structuredClone|Object\.assign|Object\.freeze|Array\.from|Buffer\.from|path\.(normalize|basename|resolve|join))$/,
    parsers: /^(BigInt|URL|assert\.\w*parse\w*)$/,
    asserts: /^(assert(\.(ok|strict|strictEqual|deepStrictEqual|equal|match|notStrictEqual|strict\.ok))?|assert\/strict(\.\w+)?|tiny-invariant(\.default)?|invariant|ow(\.default)?|ts-invariant\.invariant|class-validator\.validateOrReject|valibot\.(parse|assert)|superstruct\.(assert|create|mask))$/,
    schemas: {
      modules: /^(zod|zod\/\w+|joi|@hapi\/joi|yup|ajv|valibot|superstruct|myzod|runtypes|io-ts|arktype|@sinclair\/typebox(\/\w+)?|@vinejs\/vine|fastest-validator|celebrate)(\.|$)/,
      throwing: new Set(['parse', 'parseAsync', 'attempt', 'validateAsync', 'validateSync', 'check', 'assert', 'create', 'cast', 'mask']),
      telling: new Set(['safeParse', 'safeParseAsync', 'spa', 'validate', 'is', 'isValid', 'isValidSync', 'guard', 'decode', 'Check', 'compile']),
    },
    declared: {
      marks: /^class-validator\./,
      pipes: /^@nestjs\/common\.(ValidationPipe|Parse\w+Pipe)$|(^|\.)\w*ValidationPipe$/,
    },
  },
  errors: {
    catchAll: new Set(),
    handlerMembers: new Map([['catch', 0], ['then', 1]]),
    valueNames: /^_?(err|error)$|Err$|Error$/,
    reporters: /^(next|reject|done|cb|callback|fail)$/,
    responses: /^(res|response|reply|resp|ctx|context|c)(\.|$)/,
  },
  web: ecmascriptWeb,
};
