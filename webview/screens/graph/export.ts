/** The graph as a file: what is drawn, all of it and near, in the colours and the font of the theme. */
import type { ScreenHost } from '../../host.ts';
import { l10n } from '../../l10n.ts';
import { CanvasSurface } from './paint/canvas-surface.ts';
import { paintScene } from './paint/paint-scene.ts';
import { SvgSurface } from './paint/svg-surface.ts';
import { readTheme, type GraphTheme } from './paint/theme.ts';
import type { ViewState } from './paint/view-state.ts';
import { grown } from './scene/hit.ts';
import type { Scene } from './scene/scene.ts';

/** No browser draws a larger canvas for sure. */
const mostPixels = 8192;
const margin = 24;

/** Hands the file to the host, which asks where to. Resolves with what to say about it. */
export async function exportGraph(host: ScreenHost, scene: Scene, state: ViewState, title: string, format: 'svg' | 'png'): Promise<string> {
  const theme = readTheme(document.querySelector('.graph') ?? document.body);
  // What the pointer is over is not part of the picture.
  const { hover: _hover, dragging: _dragging, focus: _focus, ...shown } = state;
  const still: ViewState = { ...shown, selected: new Set() };
  const data = format === 'svg' ? new TextEncoder().encode(svgOf(scene, still, title, theme)) : await pngOf(scene, still, theme);
  return host.save(`${fileName(title)}.${format}`, data);
}

/** The SVG text of a scene; the theme is resolved, and names are escaped. */
function svgOf(scene: Scene, state: ViewState, title: string, theme: GraphTheme): string {
  const context = document.createElement('canvas').getContext('2d')!;
  const surface = new SvgSurface(theme.family, (text, size, bold) => {
    context.font = `${bold ? '600 ' : ''}${size}px ${theme.family}`;
    return context.measureText(text).width;
  });
  const view = grown(scene.bounds, margin);
  paintScene(surface, theme, scene, state, view, 1);
  return surface.file(view, theme.ground, title);
}

async function pngOf(scene: Scene, state: ViewState, theme: GraphTheme): Promise<Uint8Array> {
  const view = grown(scene.bounds, margin);
  const scale = Math.min(2, mostPixels / view.width, mostPixels / view.height);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.ceil(view.width * scale), Math.ceil(view.height * scale)];
  const context = canvas.getContext('2d')!;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, -view.x * scale, -view.y * scale);
  paintScene(new CanvasSurface(context, theme.family), theme, scene, state, view, Math.max(scale, 0.3));
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error(l10n.t('The picture is too large for this browser. Export it as SVG.'));
  return new Uint8Array(await blob.arrayBuffer());
}

function fileName(title: string): string {
  return title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '').toLowerCase().slice(0, 60) || 'graph';
}
