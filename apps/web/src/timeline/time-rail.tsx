import { useEffect, useMemo, useRef } from 'preact/hooks';
import { allYears, partsOf } from '../search/dates.ts';
import type { Query } from '../search/query.ts';
import { t } from '../text/text.ts';
import { type CountedSpan, useSpans } from './use-spans.ts';
import './time-rail.css';

interface Properties {
  readonly query: Query;
  /** The dates the list is sorted by. */
  readonly field: string;
  /** Whether the oldest come first. */
  readonly upwards: boolean;
  /** The day in sight, `2024-05-17`, or the month or year as far as that is known; undefined where there is none. */
  readonly day: string | undefined;
  /** Goes to a year, a month or a day. */
  readonly onJump: (moment: string) => void;
}

/** The years, months and days of a list beside it: a click goes there, and what is in sight is marked. */
export function TimeRail({ query, field, upwards, day, onJump }: Properties) {
  const year = day?.slice(0, 4);
  const month = day !== undefined && day.length >= 7 ? day.slice(0, 7) : undefined;
  const years = useSpans(
    query,
    field,
    useMemo(() => allYears(new Date()), []),
  );
  const months = useSpans(query, field, year === undefined ? [] : partsOf(year));
  const days = useSpans(query, field, month === undefined ? [] : partsOf(month));
  const nav = useRef<HTMLElement>(null);
  // What is in sight is in sight here, too.
  useEffect(() => {
    const here = nav.current?.querySelector<HTMLElement>('[aria-current]:last-of-type');
    const list = nav.current;
    if (!here || !list) return;
    const [box, frame] = [here.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollBy({
      left: box.left < frame.left || box.right > frame.right ? box.left - frame.left - 48 : 0,
      top: box.top < frame.top || box.bottom > frame.bottom ? box.top - frame.top - frame.height / 3 : 0,
    });
  }, [day, months, days]);
  if (years.length === 0) return null;
  const ordered = (spans: readonly CountedSpan[]) => (upwards ? [...spans].reverse() : spans);
  const button = ({ moment, count }: CountedSpan, name: string, here: string | undefined) => (
    <button
      key={moment}
      type="button"
      data-of={['year', '', '', 'month', '', '', 'day'][moment.length - 4]}
      aria-current={moment === here ? 'date' : undefined}
      title={t.timeline.goTo(moment, count)}
      onClick={() => onJump(moment)}
    >
      {name}
      <span class="visually-hidden">{t.timeline.holds(count)}</span>
    </button>
  );
  return (
    <nav ref={nav} class="time-rail" aria-label={t.timeline.title}>
      {ordered(years).flatMap((of) => [
        button(of, of.moment, year),
        ...(of.moment === year ? ordered(months) : []).flatMap((inYear) => [
          button(inYear, t.timeline.month(inYear.moment), month),
          ...(inYear.moment === month ? ordered(days) : []).map((inMonth) =>
            button(inMonth, String(Number(inMonth.moment.slice(8))), day),
          ),
        ]),
      ])}
    </nav>
  );
}
