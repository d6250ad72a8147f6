const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?Z?$/;
/** More than any text this type allows: longer ones are not looked at. */
const MAX_LENGTH = 30;

/**
 * Reads an OCPI DateTime as milliseconds since the epoch, or null when it is none. Without a zone it is UTC; an offset, even
 * +00:00, is refused ("not the same as UTC"); fractions finer than a millisecond are cut. OCPI 2.2.1, Types > DateTime.
 */
export function parseOcpiDateTime(text: string): number | null {
  // Date.parse alone accepts "1" and 30 February, and reads a text without zone in the server's own.
  const parts = text.length <= MAX_LENGTH ? DATE_TIME.exec(text) : null;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return null;
  // A leap second has no place in milliseconds since the epoch, so :60 is refused with the rest.
  if (hour > 23 || minute > 59 || second > 59) return null;
  const milliseconds = (parts[7] ?? '').slice(0, 3).padEnd(3, '0');
  return Date.parse(`${text.slice(0, 19)}.${milliseconds}Z`);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
