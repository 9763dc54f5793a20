/** How Go checks values, handles errors and answers HTTP, with the libraries that are usual for it. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';

const none = /^$a/;

export const goBehaviour: BehaviourTraits = {
  validation: {
    looks:
      /^(len|cap|regexp\.Match\w*|strconv\.(Atoi|Parse\w+)|strings\.(Contains\w*|HasPrefix|HasSuffix|EqualFold|Index\w*|Count)|bytes\.(Contains|HasPrefix|Equal)|slices\.Contains\w*|slices\.Index\w*|net\.Parse\w+|net\/netip\.Parse\w+|net\/url\.Parse\w*|net\/mail\.Parse\w+|time\.Parse\w*|unicode\/utf8\.\w*Valid\w*|unicode\.Is\w+|encoding\/json\.Valid|path\/filepath\.IsLocal|io\/fs\.ValidPath|crypto\/subtle\.ConstantTime\w+|github\.com\/google\/uuid\.(Parse|Validate)|github\.com\/asaskevich\/govalidator\.Is\w+|github\.com\/go-ozzo\/ozzo-validation(\/v\d)?\.Validate\w*)$/,
    lookMembers: new Set(['MatchString']),
    patternMembers: new Set(['Match', 'FindString', 'FindStringSubmatch']),
    measures: new Set(),
    conversions: /^(string|byte|rune|int\d*|uint\d*|float\d*|strings\.(TrimSpace|Trim\w*|ToLower|ToUpper|Clone)|path\/filepath\.(Clean|Base)|path\.(Clean|Base)|net\/url\.\w*Unescape|html\.UnescapeString)$/,
    parsers: none,
    asserts: /^(regexp\.MustCompile|net\/netip\.MustParse\w+|github\.com\/google\/uuid\.MustParse)$/,
    schemas: { modules: /^github\.com\/go-playground\/validator(\/v\d+)?\./, throwing: new Set(), telling: new Set(['Struct', 'StructCtx', 'Var', 'VarCtx', 'StructPartial', 'StructExcept']) },
    declared: {},
  },
  errors: { catchAll: new Set(), valueNames: /^err\d*$|^\w+Err$/, blank: '_', responses: /^(http|c|ctx|w)$/ },
  web: {
    modules: /^(net\/http|github\.com\/(gin-gonic\/gin|gin-contrib\/\w+|labstack\/echo|go-chi\/\w+|gorilla\/\w+|gofiber\/fiber|urfave\/negroni|rs\/cors|unrolled\/secure|justinas\/\w+|julienschmidt\/httprouter))(\/|$)/,
    makers: /^(github\.com\/gin-gonic\/gin\.(New|Default)|github\.com\/labstack\/echo(\/v\d+)?\.New|github\.com\/go-chi\/chi(\/v\d+)?\.NewRouter|github\.com\/gorilla\/mux\.NewRouter|github\.com\/gofiber\/fiber(\/v\d+)?\.New|github\.com\/urfave\/negroni(\/v\d+)?\.(New|Classic)|net\/http\.NewServeMux)$/,
    applicationNames: /^(r|e|g|app|router|mux|engine|srv|server|api|group|\w+(Router|Group|Mux))$/,
    registers: new Set(['Use', 'UseHandler', 'UseFunc', 'Pre', 'With']),
    routes: new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'Get', 'Post', 'Put', 'Patch', 'Delete', 'Handle', 'HandleFunc', 'Any', 'Method']),
    hiddenNames: none,
    responseNames: /^(w|rw|writer|Writer|resp|response|res|rec|ResponseWriter)$/,
    requestNames: /^(req|request|r|client|Request|outReq|proxyReq)$/,
    contextNames: /^(c|ctx)$/,
    responseMakers: none,
    headerSetters: new Set(['Set', 'Add', 'Header', 'SetHeader']),
    responseOnlySetters: new Set(),
    headerMaps: new Set(['Header']),
    headerRemovers: new Set(['Del']),
    implied: [],
  },
};
