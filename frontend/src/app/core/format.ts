import { Injectable, computed, inject } from '@angular/core';
import { Locale } from './locale';

const HOUR_MIN = 60;
const MINUTE_S = 60;
const HOUR_S = 3600;
const DAY_S = 86_400;
const WEEK_S = 604_800;
const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
const KILO = 1000;

/** Dates, prices and plurals as the shown language writes them (Western digits throughout). */
@Injectable({ providedIn: 'root' })
export class Format {
  private readonly locale = inject(Locale);
  private readonly tag = computed(() => `${this.locale.lang()}-u-nu-latn`);
  private readonly plurals = computed(() => new Intl.PluralRules(this.tag()));

  /** A day, such as 4 March 2026. */
  date(iso: string): string {
    return new Intl.DateTimeFormat(this.tag(), { dateStyle: 'long' }).format(new Date(iso));
  }

  /** A day and the time of it, such as 4 March 2026 at 10:00. */
  moment(iso: string): string {
    const options = { dateStyle: 'long', timeStyle: 'short' } as const;
    return new Intl.DateTimeFormat(this.tag(), options).format(new Date(iso));
  }

  /** A day of a chart (UTC, as the server counts them), such as 4 Mar. */
  day(iso: string): string {
    const options = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.tag(), options).format(new Date(iso));
  }

  /** How long ago something happened, up to a week; then its date. */
  since(iso: string, now = Date.now()): string {
    const seconds = Math.min(0, Math.round((Date.parse(iso) - now) / 1000));
    const relative = new Intl.RelativeTimeFormat(this.tag(), { numeric: 'auto' });
    if (-seconds < MINUTE_S) return relative.format(0, 'second');
    if (-seconds < HOUR_S) return relative.format(Math.ceil(seconds / MINUTE_S), 'minute');
    if (-seconds < DAY_S) return relative.format(Math.ceil(seconds / HOUR_S), 'hour');
    if (-seconds < WEEK_S) return relative.format(Math.ceil(seconds / DAY_S), 'day');
    return this.date(iso);
  }

  price(amount: string, currency: string): string {
    return new Intl.NumberFormat(this.tag(), { style: 'currency', currency }).format(
      Number(amount),
    );
  }

  /** A length of time, such as 3 hr 20 min. */
  duration(minutes: number): string {
    const hours = Math.floor(minutes / HOUR_MIN);
    const rest = minutes % HOUR_MIN;
    if (hours === 0) return this.unit(rest, 'minute');
    return rest === 0
      ? this.unit(hours, 'hour')
      : `${this.unit(hours, 'hour')} ${this.unit(rest, 'minute')}`;
  }

  seconds(value: number): string {
    return this.unit(value, 'second');
  }

  /** A time span as a clock shows it, such as 1:05:09 or 5:09. */
  clock(seconds: number): string {
    const two = (value: number) => String(value).padStart(2, '0');
    const minutes = Math.floor((seconds % HOUR_S) / MINUTE_S);
    const hours = Math.floor(seconds / HOUR_S);
    const rest = two(seconds % MINUTE_S);
    return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
  }

  percent(value: number): string {
    return new Intl.NumberFormat(this.tag(), { style: 'percent' }).format(value / 100);
  }

  number(value: number): string {
    return new Intl.NumberFormat(this.tag(), { maximumFractionDigits: 2 }).format(value);
  }

  /** The size of a file, such as 1.2 MB. */
  bytes(count: number): string {
    const power = Math.floor(Math.log10(Math.max(1, count)) / Math.log10(KILO));
    const step = Math.min(power, BYTE_UNITS.length - 1);
    return new Intl.NumberFormat(this.tag(), {
      style: 'unit',
      unit: BYTE_UNITS[step] ?? 'byte',
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(count / KILO ** step);
  }

  /** The name of a language in the shown one, such as "French". */
  language(code: string): string {
    return new Intl.DisplayNames(this.tag(), { type: 'language' }).of(code) ?? code;
  }

  /** The plural category of a count: zero, one, two, few, many or other. */
  plural(count: number): Intl.LDMLPluralRule {
    return this.plurals().select(count);
  }

  private unit(value: number, unit: 'hour' | 'minute' | 'second'): string {
    return new Intl.NumberFormat(this.tag(), { style: 'unit', unit, unitDisplay: 'short' }).format(
      value,
    );
  }
}
