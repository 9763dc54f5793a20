/** The layout off the page's own thread. It is bundled into a text of its own, from which the page starts it. */
import type { GraphLayout, LayoutInput, LayoutMemory } from './graph-layout.ts';
import { layOut } from './lay-out.ts';

export interface LayoutRequest {
  readonly ticket: number;
  readonly input: LayoutInput;
  readonly memory: LayoutMemory | undefined;
}

export interface LayoutReply {
  readonly ticket: number;
  readonly layout: GraphLayout;
}

onmessage = ({ data }: MessageEvent<LayoutRequest>): void => {
  postMessage({ ticket: data.ticket, layout: layOut(data.input, data.memory) } satisfies LayoutReply);
};
