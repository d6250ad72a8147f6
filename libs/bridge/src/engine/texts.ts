// What may be done to a text so that the other side can say it: never to an id.

/** Letters that Unicode does not take apart. */
const ASCII_OF: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '€': 'EUR',
  '\u00a0': ' ',
};

/** A combining mark, or any character beyond printable ASCII. */
const NOT_ASCII = /[\u0300-\u036f]|[^\x20-\x7e]/gu;

/** The text in printable ASCII: accents fall off, a letter without likeness becomes a question mark. */
export function asciiOf(text: string): string {
  return text.normalize('NFD').replace(NOT_ASCII, (character) => {
    const isMark = character >= '\u0300' && character <= '\u036f';
    return isMark ? '' : (ASCII_OF[character] ?? '?');
  });
}

/** The first `most` characters (Unicode code points); what lies far behind them is not looked at. */
export function cutText(text: string, most: number): string {
  return text.length <= most
    ? text
    : Array.from(text.slice(0, most * 2))
        .slice(0, most)
        .join('');
}

/** A character and the marks on it. */
const MARKED = 8;

/** As much of a text as can matter where only `most` characters of it are said: reshaping a text of megabytes takes seconds. */
export function upTo(text: string, most: number): string {
  return text.length <= most * MARKED ? text : text.slice(0, most * MARKED);
}

const WITHOUT_FRACTION = '2025-06-30T21:59:59'.length;

/** A DateTime without its fraction of a second; OCPI 2.1.1, Types > DateTime has none. */
export function wholeSeconds(text: string): string {
  return text.slice(0, WITHOUT_FRACTION) + (text.endsWith('Z') ? 'Z' : '');
}

const DEGREES = /^(-?)(\d{1,3})\.(\d+)$/;
const SIX = 6;

/** A coordinate with exactly six decimals, as OCPI 2.1.1 has it, or null when it is none. */
export function sixDecimals(text: string): string | null {
  const match = DEGREES.exec(text);
  if (match === null) return null;
  const [, sign = '', whole = '', decimals = ''] = match;
  if (decimals.length <= SIX) return `${sign}${whole}.${decimals.padEnd(SIX, '0')}`;
  // Whole numbers of millionths: a double would round some of them the other way.
  const rounded = Number(whole) * 1_000_000 + Number(decimals.slice(0, SIX)) + (Number(decimals[SIX]) >= 5 ? 1 : 0);
  return `${sign}${Math.floor(rounded / 1_000_000)}.${String(rounded % 1_000_000).padStart(SIX, '0')}`;
}

const MONEY_STEPS = 1e4;

/** An amount with the four decimals that a number may have (Types > number). */
export function fourDecimals(amount: number): number {
  return Math.round(amount * MONEY_STEPS) / MONEY_STEPS;
}
