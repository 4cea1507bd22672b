import type { ClassAccuracy, ClassReport } from '@unseen/client';
import { t } from '../../text/text.ts';
import { SeenBadge } from '../seen-badge.tsx';
import { BarChart } from './bar-chart.tsx';

const SIDES = ['seen', 'unseen', 'harmonic'] as const;

/** Accuracy of seen and unseen classes and their harmonic mean, and each class, the worst first. */
export function ClassFiguresView({ report }: { report: ClassReport }) {
  const { figures, against } = report;
  const bars = (name: string, accuracy: ClassAccuracy) => ({
    name,
    values: SIDES.map((side) => accuracy[side]),
  });
  const groups = [
    bars(t.quality.top1, figures.top1),
    bars(t.quality.top5, figures.top5),
    bars(t.quality.uncalibrated, figures.uncalibrated),
    ...(against ? [bars(t.quality.before(against.figures.version), against.figures.top1)] : []),
  ];
  const worstFirst = [...figures.classes].sort((a, b) => a.accuracy - b.accuracy || b.items - a.items);
  return (
    <div class="figures">
      <div>
        <p>{t.quality.summary(report.items, report.unlabelled, figures.unknown)}</p>
        {against !== undefined && (
          <p class="gain" data-loss={against.harmonicGain < 0 || undefined}>
            {t.quality.gain(against.harmonicGain, against.figures.version)}
          </p>
        )}
        <BarChart
          label={t.quality.barsLabel(figures.top1.seen, figures.top1.unseen, figures.top1.harmonic)}
          series={[t.catalogue.seen, t.catalogue.unseen, t.quality.harmonic]}
          groups={groups}
        />
        <p class="muted small">
          {t.quality.harmonicHelp} {t.quality.ausuc(figures.ausuc)}
        </p>
      </div>
      <div>
        <h3>{t.quality.perClass}</h3>
        <div class="table-frame per-class" tabIndex={0} role="region" aria-label={t.quality.perClass}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.preview.neighbor}</th>
                <th scope="col" class="end">
                  {t.quality.items}
                </th>
                <th scope="col">{t.quality.right}</th>
              </tr>
            </thead>
            <tbody>
              {worstFirst.map(({ id, name, seen, items, accuracy }) => (
                <tr key={id}>
                  <th scope="row">
                    <a href={`/catalogue?class=${encodeURIComponent(id)}`}>{name}</a>{' '}
                    <SeenBadge seen={seen} />
                  </th>
                  <td class="end">{t.number(items)}</td>
                  <td>
                    <span class="metered">
                      <span class="meter" style={{ '--share': accuracy }} />
                      <span class="meter-value">{t.share(accuracy)}</span>
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}
