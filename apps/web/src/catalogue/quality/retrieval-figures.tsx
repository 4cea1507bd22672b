import { t } from '../../text/text.ts';
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
      <p>{t.quality.retrievalSummary(pictures, captions, pack)}</p>
      <div class="charts">
        {DIRECTIONS.map((direction) => (
          <CurveChart
            key={direction}
            title={t.quality.direction[direction]}
            label={t.quality.curveLabel(t.quality.direction[direction])}
            places={CUTS}
            curves={names.map((method) => ({
              name: t.quality.method(method),
              values: recalls(methods[method]![direction]),
            }))}
          />
        ))}
        {DIRECTIONS.map((direction) => {
          const grouped = names.flatMap((method) => {
            const { seen, unseen, harmonicMean } = methods[method]![direction];
            if (!seen || !unseen || !harmonicMean) return [];
            const values = [seen, unseen, harmonicMean].map((figures) => figures['R@1'] / 100);
            return [{ name: t.quality.method(method), values }];
          });
          if (grouped.length === 0) return null;
          return (
            <div key={direction}>
              <h3>{t.quality.groups(t.quality.direction[direction])}</h3>
              <BarChart
                label={t.quality.groups(t.quality.direction[direction])}
                series={[t.catalogue.seen, t.catalogue.unseen, t.quality.harmonic]}
                groups={grouped}
              />
            </div>
          );
        })}
      </div>
      <div class="table-frame" tabIndex={0} role="region" aria-label={t.quality.allFigures}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t.quality.methodName}</th>
              <th scope="col">{t.quality.directionName}</th>
              {[...CUTS.map((cut) => t.quality.recallAt(cut)), 'mAP', t.quality.medianRank].map((name) => (
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
                    <th scope="row">{t.quality.method(method)}</th>
                    <td>{t.quality.direction[direction]}</td>
                    {[...CUTS.map((cut) => figures[`R@${cut}`]), figures.mAP].map((value, at) => (
                      <td key={at} class="end">
                        {value.toFixed(1)}
                      </td>
                    ))}
                    <td class="end">{t.number(figures.medianRank)}</td>
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
