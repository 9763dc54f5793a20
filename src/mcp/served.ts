/** What a server serves, apart from how it is reached: the product's own in `product.ts`; a test serves other things the same way. */
import type { CallToolResult, CompleteResult, GetPromptResult, InputRequiredResult, Prompt, ReadResourceResult, Resource, ResourceTemplateType, ServerContext, ServerOptions, Tool } from '@modelcontextprotocol/server';

/** What is known of the request that is answered, and of who sent it. */
export interface Caller {
  readonly context: ServerContext;
  /** Whether the client can put a form before a person. */
  readonly asksPeople: boolean;
}

export interface Served {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** What an agent should know before it begins. */
  readonly instructions: string;
  /** What else the SDK's server should be told; the product has nothing to add. */
  readonly options?: ServerOptions;
  readonly tools: {
    list(): readonly Tool[];
    /** Throws a ProtocolError for a name that is not listed. */
    call(name: string, input: Readonly<Record<string, unknown>>, caller: Caller): Promise<CallToolResult | InputRequiredResult>;
  };
  readonly resources: {
    list(signal: AbortSignal): Promise<readonly Resource[]>;
    templates(): readonly ResourceTemplateType[];
    /** Throws ResourceNotFoundError. */
    read(uri: string, signal: AbortSignal): Promise<ReadResourceResult>;
    /** Calls back with the addresses of resources that changed; gives what ends that. */
    onDidChange(listener: (uris: readonly string[]) => void): () => void;
  };
  readonly prompts: {
    list(): readonly Prompt[];
    get(name: string, words: Readonly<Record<string, string>>, caller: Caller): Promise<GetPromptResult | InputRequiredResult>;
  };
  /** Words for an argument of a template or a prompt that begin with what was typed. */
  complete(asked: Completion): Promise<CompleteResult['completion']>;
}

export interface Completion {
  /** The address of the template, or the name of the prompt. */
  readonly of: string;
  readonly argument: string;
  readonly typed: string;
  /** The other arguments, as far as they are known. */
  readonly known: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}
