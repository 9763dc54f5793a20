/** How the model stood over recorded runs: a drawing for the eye, and the same as a table. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Trend, TrendPoint } from '../../../src/protocol/screens/posture-screen.ts';
import { useWidth } from '../../design/use-width.ts';
import { wordOf } from '../../design/marks.ts';
import { l10n } from '../../l10n.ts';

const height = 170;
const room = { top: 8, right: 12, bottom: 22, left: 34 };

/** The heights of each run: mitigated below, then at risk, then unassessed. */
export interface Layer {
  readonly name: 'mitigated' | 'at_risk' | 'unassessed';
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export function layersOf(points: readonly TrendPoint[]): readonly Layer[] {
  const sums = [points.map(() => 0), points.map((one) => one.mitigated), points.map((one) => one.mitigated + one.atRisk), points.map((one) => one.mitigated + one.atRisk + one.unassessed)];
  return (['mitigated', 'at_risk', 'unassessed'] as const).map((name, index) => ({ name, from: sums[index]!, to: sums[index + 1]! }));
}

/** The outline of a layer. A run holds until the next one: between them nothing was looked at, so steps are drawn and no slopes. */
export function outlineOf({ from, to }: Layer, xs: readonly number[], y: (count: number) => number, end: number): string {
  if (xs.length === 0) return '';
  const there = xs.map((x, index) => `${index === 0 ? 'M' : 'H'}${x} ${index === 0 ? '' : 'V'}${y(to[index]!)}`).join('');
  const back = [...xs].reverse().map((x, index) => `V${y(from[xs.length - 1 - index]!)}H${x}`).join('');
  return `${there}H${end}${back}Z`;
}

export function TrendChart({ trend }: { readonly trend: Trend }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const width = Math.max(200, useWidth(place));
  const { points } = trend;
  const times = points.map(({ at }) => Date.parse(at));
  const [first, last] = [times[0] ?? 0, times.at(-1) ?? 1];
  // The newest run holds on: it is given some room behind it.
  const span = Math.max(1, (last - first) * 1.06);
  const x = (time: number): number => Math.round((room.left + ((time - first) / span) * (width - room.left - room.right)) * 10) / 10;
  const most = Math.max(1, ...points.map(({ mitigated, atRisk, unassessed }) => mitigated + atRisk + unassessed));
  const y = (count: number): number => Math.round((height - room.bottom - (count / most) * (height - room.top - room.bottom)) * 10) / 10;
  const xs = times.map(x);
  const end = width - room.right;
  const day = (time: string): string => time.slice(0, 10);
  const marks = [...new Set([0, Math.round(most / 2), most])];
  return (
    <div class="trend" ref={place}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false">
        <defs>
          <pattern id="trend-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" class="trend-hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="6" class="trend-hatch-line" />
          </pattern>
        </defs>
        {marks.map((count) => (
          <g key={count} class="trend-scale">
            <line x1={room.left} x2={end} y1={y(count)} y2={y(count)} />
            <text x={room.left - 6} y={y(count) + 4} text-anchor="end">
              {count}
            </text>
          </g>
        ))}
        {layersOf(points).map((layer) => <path key={layer.name} class={`trend-${layer.name}`} d={outlineOf(layer, xs, y, end)} />)}
        {points.map((point, index) => (
          <g key={point.run} data-tip={`${day(point.at)} · ${point.commit.slice(0, 10)} · ${pointWords(point)}`}>
            <rect x={xs[index]! - 5} y={room.top} width={10} height={height - room.top - room.bottom} class="trend-target" />
            <circle cx={xs[index]} cy={y(point.mitigated)} r={3} class="trend-point" />
          </g>
        ))}
        {points[0] && (
          <text class="trend-day" x={room.left} y={height - 5}>
            {day(points[0].at)}
          </text>
        )}
        {points.length > 1 && (
          <text class="trend-day" x={end} y={height - 5} text-anchor="end">
            {l10n.t('{0} and since', day(points.at(-1)!.at))}
          </text>
        )}
      </svg>
      <ul class="trend-key" aria-hidden="true">
        {(['mitigated', 'at_risk', 'unassessed'] as const).map((is) => (
          <li key={is}>
            <svg width="14" height="14" viewBox="0 0 14 14" focusable="false">
              <rect x="1" y="1" width="12" height="12" class={`trend-${is}`} />
            </svg>
            {wordOf({ of: 'status', is })}
          </li>
        ))}
      </ul>
      <details class="trend-numbers folds light">
        <summary>{l10n.t('As a table')}</summary>
        <div class="trend-table" tabIndex={0} role="region" aria-label={l10n.t('Recorded runs')}>
          <table>
            <caption class="unseen">{l10n.t('Recorded runs, the newest first')}</caption>
            <thead>
              <tr>
                <th scope="col">{l10n.t('day')}</th>
                <th scope="col">{l10n.t('commit')}</th>
                <th scope="col">{l10n.t('signed by')}</th>
                <th scope="col" class="count">{wordOf({ of: 'status', is: 'mitigated' })}</th>
                <th scope="col" class="count">{wordOf({ of: 'status', is: 'at_risk' })}</th>
                <th scope="col" class="count">{wordOf({ of: 'status', is: 'unassessed' })}</th>
              </tr>
            </thead>
            <tbody>
              {[...points].reverse().map((point) => (
                <tr key={point.run}>
                  <th scope="row">{day(point.at)}</th>
                  <td class="code">{point.commit.slice(0, 10)}</td>
                  <td>{point.signer}</td>
                  <td class="count">{point.mitigated}</td>
                  <td class="count">{point.atRisk}</td>
                  <td class="count">{point.unassessed}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

function pointWords({ mitigated, atRisk, unassessed }: TrendPoint): string {
  return l10n.t('{0} mitigated, {1} at risk, {2} unassessed', mitigated, atRisk, unassessed);
}
