/** How C# handles errors, checks values, registers middleware and sets headers. */
import { handles, registers, setsHeader, validates } from './case.ts';
import type { VerdictCase } from './case.ts';

const inClass = (body: string): string => `namespace Gates;\npublic class Gate\n{\n${body}}\n`;
const load = (handler: string): string => inClass(`    public string Load(string path)\n    {\n        try { return File.ReadAllText(path); }\n        ${handler}\n    }\n`);
const enter = (body: string): string => inClass(`    public void Enter(string name)\n    {\n${body}    }\n`);
const program = (body: string): string => `var builder = WebApplication.CreateBuilder(args);\nvar app = builder.Build();\n${body}app.Run();\n`;
const controller = (mark: string, parameter: string): string => `using System.ComponentModel.DataAnnotations;\n${mark}\npublic class GateController : ControllerBase\n{\n    [HttpPost]\n    public IActionResult Enter(${parameter})\n    {\n        return Ok(store.Save(name));\n    }\n}\n`;

export const cases: readonly VerdictCase[] = [
  handles('cs', 'Load', 'wrapped and thrown on', load('catch (IOException cause) { throw new LoadException("load", cause); }'), 'pass', 'declared'),
  handles('cs', 'Load', 'thrown on as it is', load('catch { Close(); throw; }'), 'pass'),
  handles('cs', 'Gate.Load', 'nothing happens with it', inClass('    public void Load(string path) { try { File.Delete(path); } catch (Exception) { } }\n'), 'fail', 'stub'),
  handles('cs', 'Load', 'only written to the console', inClass('    public void Load(string path) { try { File.Delete(path); } catch (Exception cause) { Console.WriteLine(cause); } }\n'), 'fail', 'stub'),
  handles('cs', 'Load', 'logged, and left with nothing', load('catch (IOException cause) { _logger.LogError(cause, "load"); return null; }'), 'pass'),
  handles('cs', 'Load', 'nothing is given back in silence', load('catch (IOException) { return null; }'), 'fail', 'stub'),
  handles('cs', 'Load', 'only cleaned up', load('finally { Close(); }'), 'fail', 'not_found'),
  handles('cs', 'Load', 'what is closed at the end handles nothing', inClass('    public string Load(string path)\n    {\n        using var file = File.OpenText(path);\n        return file.ReadToEnd();\n    }\n'), 'fail', 'not_found'),
  handles('cs', 'Load', 'the filter never holds', load('catch (IOException cause) when (false) { throw new LoadException("load", cause); } finally { Close(); }'), 'fail', 'not_found'),
  handles('cs', 'Load', 'behind a filter', load('catch (IOException cause) when (cause.HResult == 5) { throw new LoadException("load", cause); }'), 'pass'),
  handles('cs', 'Load - IOException', 'the filter lets some of them pass', load('catch (IOException cause) when (cause.HResult == 5) { throw new LoadException("load", cause); }'), 'undecidable', 'dynamic'),
  handles('cs', 'Load - IOException', 'the handler takes its type', load('catch (System.IO.IOException cause) { throw new LoadException("load", cause); }'), 'pass'),
  handles('cs', 'Load - IOException', 'the handler takes another type', load('catch (FormatException cause) { throw new LoadException("load", cause); }'), 'undecidable', 'dynamic'),
  handles('cs', 'Load - IOException', 'the handler takes all exceptions', load('catch (Exception cause) { throw new LoadException("load", cause); }'), 'pass'),
  handles('cs', 'Load', 'only mentioned in a text', enter('        Help("try { } catch (Exception) { throw; }");\n').replace('Enter', 'Load'), 'fail', 'not_found'),
  handles('cs', 'Load', 'the answer tells of it', inClass('    public async Task Load(HttpContext context)\n    {\n        try { await next(context); }\n        catch (GateException cause) { context.Response.StatusCode = 500; await context.Response.WriteAsync(cause.Message); }\n    }\n'), 'pass'),

  validates('cs', 'Enter name', 'a guard throws', enter('        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("name");\n        store.Put(name);\n'), 'pass', 'declared'),
  validates('cs', 'Enter name', 'stored before the guard', enter('        store.Put(name);\n        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException("name");\n'), 'fail', 'not_found'),
  validates('cs', 'Enter name', 'the guard only logs', enter('        if (string.IsNullOrEmpty(name)) Console.WriteLine("name");\n        store.Put(name);\n'), 'fail', 'not_found'),
  validates('cs', 'Enter name', 'the library insists that it is there', enter('        ArgumentNullException.ThrowIfNull(name);\n        store.Put(name);\n'), 'pass'),
  validates('cs', 'Enter name', 'the library insists on something else', enter('        ArgumentNullException.ThrowIfNull(store, name);\n        store.Put(name);\n'), 'fail', 'not_found'),
  validates('cs', 'Enter name', 'thrown where there is nothing', enter('        this.name = name ?? throw new ArgumentNullException(nameof(name));\n'), 'pass'),
  validates('cs', 'Enter name', 'parsed, and left where it is no number', enter('        if (!int.TryParse(name, out var number)) return;\n        store.Put(number);\n'), 'pass'),
  validates('cs', 'Enter name', 'parsed, and nobody asks whether it went well', enter('        int.TryParse(name, out var number);\n        store.Put(name);\n'), 'fail'),
  validates('cs', 'Enter name', 'matched by a pattern', enter('        if (!Regex.IsMatch(name, "^[a-z]+$")) throw new ArgumentException(nameof(name));\n        store.Put(name);\n'), 'pass'),
  validates('cs', 'Enter name', 'only asserted while debugging', enter('        Debug.Assert(name != null);\n        store.Put(name);\n'), 'undecidable', 'dynamic'),
  validates('cs', 'Enter name', 'the controller refuses the request before', controller('[ApiController]', '[Required, StringLength(9)] string name'), 'pass', 'declared'),
  validates('cs', 'Enter name', 'the controller leaves the outcome to its actions', controller('[Route("gate")]', '[Required] string name'), 'undecidable', 'dynamic'),
  validates('cs', 'Enter name', 'only said where it comes from', controller('[ApiController]', '[FromBody] string name'), 'fail', 'not_found'),

  registers('cs', 'UseAuthentication', 'called on the application', program('app.UseAuthentication();\n'), 'pass', 'unconditional'),
  registers('cs', 'UseAuthentication', 'a comment', program('// app.UseAuthentication();\n'), 'fail', 'not_found'),
  registers('cs', 'UseAuthentication', 'another one of a longer name', program('app.UseAuthenticationLater();\n'), 'fail', 'not_found'),
  registers('cs', 'UseHsts', 'under a condition', program('if (!app.Environment.IsDevelopment()) app.UseHsts();\n'), 'pass', 'called'),
  registers('cs', 'UseHsts', 'left out of every build', program('#if false\napp.UseHsts();\n#endif\n'), 'fail', 'dead_code'),
  registers('cs', 'GateMiddleware', 'by its type', program('app.UseMiddleware<GateMiddleware>();\n'), 'pass', 'unconditional'),
  registers('cs', 'GateMiddleware', 'by its type as a value', program('app.UseMiddleware(typeof(GateMiddleware));\n'), 'pass', 'unconditional'),
  registers('cs', 'GateMiddleware', 'another type of a longer name', program('app.UseMiddleware<OpenGateMiddleware>();\n'), 'fail', 'not_found'),
  registers('cs', 'GateMiddleware', 'added to the services, and to no application', program('builder.Services.AddTransient<GateMiddleware>();\n'), 'fail', 'not_found'),
  registers('cs', 'UseAuthentication', 'in a method that is given the application', inClass('    public void Configure(IApplicationBuilder app) { app.UseAuthentication(); }\n'), 'pass', 'called'),
  registers('cs', 'UseAuthentication', 'in a method of the class that nobody calls', inClass('    void Secure(IApplicationBuilder app) { app.UseAuthentication(); }\n'), 'fail', 'nested_not_called'),
  registers('cs', 'UseAuthentication', 'in a method of the class that another one calls', inClass('    public void Configure(IApplicationBuilder app) => Secure(app);\n    private void Secure(IApplicationBuilder app) { app.UseAuthentication(); }\n'), 'pass'),
  registers('cs', 'UseAuthentication', 'in a local function that nobody calls', program('void Secure() { app.UseAuthentication(); }\n'), 'fail', 'nested_not_called'),
  registers('cs', 'UseGate', 'what it is called on is no application', inClass('    public void Set(GateOptions options) { options.UseGate(); }\n'), 'undecidable', 'dynamic'),
  registers('cs', 'UseGate', 'only in a branch that may be another pipeline', program('app.UseWhen(c => c.Request.Path.StartsWithSegments("/door"), part => part.UseGate());\n'), 'undecidable', 'dynamic'),

  setsHeader('cs', 'X-Frame-Options', 'put into the headers of the response', program('app.Use(async (context, next) => { context.Response.Headers["X-Frame-Options"] = "DENY"; await next(); });\n'), 'pass', 'declared'),
  setsHeader('cs', 'X-Frame-Options', 'appended', inClass('    public Task Invoke(HttpContext context) { context.Response.Headers.Append("X-Frame-Options", "DENY"); return next(context); }\n'), 'pass'),
  setsHeader('cs', 'X-Frame-Options', 'by a property', inClass('    public void Mark(HttpResponse response) { response.Headers.XFrameOptions = "DENY"; }\n'), 'pass'),
  setsHeader('cs', 'X-Frame-Options', 'another property', inClass('    public void Mark(HttpResponse response) { response.Headers.XContentTypeOptions = "nosniff"; }\n'), 'fail', 'not_found'),
  setsHeader('cs', 'X-Frame-Options', 'taken away', inClass('    public void Mark(HttpResponse response) { response.Headers.Remove("X-Frame-Options"); }\n'), 'fail', 'reference_only'),
  setsHeader('cs', 'X-Token', 'put into a request', inClass('    public void Ask(HttpRequestMessage request) { request.Headers.Add("X-Token", "a"); }\n'), 'fail', 'other_receiver'),
  setsHeader('cs', 'X-Door', 'the answer of another server is filled', inClass('    public void Fake(HttpResponseMessage response) { response.Headers.Add("X-Door", "shut"); }\n'), 'undecidable', 'dynamic'),
  setsHeader('cs', 'X-Door', 'in a method of the class that nobody calls', inClass('    void Mark(HttpResponse response) { response.Headers.Append("X-Door", "shut"); }\n'), 'fail', 'nested_not_called'),
];
