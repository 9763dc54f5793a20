/** How C# programs take part in HTTP: ASP.NET Core, and the responses of what came before it. */
import type { WebTraits } from '../../code/behaviour-traits.ts';

const none = /^$a/;
const reachable = new Set(['public', 'internal', 'protected', 'explicit', 'override', 'abstract', 'virtual', 'partial']);

export const csharpWeb: WebTraits = {
  modules: /^Microsoft\.AspNetCore(\.|$)/,
  makers: /^(Microsoft\.AspNetCore\.Builder\.)?WebApplication\.Create(Builder|SlimBuilder|EmptyBuilder)?$/,
  applicationNames: /^_?app(lication)?$/,
  applicationTypes: /^(IApplicationBuilder|WebApplication|IAppBuilder)$/,
  registers: new Set(['Use']),
  registersByName: /^Use[A-Z]\w*$/,
  routes: new Set(['MapGet', 'MapPost', 'MapPut', 'MapPatch', 'MapDelete', 'Map']),
  // Without a word a member belongs to its class alone; programs begin in Main.
  hiddenMethod: (words, name) => name !== 'Main' && !words.some((word) => reachable.has(word)),
  hiddenNames: none,
  responseNames: /^_?(response|Response|httpResponse|resp)$/,
  responseTypes: /^HttpResponse(Base)?$/,
  otherTypes: /^(HttpResponseMessage|HttpRequestMessage|HttpRequest|HttpClient|IHeaderDictionary|WebHeaderCollection)$/,
  requestNames: /^_?(request|req|Request|client|httpClient|requestMessage|message)$/,
  responseMakers: none,
  headerSetters: new Set(['Add', 'Append', 'TryAdd', 'TryAddWithoutValidation', 'AddHeader', 'AppendHeader', 'Set']),
  responseOnlySetters: new Set(),
  headerMaps: new Set(['Headers']),
  headerProperties: true,
  headerRemovers: new Set(['Remove']),
  implied: [],
};
