import type { Schemas } from '../core/api';

type Day = Schemas['DayFigures'];
const DAY_MS = 86_400_000;
const SHOWN = 90;

/** Days without a gap from the first to today (UTC), the last 90: on those left out nothing happened. */
export function everyDay(known: readonly Day[], now = Date.now()): Day[] {
  const [first] = known;
  if (!first) return [];
  const byDay = new Map(known.map((each) => [each.day, each]));
  const end = Math.floor(now / DAY_MS) * DAY_MS;
  const begin = Math.max(Date.parse(first.day), end - (SHOWN - 1) * DAY_MS);
  const count = Math.max(0, Math.round((end - begin) / DAY_MS)) + 1;
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(begin + index * DAY_MS).toISOString().slice(0, 10);
    return byDay.get(day) ?? { day, enrollment_count: 0, completed_count: 0, active_count: 0 };
  });
}
