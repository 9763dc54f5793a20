/** The tools that a client has, and calls of them: from what the protocol carries to a desk, and from an answer or a refusal back. */
import { ProtocolError, ProtocolErrorCode, type CallToolResult, type InputRequiredResult, type Tool as ListedTool } from '@modelcontextprotocol/server';
import { printable } from '../project/printable.ts';
import { ToolRefusal } from '../tools/answer.ts';
import { failureOf } from '../tools/answer-text.ts';
import { callTool } from '../tools/call-tool.ts';
import type { Desk } from '../tools/desk.ts';
import { nearestTools } from '../tools/nearest-tools.ts';
import type { Tool } from '../tools/tool.ts';
import { refusalOf, resultOf } from './tool-results.ts';
import { AsksPerson, askPerson } from './ask-person.ts';
import { listedTool } from './listed-tool.ts';
import { progressOf } from './progress.ts';
import type { Caller, Served } from './served.ts';
import type { Workbench } from './workbench.ts';

export interface ToolCalls {
  readonly workbench: Workbench;
  /** Every tool that there is. */
  readonly all: readonly Tool[];
  /** Those that this server's clients have. */
  readonly on: readonly Tool[];
  readonly version: string;
  /** What went wrong and was not foreseen, for the server's own log. */
  readonly log: (line: string) => void;
}

/** How often an edit is tried again on a model that somebody else changed meanwhile. */
const mostTries = 5;

export function toolCalls({ workbench, all, on, version, log }: ToolCalls): Served['tools'] {
  const known = new Map(on.map((tool) => [tool.name, tool]));
  const tools = all.map((tool) => ({ tool, on: known.has(tool.name) }));
  const listed: readonly ListedTool[] = on.map(listedTool);
  return {
    list: () => listed,
    async call(name, input, caller): Promise<CallToolResult | InputRequiredResult> {
      const tool = known.get(name);
      if (!tool) throw unknownTool(name, all, known);
      try {
        return resultOf(await run(tool));
      } catch (error) {
        if (error instanceof AsksPerson) return error.result;
        if (error instanceof ToolRefusal) return refusalOf(error);
        if (caller.context.mcpReq.signal.aborted) throw error;
        log(`${name} broke: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        return refusalOf(failureOf(name, error));
      }

      async function run(one: Tool) {
        const once = () => callTool(one, input, deskOf(one, input, caller));
        if (one.effect === 'reads' || one.effect === 'runs') return once();
        return workbench.inTurn(async () => {
          for (let tries = 1; ; tries++) {
            try {
              return await once();
            } catch (error) {
              // What a person agreed to was the model as they were told of it.
              const again = error instanceof ToolRefusal && error.code === 'changed_meanwhile' && one.effect === 'edits' && tries < mostTries;
              if (!again) throw error;
            }
          }
        });
      }
    },
  };

  function deskOf(tool: Tool, input: unknown, caller: Caller): Desk {
    const { signal } = caller.context.mcpReq;
    const progress = progressOf(caller.context);
    let looked = false;
    return {
      async projects() {
        // Within a call the folders are looked at once; edits of its own are known.
        const found = await workbench.projects(signal, ({ step, done, total, file }) => progress(done, total, `${step}${file === undefined ? '' : ` ${printable(file)}`}`), looked);
        looked = true;
        return found;
      },
      writer: workbench.writer,
      checker: workbench.checker,
      ...(workbench.testPorts ? { testPorts: workbench.testPorts } : {}),
      askPerson: (question) => Promise.resolve().then(() => askPerson({ tool: tool.name, input }, question, caller)),
      progress,
      signal,
      now: workbench.now,
      chance: Math.random,
      tools,
      version,
    };
  }
}

/** Says what is there instead: a tool of nearly that name, or how to switch on one that this client does not have. */
function unknownTool(name: string, all: readonly Tool[], on: ReadonlyMap<string, Tool>): ProtocolError {
  const off = all.find((tool) => tool.name === name);
  if (off) {
    const how = off.effect === 'removes' ? 'the server was started without --allow-removal' : `it is in the toolsets ${off.toolsets.join(', ')}, which this server was started without`;
    return new ProtocolError(ProtocolErrorCode.InvalidParams, `Tool ${name} is not switched on: ${how}. Ask the person to start the server with --toolsets ${off.toolsets[0]}${off.effect === 'removes' ? ' --allow-removal' : ''}.`);
  }
  const near = nearestTools(name, [...on.values()], 3).map((tool) => tool.name);
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool ${printable(name.slice(0, 100))}. ${near.length > 0 ? `Did you mean ${near.join(' or ')}?` : 'find_tools finds tools by words.'}`);
}
