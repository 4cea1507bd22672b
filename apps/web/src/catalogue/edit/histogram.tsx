import { t } from '../../text/text.ts';
import type { Bin } from './bins.ts';

interface Properties {
  readonly bins: readonly Bin[];
  readonly chosen: readonly [number, number] | undefined;
  readonly onChoose: (span: readonly [number, number] | undefined) => void;
}

/** How sure the members of a class are: a click on a bar shows those of it. */
export function Histogram({ bins, chosen, onChoose }: Properties) {
  const most = Math.max(...bins.map(({ count }) => count), 1);
  return (
    <div class="histogram" role="group" aria-label={t.members.histogram}>
      {bins.map(({ from, to, count }) => {
        const pressed = chosen?.[0] === from;
        const label = t.members.bar(from, to, count);
        return (
          <button
            key={from}
            type="button"
            aria-pressed={pressed}
            aria-label={label}
            title={label}
            disabled={count === 0}
            style={{ '--share': count / most }}
            onClick={() => onChoose(pressed ? undefined : [from, to])}
          >
            <span class="bar" />
            <span aria-hidden="true">{t.share(from)}</span>
          </button>
        );
      })}
    </div>
  );
}
