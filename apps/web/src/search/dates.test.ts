import { describe, expect, it } from 'vitest';
import { allYears, byYears, dateSpans, isDate, isYear, partsOf, spanOf, yearOf } from './dates.ts';

describe('spans of time', () => {
  const spans = dateSpans(new Date('2026-03-05T10:00:00Z'));

  it('cover every day since 1970 once', () => {
    const ordered = [...spans].sort((a, b) => (a.from < b.from ? -1 : 1));
    expect(ordered[0]?.from).toBe('1970-01-01');
    expect(ordered.at(-1)?.to).toBe('2027-01-01');
    ordered.slice(1).forEach(({ from }, index) => expect(from).toBe(ordered[index]?.to));
  });

  it('are months of late, and years before', () => {
    expect(spans[0]).toEqual({ from: '2026-12-01', to: '2027-01-01' });
    expect(spans.filter(isYear).map(({ from }) => from.slice(0, 4))[0]).toBe('2023');
    expect(isYear({ from: '2026-01-01', to: '2026-02-01' })).toBe(false);
  });

  it('stand under their years, the empty ones left out', () => {
    const counted = [
      { from: '2026-02-01', to: '2026-03-01', count: 2 },
      { from: '2026-01-01', to: '2026-02-01', count: 0 },
      { from: '2025-12-01', to: '2026-01-01', count: 1 },
      { ...yearOf(1999), count: 7 },
    ];
    expect(byYears(counted)).toEqual([
      { year: 2026, count: 2, months: [counted[0]] },
      { year: 2025, count: 1, months: [counted[2]] },
      { year: 1999, count: 7, months: [] },
    ]);
  });

  it.each(['2024-05-01', '2024-05-01T10:12:00Z'])('%s is a date', (text) => expect(isDate(text)).toBe(true));
  it.each(['2024', 'May 2024', '2024-13-41', '1234-5678'])('%s is none', (text) =>
    expect(isDate(text)).toBe(false),
  );

  it('are years, months and days, each in parts of the next', () => {
    expect(spanOf('2024')).toEqual({ from: '2024-01-01', to: '2025-01-01' });
    expect(spanOf('2024-12')).toEqual({ from: '2024-12-01', to: '2025-01-01' });
    expect(spanOf('2024-02-29')).toEqual({ from: '2024-02-29', to: '2024-03-01' });
    for (const none of ['', '24', '2024-13', '2024-02-30', '2024-5', 'soon'])
      expect(spanOf(none)).toBeUndefined();
    expect(partsOf('2024').slice(0, 2)).toEqual(['2024-12', '2024-11']);
    expect(partsOf('2024')).toHaveLength(12);
    expect(partsOf('2024-02')).toHaveLength(29);
    expect(partsOf('2024-02').at(-1)).toBe('2024-02-01');
    expect(partsOf('2024-02-29')).toEqual([]);
    const years = allYears(new Date('2026-03-05T10:00:00Z'));
    expect([years[0], years.at(-1)]).toEqual(['2026', '1970']);
  });
});
