/** What the checks of behaviour must know of a language and its libraries. Names are dotted, as `outsideName` gives them. */

/** How values are checked before they are used. */
export interface ValidationTraits {
  /** Functions that only look at what they are given, and say something about it. */
  readonly looks: RegExp;
  /** Members that look at what they are given: `pattern.test(x)`, `allowed.includes(x)`. */
  readonly lookMembers: ReadonlySet<string>;
  /** Members that look only where they are called on a pattern, or given a callback: `PATTERN.exec(x)`, not `db.exec(x)`. */
  readonly patternMembers: ReadonlySet<string>;
  /** Members that measure their object: `x.length`. */
  readonly measures: ReadonlySet<string>;
  /** Functions that give back the same value in another form, whatever it is. */
  readonly conversions: RegExp;
  /** Functions that throw unless the value is well-formed, and give it back. */
  readonly parsers: RegExp;
  /** Functions that throw unless what they are given is true, or there; never switched off. */
  readonly asserts: RegExp;
  /** Members of a value that parse it, where the outcome is taken apart by an expression that leaves with the error. */
  readonly parseMembers?: ReadonlySet<string>;
  /** Modules whose objects are schemas, with the members that throw and those whose result says whether the value fits. */
  readonly schemas: { readonly modules: RegExp; readonly throwing: ReadonlySet<string>; readonly telling: ReadonlySet<string> };
  /** Bases of classes whose objects are checked when they are made, and the members that make them. */
  readonly models?: { readonly bases: RegExp; readonly makers: ReadonlySet<string> };
  /** What declares that a parameter is checked before the function runs. */
  readonly declared: {
    /** Decorators or annotations of the parameter that are a check by themselves. */
    readonly marks?: RegExp;
    /** Those that are a check only where the function or its class carries something, and none of its parameters is of a type that takes the outcome. */
    readonly marksUnder?: readonly { readonly marks: RegExp; readonly carriers: RegExp; readonly spoilers?: RegExp }[];
    /** What makes a check of a decorator that it is given to: `@Body(new ValidationPipe())`. */
    readonly pipes?: RegExp;
    /** Decorators of the function under which types are enforced. */
    readonly enforcers?: RegExp;
    /** Objects whose decorators, such as routes, enforce types. */
    readonly enforcingObjects?: RegExp;
    /** Types that say more than "any text", where types are enforced. */
    readonly types?: RegExp;
    /** Calls in a type or default that constrain, when one of these arguments is given. */
    readonly constraints?: { readonly calls: RegExp; readonly names: ReadonlySet<string> };
  };
}

/** How errors show, and what is done about them. */
export interface ErrorTraits {
  /** Types of handlers that take everything. */
  readonly catchAll: ReadonlySet<string>;
  /** Types of handlers that take everything but kinds of some names. */
  readonly catchMost?: { readonly types: ReadonlySet<string>; readonly but: RegExp };
  /** Members of a promise or result that are given a handler: the place of the handler among the arguments. */
  readonly handlerMembers?: ReadonlyMap<string, number>;
  /** Members that hand an error on to the caller, or turn it into a value: `map_err`, `unwrap_or`. */
  readonly handingOn?: ReadonlySet<string>;
  /** Members that end the program, or throw away the reason, when there is an error. */
  readonly discarding?: ReadonlySet<string>;
  /** Names under which errors are taken from calls as values. */
  readonly valueNames?: RegExp;
  /** Errors are values, and a name such as `_` throws one away. */
  readonly blank?: string;
  /** An expression that may leave hands an error on: `?`. */
  readonly yieldHandsOn?: boolean;
  /** How a pattern begins, as it is written, that takes an error, and one that takes the value. */
  readonly patterns?: { readonly bad: RegExp; readonly good: RegExp };
  /** Parameters that are functions to which an error is reported. */
  readonly reporters?: RegExp;
  /** Objects by which an answer is given to whoever asked, and what is called on them. */
  readonly responses?: RegExp;
  /** Whole calls by which an answer is given, as they are written; where the names of such objects alone would say too little. */
  readonly answers?: RegExp;
  /** What stands last in a handler is the value that it comes to. */
  readonly lastIsValue?: boolean;
}

/** Headers that a middleware sets without being asked. */
export interface ImpliedHeaders {
  /** The middleware, dotted. */
  readonly middleware: RegExp;
  readonly headers: readonly ImpliedHeader[];
}
export interface ImpliedHeader {
  readonly name: string;
  /** The value in every version that counts; left out where versions differ. */
  readonly value?: string;
  /** The option that switches it off. */
  readonly option?: string;
  /** What else decides, as the rest of a sentence that begins with "it": then nobody can tell from this file. */
  readonly onlyIf?: string;
}

/** How programs take part in HTTP. */
export interface WebTraits {
  /** Modules of web frameworks and of their middleware: a file that imports one deals with HTTP. */
  readonly modules: RegExp;
  /** Calls that make an application or router. */
  readonly makers: RegExp;
  /** Plain names that an application or router goes by. */
  readonly applicationNames: RegExp;
  /** Types of parameters and variables that are one, where types are written: then names say nothing of what is declared with another type. */
  readonly applicationTypes?: RegExp;
  /** Members that register what they are given. */
  readonly registers: ReadonlySet<string>;
  /** Those of them whose further arguments only say where in the row: `addFilterBefore(mine, Other.class)`. */
  readonly registersFirst?: ReadonlySet<string>;
  /** Members that are registrations by their own name: `UseAuthentication`. */
  readonly registersByName?: RegExp;
  /** Decorators that register the function they stand on, as members of an application. */
  readonly registeringDecorators?: ReadonlySet<string>;
  /** A call of the middleware with the application registers it: `Talisman(app)`; so do members of it. */
  readonly takesApplication?: { readonly members: ReadonlySet<string> };
  /** Variables, and arguments by name, that hold a list of middleware. */
  readonly lists?: ReadonlySet<string>;
  /** Calls around a middleware in such a list that change nothing: `Middleware(x)`. */
  readonly wraps?: RegExp;
  /** Members that make an object of the middleware that they belong to: `TraceLayer::new`. */
  readonly itemMakers?: RegExp;
  /** Members that register routes: middleware behind one comes late. */
  readonly routes: ReadonlySet<string>;
  /** Routes that take middleware between their path and their handler, which comes last. */
  readonly routeMiddleware?: {
    /** Those of `routes` that do. */
    readonly members: ReadonlySet<string>;
    /** The one that stands for every method: with a wildcard as its path it has no handler but registers all that it is given. */
    readonly everyMethod: string;
    /** The member that says the path before: `app.route('/x').get(…)`. */
    readonly pathBefore: string;
    /** Plain names of applications whose `get` is a route: an `api` may as well be a client. */
    readonly applicationNames: RegExp;
  };
  /** Functions without a word of export can be called from elsewhere, unless they have such a name. */
  readonly hiddenNames?: RegExp;
  /** Methods that only their own class can call, by the words before them. */
  readonly hiddenMethod?: (words: readonly string[], name: string) => boolean;
  /** Plain names that a response goes by, and those that a request does. */
  readonly responseNames: RegExp;
  readonly requestNames: RegExp;
  /** Plain names of parameters that stand for request and response together. */
  readonly contextNames?: RegExp;
  /** Calls that make a response. */
  readonly responseMakers: RegExp;
  /** Members that are called with the name and value of a header, or with a map of them. */
  readonly headerSetters: ReadonlySet<string>;
  /** Those that only a response has. */
  readonly responseOnlySetters: ReadonlySet<string>;
  /** Members that hold the headers of what they belong to. */
  readonly headerMaps: ReadonlySet<string>;
  /** Members of such a map are headers without their hyphens: `Headers.XFrameOptions`. */
  readonly headerProperties?: boolean;
  /** Types of objects with headers: those of a response, and those that may be of anything or of a request. Others are neither. */
  readonly responseTypes?: RegExp;
  readonly otherTypes?: RegExp;
  /** Members that take a header away again. */
  readonly headerRemovers: ReadonlySet<string>;
  /** A header can be written as an element of the response itself: `response["X"] = …`. */
  readonly responseIsMap?: boolean;
  /** Names of values that a header is set by, with the header. */
  readonly implied: readonly ImpliedHeaders[];
}

export interface BehaviourTraits {
  /** Functions that always throw, such as `flask.abort`. */
  readonly leaves?: RegExp;
  readonly validation?: ValidationTraits;
  readonly errors?: ErrorTraits;
  readonly web?: WebTraits;
}
