// Which time zone a place has. Countries, and parts of countries that lie apart, in which all clocks show the same are listed here: their
// zone holds up to the border. In countries of several zones the coordinates decide, but for places so near the edge of
// a zone that the map, which is no finer than a few kilometres, may err: an hour too much would turn opening hours and tariffs. Facts of the
// IANA time zone database and of ISO 3166-1.
import zoneOnMap from '@photostructure/tz-lookup';
import type { JsonObject } from '../bridge.js';

/** A zone and the box in which it is the only one: south, west, north, east in degrees. */
type Part = readonly [zone: string, south: number, west: number, north: number, east: number];

const COUNTRIES: Readonly<Record<string, readonly Part[]>> = {
  ALB: [['Europe/Tirane', 39.5, 19, 42.8, 21.2]],
  AND: [['Europe/Andorra', 42.3, 1.3, 42.8, 1.9]],
  ARE: [['Asia/Dubai', 22.5, 51, 26.5, 56.5]],
  AUT: [['Europe/Vienna', 46.2, 9.3, 49.2, 17.4]],
  BEL: [['Europe/Brussels', 49.3, 2.4, 51.7, 6.5]],
  BGR: [['Europe/Sofia', 41, 22.2, 44.4, 28.8]],
  BIH: [['Europe/Sarajevo', 42.4, 15.6, 45.4, 19.8]],
  CHE: [['Europe/Zurich', 45.7, 5.8, 47.9, 10.6]],
  CYP: [['Asia/Nicosia', 34.4, 32, 35.2, 34.2]],
  CZE: [['Europe/Prague', 48.4, 12, 51.2, 19]],
  DEU: [['Europe/Berlin', 47.2, 5.8, 55.2, 15.2]],
  DNK: [['Europe/Copenhagen', 54.4, 7.9, 57.9, 15.4]],
  ESP: [
    ['Europe/Madrid', 35.8, -9.5, 44, 4.6],
    ['Africa/Ceuta', 35.1, -5.5, 35.79, -2.7],
    ['Atlantic/Canary', 27.4, -18.4, 29.6, -13.2],
  ],
  EST: [['Europe/Tallinn', 57.4, 21.6, 59.9, 28.3]],
  FIN: [['Europe/Helsinki', 59.6, 19, 70.2, 31.7]],
  FRA: [['Europe/Paris', 41.2, -5.3, 51.2, 9.7]],
  FRO: [['Atlantic/Faroe', 61.2, -7.8, 62.5, -6.1]],
  GBR: [['Europe/London', 49.7, -8.8, 61, 2]],
  GGY: [['Europe/Guernsey', 49.3, -2.8, 49.8, -2.1]],
  GIB: [['Europe/Gibraltar', 36, -5.5, 36.2, -5.3]],
  GRC: [['Europe/Athens', 34.7, 19.2, 41.8, 29.8]],
  HRV: [['Europe/Zagreb', 42.2, 13.3, 46.7, 19.6]],
  HUN: [['Europe/Budapest', 45.6, 16, 48.7, 23]],
  IMN: [['Europe/Isle_of_Man', 54, -4.9, 54.5, -4.2]],
  IND: [['Asia/Kolkata', 6.5, 68, 35.7, 97.5]],
  IRL: [['Europe/Dublin', 51.3, -10.8, 55.5, -5.9]],
  ISL: [['Atlantic/Reykjavik', 63.2, -24.7, 66.7, -13.3]],
  ISR: [['Asia/Jerusalem', 29.4, 34.2, 33.4, 35.9]],
  ITA: [['Europe/Rome', 35.4, 6.5, 47.2, 18.7]],
  JEY: [['Europe/Jersey', 49.1, -2.3, 49.3, -1.9]],
  JPN: [['Asia/Tokyo', 24, 122.8, 45.8, 146]],
  KOR: [['Asia/Seoul', 33, 124.5, 38.7, 131]],
  LIE: [['Europe/Vaduz', 47, 9.4, 47.3, 9.7]],
  LTU: [['Europe/Vilnius', 53.8, 20.9, 56.5, 26.9]],
  LUX: [['Europe/Luxembourg', 49.4, 5.7, 50.2, 6.6]],
  LVA: [['Europe/Riga', 55.6, 20.9, 58.1, 28.3]],
  MCO: [['Europe/Monaco', 43.7, 7.3, 43.8, 7.5]],
  MDA: [['Europe/Chisinau', 45.4, 26.6, 48.5, 30.2]],
  MKD: [['Europe/Skopje', 40.8, 20.4, 42.4, 23.1]],
  MLT: [['Europe/Malta', 35.7, 14.1, 36.1, 14.6]],
  MNE: [['Europe/Podgorica', 41.8, 18.4, 43.6, 20.4]],
  NLD: [['Europe/Amsterdam', 50.7, 3.3, 53.6, 7.3]],
  NOR: [['Europe/Oslo', 57.9, 4.4, 71.3, 31.2]],
  POL: [['Europe/Warsaw', 49, 14.1, 54.9, 24.2]],
  PRT: [
    ['Europe/Lisbon', 36.9, -9.6, 42.2, -6.1],
    ['Atlantic/Madeira', 32.3, -17.4, 33.2, -16.2],
    ['Atlantic/Azores', 36.9, -31.4, 39.8, -25],
  ],
  ROU: [['Europe/Bucharest', 43.6, 20.2, 48.3, 29.8]],
  SGP: [['Asia/Singapore', 1.1, 103.5, 1.5, 104.1]],
  SMR: [['Europe/San_Marino', 43.8, 12.4, 44, 12.6]],
  SRB: [['Europe/Belgrade', 42.2, 18.8, 46.2, 23.1]],
  SVK: [['Europe/Bratislava', 47.7, 16.8, 49.7, 22.6]],
  SVN: [['Europe/Ljubljana', 45.4, 13.3, 46.9, 16.7]],
  SWE: [['Europe/Stockholm', 55.2, 10.9, 69.1, 24.2]],
  TUR: [['Europe/Istanbul', 35.8, 25.6, 42.2, 44.9]],
  ZAF: [['Africa/Johannesburg', -35, 16.4, -22.1, 33]],
};

/** Countries of several zones: ISO 3166-1 alpha-3 and alpha-2. */
const DIVIDED: Readonly<Record<string, string>> = {
  ...{ ARG: 'AR', AUS: 'AU', BRA: 'BR', CAN: 'CA', CHL: 'CL', CHN: 'CN', ECU: 'EC', GRL: 'GL', IDN: 'ID', KAZ: 'KZ' },
  ...{ MEX: 'MX', MNG: 'MN', MYS: 'MY', NZL: 'NZ', PNG: 'PG', RUS: 'RU', UKR: 'UA', USA: 'US', UZB: 'UZ' },
};

/** The IANA time zone of coordinates in a country (ISO 3166-1 alpha-3), or null where the two do not tell one for certain. */
export function timeZoneAt(country: unknown, coordinates: unknown): string | null {
  const { latitude, longitude } = (coordinates ?? {}) as JsonObject;
  const [lat, lon] = [degrees(latitude), degrees(longitude)];
  if (typeof country !== 'string') return null;
  if (Object.hasOwn(DIVIDED, country)) return zoneWithin(DIVIDED[country] ?? '', zoneAround(lat, lon));
  const part = COUNTRIES[country]?.find(
    ([, south, west, north, east]) => lat >= south && lat <= north && lon >= west && lon <= east,
  );
  return part?.[0] ?? null;
}

/** About ten kilometres, in degrees of latitude. */
const MARGIN = 0.1;
/** Eight directions, north and east. */
const AROUND = [
  ...[
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
  ],
  ...[
    [0.7, 0.7],
    [0.7, -0.7],
    [-0.7, 0.7],
    [-0.7, -0.7],
  ],
] as const;
/** Nobody charges a car so near the poles, where degrees of longitude are no measure. */
const MAX_LATITUDE = 85;

/** The zone that a place and everything around it lies in; null where there is another one nearby, or only the sea. */
function zoneAround(lat: number, lon: number): string | null {
  if (!(Math.abs(lat) <= MAX_LATITUDE && Math.abs(lon) <= 180)) return null;
  const zone = zoneOnMap(lat, lon);
  const perDegree = Math.cos((lat * Math.PI) / 180);
  const isSure = AROUND.every(([north = 0, east = 0]) => {
    const there = lon + (east * MARGIN) / perDegree;
    return zoneOnMap(lat + north * MARGIN, ((there + 540) % 360) - 180) === zone;
  });
  return isSure && !zone.startsWith('Etc/') ? zone : null;
}

/** The zone if the country has it: coordinates that were swapped, or have lost their sign, lie elsewhere. */
function zoneWithin(country: string, zone: string | null): string | null {
  if (zone === null) return null;
  const zones = zonesOf(country);
  return zones.includes(zone) || zones.includes(formerNameOf(zone)) ? zone : null;
}

/** A method in newer runtimes, and a property in older ones. */
function zonesOf(country: string): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as {
    readonly timeZones?: readonly string[];
    readonly getTimeZones?: () => readonly string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** As the runtime calls it, which keeps names that the map has given up (`Europe/Kiev`). */
function formerNameOf(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}

/** Only a text is a coordinate; anything else is nowhere. */
function degrees(value: unknown): number {
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : NaN;
}
