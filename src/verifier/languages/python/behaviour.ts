/** How Python checks values, handles errors and answers HTTP, with the libraries that are usual for it. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';
import { pythonWeb } from './web.ts';

export const pythonBehaviour: BehaviourTraits = {
  leaves: /^(flask\.abort|werkzeug\.exceptions\.abort|bottle\.abort|aiohttp\.web\.abort|django\.http\.Http404|abort)$/,
  validation: {
    looks: /^(isinstance|issubclass|len|callable|hasattr|type|bool|any|all|sum|min|max|sorted|set|re\.(match|fullmatch|search|findall)|regex\.(match|fullmatch|search)|validators\.\w+|os\.path\.(isfile|exists|isabs|islink)|math\.(isnan|isfinite|isinf)|fnmatch\.fnmatch|hmac\.compare_digest|secrets\.compare_digest|imghdr\.what|jsonschema\.Draft\w+)$/,
    lookMembers: new Set('fullmatch is_valid isdisjoint issubset issuperset startswith endswith'.split(' ')),
    patternMembers: new Set(['match', 'search', 'findall', 'finditer']),
    measures: new Set(),
    conversions: /^(json\.loads|yaml\.safe_load|str|repr|bytes|list|tuple|dict|frozenset|os\.path\.(normpath|abspath|basename|realpath)|unicodedata\.normalize|urllib\.parse\.(urlparse|urlsplit|unquote)|pathlib\.(Pure)?Path)$/,
    parsers: /^(int|float|complex|decimal\.Decimal|fractions\.Fraction|uuid\.UUID|ipaddress\.ip_(address|network|interface)|datetime\.(datetime|date|time)\.(fromisoformat|strptime)|email_validator\.validate_email|pydantic\.(parse_obj_as|TypeAdapter\.\w+))$/,
    asserts: /^(jsonschema\.validate|fastjsonschema\.validate|django\.core\.validators\.validate_\w+|attr\.validate|typeguard\.check_type|beartype\.door\.die_if_unbearable)$/,
    schemas: { modules: /^(marshmallow|voluptuous|cerberus|schema|schematics|trafaret|pydantic\.TypeAdapter)\b/, throwing: new Set(['load', 'loads', 'validate_python', 'validate_json', 'check', 'validate_assignment']), telling: new Set(['validate', 'is_valid']) },
    models: { bases: /^(pydantic(\.\w+)*\.BaseModel|sqlmodel\.SQLModel|marshmallow(\.\w+)*\.Schema|rest_framework\.serializers\.\w+)$/, makers: new Set(['model_validate', 'model_validate_json', 'parse_obj', 'parse_raw', 'validate']) },
    declared: {
      enforcers: /^(pydantic\.(validate_call|validate_arguments)|beartype\.beartype|typeguard\.typechecked|webargs\.\w+\.use_args|webargs\.\w+\.use_kwargs)$/,
      enforcingObjects: /^fastapi\.(FastAPI|APIRouter)$/,
      types: /^(int|float|bool|uuid\.UUID|decimal\.Decimal|datetime\.(date|datetime|time|timedelta)|typing(_extensions)?\.Literal|pydantic\.(EmailStr|HttpUrl|AnyUrl|AnyHttpUrl|con\w+|Positive\w+|Negative\w+|NonNegative\w+|NonPositive\w+|UUID\d|PastDate|FutureDate|IPvAny\w+|Json|PaymentCardNumber|StrictInt|StrictBool|StrictFloat)|ipaddress\.\w+)$/,
      constraints: { calls: /^(fastapi\.(Query|Path|Body|Form|Header|Cookie)|pydantic\.(Field|StringConstraints|constr|conint|confloat)|annotated_types\.\w+)$/, names: new Set('gt ge lt le min_length max_length pattern regex multiple_of min_items max_items strict'.split(' ')) },
    },
  },
  errors: {
    catchAll: new Set(['Exception', 'BaseException']),
    responses: /^(response|resp|self\.response|self)$/,
  },
  web: pythonWeb,
};
