/** How Java handles errors, checks values, registers filters and sets headers. */
import { handles, registers, setsHeader, validates } from './case.ts';
import type { VerdictCase } from './case.ts';

const inClass = (body: string, before = ''): string => `package gate;\n${before}public class Gate {\n${body}}\n`;
const load = (handler: string): string => inClass(`  String load(Path path) throws IOException {\n    try {\n      return Files.readString(path);\n    } ${handler}\n  }\n`);
const start = (body: string, before = ''): string => inClass(`  public void enter(String name) {\n${body}  }\n`, before);
const spring = 'import org.springframework.web.bind.annotation.*;\nimport org.springframework.web.bind.annotation.RestController;\nimport org.springframework.web.bind.annotation.PostMapping;\nimport jakarta.validation.Valid;\nimport org.springframework.validation.BindingResult;\n';
const controller = (mark: string, parameters: string, imports = spring): string => `package gate;\n${imports}${mark}\npublic class Gates {\n  @PostMapping\n  public String create(${parameters}) {\n    return store.save(order);\n  }\n}\n`;
const security = (body: string, words = 'public'): string => inClass(`  ${words} SecurityFilterChain chain(HttpSecurity http) throws Exception {\n${body}    return http.build();\n  }\n`, 'import org.springframework.security.config.annotation.web.builders.HttpSecurity;\n');
const servlet = (body: string): string => inClass(`  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {\n${body}  }\n`, 'import jakarta.servlet.http.HttpServletRequest;\nimport jakarta.servlet.http.HttpServletResponse;\n');

export const cases: readonly VerdictCase[] = [
  handles('java', 'load', 'wrapped and thrown on', load('catch (IOException cause) { throw new UncheckedIOException(cause); }'), 'pass', 'declared'),
  handles('java', 'Gate.load', 'nothing happens with it', load('catch (IOException cause) { }'), 'fail', 'stub'),
  handles('java', 'load', 'the handler holds a comment', load('catch (IOException cause) { /* cannot happen */ }'), 'fail', 'stub'),
  handles('java', 'load', 'the trace is printed, and life goes on', inClass('  void load(Path path) {\n    try { Files.delete(path); } catch (IOException cause) { cause.printStackTrace(); }\n  }\n'), 'fail', 'stub'),
  handles('java', 'load', 'only logged', inClass('  void load(Path path) {\n    try { Files.delete(path); } catch (IOException cause) { log.warn("load", cause); }\n  }\n'), 'fail', 'stub'),
  handles('java', 'load', 'logged, and left with nothing', load('catch (IOException cause) { log.warn("load", cause); return null; }'), 'pass'),
  handles('java', 'load', 'nothing is given back in silence', load('catch (IOException cause) { return null; }'), 'fail', 'stub'),
  handles('java', 'load', 'only cleaned up', load('finally { close(); }'), 'fail', 'not_found'),
  handles('java', 'load', 'what closes by itself handles nothing', inClass('  String load(Path path) throws IOException {\n    try (var in = Files.newInputStream(path)) {\n      return new String(in.readAllBytes());\n    }\n  }\n'), 'fail', 'not_found'),
  handles('java', 'load', 'what closes by itself, with a handler', inClass('  String load(Path path) {\n    try (var in = Files.newInputStream(path)) {\n      return new String(in.readAllBytes());\n    } catch (IOException cause) {\n      throw new LoadException(cause);\n    }\n  }\n'), 'pass'),
  handles('java', 'load', 'to say that it throws is not to handle', inClass('  String load(Path path) throws IOException {\n    return Files.readString(path);\n  }\n'), 'fail', 'not_found'),
  handles('java', 'load', 'what runs in the end returns, and drops what was thrown', load('catch (IOException cause) { throw new LoadException(cause); } finally { return ""; }'), 'fail', 'stub'),
  handles('java', 'load', 'the handler only asserts, which is switched off by default', inClass('  void load(Path path) {\n    try { Files.delete(path); } catch (IOException cause) { assert false : cause; }\n  }\n'), 'fail', 'stub'),
  handles('java', 'load', 'another method has the handler', inClass('  void load(Path path) { go(path); }\n  void note() {\n    try { go(); } catch (Exception cause) { throw cause; }\n  }\n'), 'fail', 'not_found'),
  handles('java', 'load', 'two methods of the name, one of which swallows', inClass('  void load(Path path) {\n    try { go(path); } catch (Exception cause) { throw cause; }\n  }\n  void load() {\n    try { go(); } catch (Exception cause) { }\n  }\n'), 'undecidable', 'ambiguous'),
  handles('java', 'load - IOException', 'one of several types of one handler', load('catch (IOException | SecurityException cause) { throw new LoadException(cause); }'), 'pass'),
  handles('java', 'load - IOException', 'the handler takes another type', load('catch (SecurityException cause) { throw new LoadException(cause); }'), 'undecidable', 'dynamic'),
  handles('java', 'load - IOException', 'the handler takes all exceptions', load('catch (Exception cause) { throw new LoadException(cause); }'), 'pass'),
  handles('java', 'load - OutOfMemoryError', 'errors are no exceptions', load('catch (Exception cause) { throw new LoadException(cause); }'), 'undecidable', 'dynamic'),
  handles('java', 'load Files.readString', 'claimed by the call', load('catch (IOException cause) { throw new LoadException(cause); }'), 'pass'),
  handles('java', 'load close', 'the call stands in no handler', inClass('  void load(Path path) {\n    try { go(path); } catch (Exception cause) { throw cause; }\n    close();\n  }\n'), 'fail', 'not_found'),
  handles('java', 'doGet', 'the request is answered with an error', servlet('    try { go(request); } catch (GateException cause) { response.sendError(500); }\n'), 'pass'),
  handles('java', 'load', 'what the handler calls is not written here', load('catch (IOException cause) { metrics.count(cause); }'), 'undecidable', 'dynamic'),

  validates('java', 'enter name', 'a guard throws', start('    if (name == null || name.isBlank()) {\n      throw new IllegalArgumentException("name");\n    }\n    store.put(name);\n'), 'pass', 'declared'),
  validates('java', 'enter name', 'stored before the guard', start('    store.put(name);\n    if (name.isBlank()) {\n      throw new IllegalArgumentException("name");\n    }\n'), 'fail', 'not_found'),
  validates('java', 'enter name', 'the guard only logs', start('    if (name.isBlank()) {\n      log.warn("name");\n    }\n    store.put(name);\n'), 'fail', 'not_found'),
  validates('java', 'enter name', 'matched by a pattern', start('    if (!NAME_PATTERN.matcher(name).matches()) return;\n    store.put(name);\n'), 'pass'),
  validates('java', 'enter name', 'the outcome of the match is thrown away', start('    NAME_PATTERN.matcher(name).matches();\n    store.put(name);\n'), 'fail'),
  validates('java', 'enter name', 'the library insists that it is there', start('    Objects.requireNonNull(name, "name");\n    store.put(name);\n', 'import java.util.Objects;\n'), 'pass'),
  validates('java', 'enter name', 'a class of that name which is not the one of the library', start('    Objects.requireNonNull(name);\n    store.put(name);\n', 'import gate.own.Objects;\n'), 'undecidable', 'dynamic'),
  validates('java', 'enter name', 'it is only told in the message of another check', start('    Preconditions.checkArgument(ready, "not ready for %s", name);\n    store.put(name);\n', 'import com.google.common.base.Preconditions;\n'), 'fail', 'not_found'),
  validates('java', 'enter name', 'checked by a condition that is given', start('    Preconditions.checkArgument(name.length() < 9, "name");\n    store.put(name);\n', 'import com.google.common.base.Preconditions;\n'), 'pass'),
  validates('java', 'enter name', 'an assertion is switched off by default', start('    assert !name.isBlank();\n    store.put(name);\n'), 'fail'),
  validates('java', 'enter name', 'parsed, which throws unless it is a number', start('    int number = Integer.parseInt(name);\n    store.put(number);\n'), 'pass'),
  validates('java', 'enter name', 'a private method throws for it', inClass('  public void enter(String name) {\n    check(name);\n    store.put(name);\n  }\n  private void check(String name) {\n    if (name.isBlank()) throw new IllegalArgumentException();\n  }\n'), 'pass'),
  validates('java', 'enter name', 'a private method says whether, and nobody asks', inClass('  public void enter(String name) {\n    isGood(name);\n    store.put(name);\n  }\n  private boolean isGood(String name) {\n    return !name.isBlank();\n  }\n'), 'fail'),
  validates('java', 'create order', 'the framework checks it before', controller('@RestController', '@Valid @RequestBody Order order'), 'pass', 'declared'),
  validates('java', 'create order', 'the method is told the outcome and ignores it', controller('@RestController', '@Valid @RequestBody Order order, BindingResult result'), 'undecidable', 'dynamic'),
  validates('java', 'create order', 'no mark', controller('@RestController', '@RequestBody Order order'), 'fail', 'not_found'),
  validates('java', 'create order', 'the mark of another library', controller('@RestController', '@Valid @RequestBody Order order', spring.replace('jakarta.validation.Valid', 'gate.marks.Valid')), 'fail', 'not_found'),
  validates('java', 'create order', 'the marks of an import of everything may be any', controller('@RestController', '@Valid @RequestBody Order order', spring.replace('jakarta.validation.Valid', 'jakarta.validation.*')), 'undecidable', 'dynamic'),
  validates('java', 'create order', 'nothing enforces the mark in a class of its own', 'package gate;\nimport jakarta.validation.constraints.NotNull;\nclass Gates {\n  String create(@NotNull String order) { return store.save(order); }\n}\n', 'undecidable', 'dynamic'),

  registers('java', 'KeyFilter', 'before a filter of the framework', security('    http.addFilterBefore(new KeyFilter(), UsernamePasswordAuthenticationFilter.class);\n'), 'pass', 'called'),
  registers('java', 'UsernamePasswordAuthenticationFilter', 'only the place in the row is named by it', security('    http.addFilterBefore(new KeyFilter(), UsernamePasswordAuthenticationFilter.class);\n'), 'fail', 'not_found'),
  registers('java', 'KeyFilter', 'in a chain of calls', security('    http.csrf(c -> c.disable()).addFilterAfter(new KeyFilter(), AuthorizationFilter.class);\n'), 'pass'),
  registers('java', 'KeyFilter', 'a comment', security('    // http.addFilterBefore(new KeyFilter(), UsernamePasswordAuthenticationFilter.class);\n'), 'fail', 'not_found'),
  registers('java', 'KeyFilter', 'nobody calls the private method', security('    http.addFilter(new KeyFilter());\n', 'private'), 'fail', 'nested_not_called'),
  registers('java', 'KeyFilter', 'a private method that a public one calls', inClass('  public void set(HttpSecurity http) { add(http); }\n  private void add(HttpSecurity http) { http.addFilter(new KeyFilter()); }\n'), 'pass'),
  registers('java', 'KeyInterceptor', 'an interceptor of the framework', inClass('  public void addInterceptors(InterceptorRegistry registry) {\n    registry.addInterceptor(new KeyInterceptor()).addPathPatterns("/**");\n  }\n'), 'pass'),
  registers('java', 'KeyFilter', 'by its class, under a name', inClass('  public void onStartup(ServletContext context) {\n    context.addFilter("key", KeyFilter.class);\n  }\n'), 'pass'),
  registers('java', 'KeyFilter', 'a row of filters for pictures', inClass('  public void draw(Picture http) {\n    http.addFilter(new KeyFilter());\n  }\n'), 'undecidable', 'dynamic'),
  registers('java', 'KeyFilter', 'made and never registered', security('    KeyFilter filter = new KeyFilter();\n'), 'fail', 'reference_only'),
  registers('java', 'KeyFilter', 'under a condition', security('    if (strict) http.addFilter(new KeyFilter());\n'), 'pass', 'called'),
  registers('java', 'KeyFilter', 'behind a false condition', security('    if (false) http.addFilter(new KeyFilter());\n'), 'fail', 'dead_code'),

  setsHeader('java', 'X-Frame-Options', 'set on the response of a servlet', servlet('    response.setHeader("X-Frame-Options", "DENY");\n'), 'pass', 'declared'),
  setsHeader('java', 'X-Frame-Options ~ DENY', 'with another value', servlet('    response.setHeader("X-Frame-Options", "SAMEORIGIN");\n'), 'fail', 'mismatch'),
  setsHeader('java', 'X-Frame-Options', 'to an empty text', servlet('    response.setHeader("X-Frame-Options", "");\n'), 'fail', 'mismatch'),
  setsHeader('java', 'X-Frame-Options', 'only asked for', servlet('    String frame = request.getHeader("X-Frame-Options");\n'), 'fail', 'not_found'),
  setsHeader('java', 'X-Frame-Options', 'a constant of the class names it', inClass('  private static final String FRAME = "X-Frame-Options";\n  protected void doGet(HttpServletRequest request, HttpServletResponse answer) {\n    answer.addHeader(FRAME, "DENY");\n  }\n'), 'pass'),
  setsHeader('java', 'X-Token', 'a request is built', inClass('  HttpRequest ask(String token) {\n    return HttpRequest.newBuilder().header("X-Token", token).build();\n  }\n'), 'fail', 'not_found'),
  setsHeader('java', 'X-Door', 'built with the answer', inClass('  public ResponseEntity<String> ring() {\n    return ResponseEntity.ok().header("X-Door", "shut").body("ring");\n  }\n', 'import org.springframework.http.ResponseEntity;\n'), 'pass'),
  setsHeader('java', 'X-Door', 'headers whose owner is not written here', inClass('  HttpHeaders headers() {\n    HttpHeaders headers = new HttpHeaders();\n    headers.set("X-Door", "shut");\n    return headers;\n  }\n'), 'undecidable', 'dynamic'),
  setsHeader('java', 'X-Door', 'a map that is called like a response', inClass('  void fill(Properties response) {\n    response.set("X-Door", "shut");\n  }\n'), 'fail', 'not_found'),
  setsHeader('java', 'X-Door', 'in a private method that nobody calls', inClass('  private void mark(HttpServletResponse response) {\n    response.setHeader("X-Door", "shut");\n  }\n'), 'fail', 'nested_not_called'),
];
