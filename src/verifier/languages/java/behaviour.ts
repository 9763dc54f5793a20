/** How Java checks values, handles errors and answers HTTP, with the libraries that are usual for it. */
import type { BehaviourTraits } from '../../code/behaviour-traits.ts';
import { javaWeb } from './web.ts';

const none = /^$a/;

export const javaBehaviour: BehaviourTraits = {
  validation: {
    looks:
      /^(java\.util\.regex\.Pattern\.matches|(java\.util\.)?Objects\.(isNull|nonNull|equals)|Character\.is\w+|java\.security\.MessageDigest\.isEqual|org\.apache\.commons\.lang3?\.StringUtils\.(is\w+|contains\w*|equals\w*|startsWith\w*|endsWith\w*)|org\.springframework\.util\.StringUtils\.has(Text|Length)|com\.google\.common\.base\.Strings\.isNullOrEmpty|java\.nio\.file\.Files\.(exists|isRegularFile|isDirectory))$/,
    lookMembers: new Set('contains containsKey containsValue startsWith endsWith equals equalsIgnoreCase compareTo matches indexOf anyMatch allMatch noneMatch'.split(' ')),
    patternMembers: new Set(['matcher', 'test']),
    measures: new Set(['length']),
    conversions: /^(String\.valueOf|java\.nio\.file\.(Paths\.get|Path\.of)|java\.net\.URLDecoder\.decode|java\.util\.Optional\.(of|ofNullable))$/,
    parsers: /^((Integer|Long|Short|Byte)\.(parse\w+|valueOf|decode)|(Double|Float)\.(parse\w+|valueOf)|java\.util\.UUID\.fromString|java\.net\.(URI(\.create)?|URL)|java\.math\.(BigInteger|BigDecimal)|java\.time\.(LocalDate|LocalDateTime|LocalTime|Instant|OffsetDateTime|ZonedDateTime|Duration|Period)\.parse|java\.util\.regex\.Pattern\.compile)$/,
    asserts: /^(java\.util\.Objects\.(requireNonNull|checkIndex)|com\.google\.common\.base\.Preconditions\.check(Argument|NotNull|State)|org\.springframework\.util\.Assert\.(notNull|hasText|hasLength|isTrue|state|notEmpty)|org\.apache\.commons\.lang3?\.Validate\.(notNull|notBlank|notEmpty|isTrue|validState))$/,
    schemas: { modules: none, throwing: new Set(), telling: new Set() },
    declared: {
      marksUnder: [
        {
          // Spring refuses the request, unless the method asks to be told instead.
          marks: /^((jakarta|javax)\.validation\.Valid|org\.springframework\.validation\.annotation\.Validated)$/,
          carriers: /^org\.springframework\.(web\.bind\.annotation\.(RestController|\w+Mapping)|stereotype\.Controller)$/,
          spoilers: /^(BindingResult|Errors)$/,
        },
        { marks: /^(jakarta|javax)\.validation\.constraints\.\w+$/, carriers: /^org\.springframework\.validation\.annotation\.Validated$/ },
        // Brought by an import of everything: which one it is cannot be told.
        { marks: /^(Valid|Validated|Not(Null|Blank|Empty)|Size|Min|Max|Pattern|Email|Positive|Digits)$/, carriers: none },
      ],
    },
  },
  errors: {
    catchAll: new Set(['Throwable']),
    catchMost: { types: new Set(['Exception']), but: /Error$|^Throwable$|^ThreadDeath$/ },
    handlerMembers: new Map([['exceptionally', 0], ['exceptionallyAsync', 0], ['exceptionallyCompose', 0]]),
    answers: /^(this\.)?(response|resp|res|httpResponse|servletResponse|httpServletResponse)\.(sendError|sendRedirect|setStatus|(getWriter|getOutputStream)\.(write|print|println|append))$/,
  },
  web: javaWeb,
};
