/** An instant as a clock and a calendar of a time zone show it: digits, and the difference from UTC. */
export interface ZonedTime {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
  readonly second: string;
  /** `Z`, or such as `+02:00`. */
  readonly offset: string;
}

/** The instant in a time zone of this IANA name. */
export function timeInZone(instant: Date, timeZone: string): ZonedTime {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  const parts = new Map(format.formatToParts(instant).map(({type, value}) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '';
  const offset = part('timeZoneName').replace('GMT', '');
  return {
    year: part('year').padStart(4, '0'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
    offset: offset === '' || offset === '+00:00' ? 'Z' : offset,
  };
}

/** Such as `2026-11-23T14:05:00Z` or `2026-11-23T16:05:00+02:00`. */
export function isoInZone(instant: Date, timeZone: string): string {
  const {year, month, day, hour, minute, second, offset} = timeInZone(instant, timeZone);
  return `${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`;
}
