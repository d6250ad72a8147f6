import { describe, expect, it } from '@jest/globals';
import { timeZoneAt } from './time-zones.js';

/** Of a place as `country latitude, longitude`. */
const at = (place: string): string | null => {
  const [country, latitude, longitude] = place.split(/,? /);
  return timeZoneAt(country, { latitude, longitude });
};

describe('the time zone of a place', () => {
  it.each([
    ['Amsterdam', 'NLD 52.370216, 4.895168', 'Europe/Amsterdam'],
    ['Baarle-Nassau, around which lies another country', 'NLD 51.446000, 4.929000', 'Europe/Amsterdam'],
    ['Fuentes de Oñoro, where the next village has another hour', 'ESP 40.588000, -6.812000', 'Europe/Madrid'],
    ['Las Palmas', 'ESP 28.123546, -15.436257', 'Atlantic/Canary'],
  ])('is that of its country where there is one: %s', (_, place, zone) => {
    expect(at(place)).toBe(zone);
  });

  it.each([
    ['New York', 'USA 40.712776, -74.005974', 'America/New_York'],
    ['Chicago', 'USA 41.878113, -87.629799', 'America/Chicago'],
    ['Phoenix, which knows no summer time', 'USA 33.448376, -112.074036', 'America/Phoenix'],
    ['Honolulu', 'USA 21.306944, -157.858337', 'Pacific/Honolulu'],
    ['Vancouver', 'CAN 49.282729, -123.120738', 'America/Vancouver'],
    ['Sydney', 'AUS -33.868820, 151.209290', 'Australia/Sydney'],
    ['Perth', 'AUS -31.950527, 115.860457', 'Australia/Perth'],
    ['Manaus', 'BRA -3.119028, -60.021731', 'America/Manaus'],
    ['Kyiv', 'UKR 50.450100, 30.523399', 'Europe/Kyiv'],
  ])('is told by coordinates where its country has several: %s', (_, place, zone) => {
    expect(at(place)).toBe(zone);
  });

  it.each([
    ['near the line between two zones', 'USA 30.705000, -84.843000'],
    ['at sea', 'USA 35.000000, -50.000000'],
    ['outside of a country that has one', 'DEU 13.404954, 52.520008'],
    ['nowhere on the map', 'USA 95.000000, -84.843000'],
    ['beyond the last meridian', 'USA 40.712776, -181.000000'],
    ['no number', 'USA north, -84.843000'],
    ['empty', 'USA , '],
    ['in another country, since latitude and longitude were swapped', 'USA -74.005974, 40.712776'],
    ['in another country, since a sign was lost', 'USA 40.712776, 74.005974'],
    ['in a country that nobody has looked at', 'ZZZ 40.712776, -74.005974'],
  ])('is not guessed: %s', (_, place) => {
    expect(at(place)).toBeNull();
  });

  it.each([[undefined], [null], ['40.7,-74'], [[40.7, -74]], [{ latitude: 40.7, longitude: -74 }]])(
    'is not told by what are no coordinates: %j',
    (coordinates) => {
      expect(timeZoneAt('USA', coordinates)).toBeNull();
    },
  );
});
