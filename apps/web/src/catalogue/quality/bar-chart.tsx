import { t } from '../../text/text.ts';

/** Bars that are compared with one another. */
export interface BarGroup {
  readonly name: string;
  /** Shares, 0 to 1, in the order of the series. */
  readonly values: readonly number[];
}

interface Properties {
  /** What the chart says, in a sentence. */
  readonly label: string;
  readonly series: readonly string[];
  readonly groups: readonly BarGroup[];
}

const HEIGHT = 220;
const TOP = 20;
const BOTTOM = 26;
const LEFT = 46;
const BAR = 28;
const GAP = 5;
const BETWEEN = 30;
const LINES = [0, 0.25, 0.5, 0.75, 1];

/** Grouped bars from 0 to 100 %, each with its figure. */
export function BarChart({ label, series, groups }: Properties) {
  const groupWidth = series.length * (BAR + GAP) - GAP;
  const width = LEFT + groups.length * (groupWidth + BETWEEN);
  const y = (share: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  return (
    <figure class="chart-frame">
      <Legend series={series} />
      <div class="chart-scroll" tabIndex={0} role="group" aria-label={label}>
        <svg class="chart" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} role="img" aria-label={label}>
          {LINES.map((share) => (
            <g key={share}>
              <line class="chart-line" x1={LEFT} x2={width} y1={y(share)} y2={y(share)} />
              <text class="chart-axis" x={LEFT - 8} y={y(share) + 4} text-anchor="end">
                {t.share(share)}
              </text>
            </g>
          ))}
          {groups.map(({ name, values }, group) => {
            const left = LEFT + BETWEEN / 2 + group * (groupWidth + BETWEEN);
            return (
              <g key={name}>
                {values.map((value, at) => {
                  const x = left + at * (BAR + GAP);
                  return (
                    <g key={at} data-series={at}>
                      <rect
                        class="chart-bar"
                        x={x}
                        y={y(value)}
                        width={BAR}
                        height={y(0) - y(value)}
                        rx={4}
                      />
                      <text class="chart-value" x={x + BAR / 2} y={y(value) - 6} text-anchor="middle">
                        {t.share(value)}
                      </text>
                    </g>
                  );
                })}
                <text class="chart-name" x={left + groupWidth / 2} y={HEIGHT - 8} text-anchor="middle">
                  {name}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </figure>
  );
}

/** Which color is what. */
export function Legend({ series }: { series: readonly string[] }) {
  return (
    <ul class="legend">
      {series.map((name, at) => (
        <li key={name} data-series={at}>
          {name}
        </li>
      ))}
    </ul>
  );
}
