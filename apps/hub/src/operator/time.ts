/** RFC 3339 with a zone; years of four digits, seconds with up to nine fractions. */
const DATE_TIME = /^(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2}:\d{2})(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch; null for what is no RFC 3339 time or no day of the calendar. */
export function readTime(text: string): number | null {
  const [, day, clock, fraction = '', zone] = DATE_TIME.exec(text) ?? [];
  if (day === undefined || clock === undefined || zone === undefined) return null;
  // Date would take 30 February for 2 March.
  const isDay = new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) === true;
  const ms = Date.parse(`${day}T${clock}${fraction.slice(0, 4)}${zone.toUpperCase()}`);
  return isDay && !Number.isNaN(ms) ? ms : null;
}

/** RFC 3339 in UTC with milliseconds. */
export function writeTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** As {@link writeTime}; null stays null. */
export function writeTimeOrNull(ms: number | null): string | null {
  return ms === null ? null : writeTime(ms);
}
