import { en } from '../../text/en.ts';
import { BarChart } from './bar-chart.tsx';
import { CurveChart } from './curve-chart.tsx';
import { CUTS, DIRECTIONS, type DirectionFigures, type RetrievalReport } from './figures.ts';

/** Curves of recall in both directions, seen and unseen classes where they are known, and all the figures. */
export function RetrievalFigures({ result }: { result: object }) {
  // The document of the API leaves the result open.
  const { methods, pictures, captions, pack } = result as RetrievalReport;
  const names = Object.keys(methods);
  const recalls = (figures: DirectionFigures) => CUTS.map((cut) => figures[`R@${cut}`] / 100);
  return (
    <div class="retrieval">
      <p>{en.quality.retrievalSummary(pictures, captions, pack)}</p>
      <div class="charts">
        {DIRECTIONS.map((direction) => (
          <CurveChart
            key={direction}
            title={en.quality.direction[direction]}
            label={en.quality.curveLabel(en.quality.direction[direction])}
            places={CUTS}
            curves={names.map((method) => ({
              name: en.quality.method(method),
              values: recalls(methods[method]![direction]),
            }))}
          />
        ))}
        {DIRECTIONS.map((direction) => {
          const grouped = names.flatMap((method) => {
            const { seen, unseen, harmonicMean } = methods[method]![direction];
            if (!seen || !unseen || !harmonicMean) return [];
            const values = [seen, unseen, harmonicMean].map((figures) => figures['R@1'] / 100);
            return [{ name: en.quality.method(method), values }];
          });
          if (grouped.length === 0) return null;
          return (
            <div key={direction}>
              <h3>{en.quality.groups(en.quality.direction[direction])}</h3>
              <BarChart
                label={en.quality.groups(en.quality.direction[direction])}
                series={[en.catalogue.seen, en.catalogue.unseen, en.quality.harmonic]}
                groups={grouped}
              />
            </div>
          );
        })}
      </div>
      <div class="table-frame" tabIndex={0} role="region" aria-label={en.quality.allFigures}>
        <table>
          <thead>
            <tr>
              <th scope="col">{en.quality.methodName}</th>
              <th scope="col">{en.quality.directionName}</th>
              {[...CUTS.map((cut) => en.quality.recallAt(cut)), 'mAP', en.quality.medianRank].map((name) => (
                <th key={name} scope="col" class="end">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {names.flatMap((method) =>
              DIRECTIONS.map((direction) => {
                const figures = methods[method]![direction];
                return (
                  <tr key={`${method} ${direction}`}>
                    <th scope="row">{en.quality.method(method)}</th>
                    <td>{en.quality.direction[direction]}</td>
                    {[...CUTS.map((cut) => figures[`R@${cut}`]), figures.mAP].map((value, at) => (
                      <td key={at} class="end">
                        {value.toFixed(1)}
                      </td>
                    ))}
                    <td class="end">{en.number(figures.medianRank)}</td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
    </div>
  );
}
