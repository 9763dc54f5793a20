/** How Java programs take part in HTTP: servlets, Spring, JAX-RS, Javalin. */
import type { WebTraits } from '../../code/behaviour-traits.ts';

const none = /^$a/;

export const javaWeb: WebTraits = {
  modules: /^((jakarta|javax)\.(servlet|ws\.rs)|org\.springframework\.(web|security|http|boot\.web)|io\.javalin|org\.glassfish\.jersey|spark|io\.micronaut\.http|io\.vertx\.ext\.web)(\.|$)/,
  makers: /^(io\.javalin\.Javalin\.create|org\.glassfish\.jersey\.server\.ResourceConfig|io\.vertx\.ext\.web\.Router\.router)$/,
  applicationNames: none,
  applicationTypes: /^(HttpSecurity|ServerHttpSecurity|InterceptorRegistry|ServletContext|ResourceConfig|FeatureContext|Javalin|Router|FilterRegistrationBean)$/,
  registers: new Set(['addFilter', 'addFilterBefore', 'addFilterAfter', 'addFilterAt', 'addInterceptor', 'addInterceptors', 'setFilter', 'register', 'before']),
  registersFirst: new Set(['addFilterBefore', 'addFilterAfter', 'addFilterAt']),
  itemMakers: none,
  routes: new Set(['get', 'post', 'put', 'patch', 'delete']),
  hiddenMethod: (words) => words.includes('private'),
  responseNames: /^_?(response|resp|res|httpResponse|servletResponse|httpServletResponse)$/,
  responseTypes: /^(Http)?ServletResponse(Wrapper)?$|^ServerHttpResponse$/,
  otherTypes: /^(HttpHeaders|MultivaluedMap|HttpRequest|ClientRequestContext|HttpURLConnection)$/,
  requestNames: /^_?(request|req|httpRequest|servletRequest|client|connection|conn)$/,
  responseMakers: /^(org\.springframework\.http\.)?ResponseEntity\.(ok|status|created|accepted|noContent|badRequest|notFound|unprocessableEntity|internalServerError)$|^(jakarta|javax)\.ws\.rs\.core\.Response\.(ok|status|created|accepted|noContent|notModified|seeOther|temporaryRedirect|serverError)$/,
  headerSetters: new Set(['setHeader', 'addHeader', 'header', 'set', 'add']),
  responseOnlySetters: new Set(),
  headerMaps: new Set(['headers']),
  headerRemovers: new Set(['remove']),
  implied: [],
};
