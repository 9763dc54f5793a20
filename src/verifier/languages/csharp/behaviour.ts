/** How C# checks values, handles errors and answers HTTP, with the libraries that are usual for it. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';
import { csharpWeb } from './web.ts';

const none = /^$a/;

export const csharpBehaviour: BehaviourTraits = {
  validation: {
    looks: /^((System\.)?(Char|Uri)\.(Is\w+|TryCreate)|(System\.Text\.RegularExpressions\.)?Regex\.IsMatch|(System\.IO\.)?(File|Directory|Path)\.(Exists|IsPathRooted)|(System\.)?(String|Object)\.(Equals|IsNullOr\w+)|(System\.)?\w+\.TryParse(Exact)?|(System\.)?Enum\.IsDefined|(System\.Security\.Cryptography\.)?CryptographicOperations\.FixedTimeEquals)$/,
    // Members of words such as `string` and `int` have no object here.
    lookMembers: new Set('IsNullOrEmpty IsNullOrWhiteSpace TryParse Contains ContainsKey StartsWith EndsWith Equals IsMatch IndexOf CompareTo All Any TryGetValue IsLetter IsDigit IsLetterOrDigit'.split(' ')),
    patternMembers: new Set(['Match', 'Matches']),
    measures: new Set(['Length', 'Count']),
    conversions: /^((System\.)?Convert\.ToString|(System\.IO\.)?Path\.(GetFullPath|GetFileName|Combine)|(System\.)?Uri\.(Une|E)scapeDataString|(System\.Net\.)?WebUtility\.\w+code)$/,
    parsers: /^((System\.)?(Guid|DateTime|DateTimeOffset|DateOnly|TimeOnly|TimeSpan|Version|Enum|Int16|Int32|Int64|Decimal|Double)\.Parse(Exact)?|(System\.Net\.)?IPAddress\.Parse|(System\.)?Convert\.To(Int16|Int32|Int64|Decimal|Double|Byte)|(System\.)?Uri)$/,
    asserts: /^(System\.)?(ArgumentNullException\.ThrowIfNull|ArgumentException\.ThrowIfNullOr(Empty|WhiteSpace)|ArgumentOutOfRangeException\.ThrowIf\w+)$/,
    schemas: { modules: none, throwing: new Set(), telling: new Set() },
    declared: {
      marksUnder: [
        {
          // A controller that is marked so answers 400 before the action runs.
          marks: /^(System\.ComponentModel\.DataAnnotations\.)?(Required|StringLength|Range|RegularExpression|EmailAddress|MinLength|MaxLength|Length|Url|Phone|CreditCard|AllowedValues|Base64String)$/,
          carriers: /^(Microsoft\.AspNetCore\.Mvc\.)?ApiController$/,
        },
      ],
    },
  },
  errors: {
    catchAll: new Set(['Exception']),
    handlerMembers: new Map(),
    answers: /(^|\.)(Response|response|httpResponse)\.(WriteAsync|WriteAsJsonAsync|Redirect|StartAsync|CompleteAsync)$/,
  },
  web: csharpWeb,
};
