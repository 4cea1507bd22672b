import { t } from '../../text/text.ts';
import { Legend } from './bar-chart.tsx';

/** A line of a chart: shares, 0 to 1, one for each place. */
export interface Curve {
  readonly name: string;
  readonly values: readonly number[];
}

interface Properties {
  readonly title: string;
  /** What the chart says, in a sentence. */
  readonly label: string;
  readonly places: readonly number[];
  readonly curves: readonly Curve[];
}

const WIDTH = 340;
const HEIGHT = 220;
const MARGIN = { top: 14, right: 24, bottom: 28, left: 46 };
const LINES = [0, 0.25, 0.5, 0.75, 1];

/** How much is found among the first so many: a line for each method, steps as far apart as the places are. */
export function CurveChart({ title, label, places, curves }: Properties) {
  const last = places.at(-1) ?? 1;
  const x = (place: number) =>
    MARGIN.left + ((WIDTH - MARGIN.left - MARGIN.right) * (place - 1)) / Math.max(last - 1, 1);
  const y = (share: number) => MARGIN.top + (HEIGHT - MARGIN.top - MARGIN.bottom) * (1 - share);
  return (
    <figure class="chart-frame">
      <figcaption>{title}</figcaption>
      <Legend series={curves.map(({ name }) => name)} />
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} role="img" aria-label={label}>
        {LINES.map((share) => (
          <g key={share}>
            <line class="chart-line" x1={MARGIN.left} x2={x(last)} y1={y(share)} y2={y(share)} />
            <text class="chart-axis" x={MARGIN.left - 8} y={y(share) + 4} text-anchor="end">
              {t.share(share)}
            </text>
          </g>
        ))}
        {places.map((place) => (
          <text key={place} class="chart-name" x={x(place)} y={HEIGHT - 8} text-anchor="middle">
            {t.quality.recallAt(place)}
          </text>
        ))}
        {curves.map(({ name, values }, at) => (
          <g key={name} data-series={at}>
            <polyline
              class="chart-curve"
              points={values.map((value, index) => `${x(places[index] ?? 1)},${y(value)}`).join(' ')}
            />
            {values.map((value, index) => (
              <circle key={index} class="chart-dot" cx={x(places[index] ?? 1)} cy={y(value)} r={3.5}>
                <title>{`${name}, ${t.quality.recallAt(places[index] ?? 1)}: ${t.share(value)}`}</title>
              </circle>
            ))}
          </g>
        ))}
      </svg>
    </figure>
  );
}
