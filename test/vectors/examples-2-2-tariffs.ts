import type { ExampleMessage } from './example-message.js';
import { AT, OWNER, type RoledVersion } from './versions-with-roles.js';

const WORKDAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'];
const PER_HOUR = [element({ TIME: 3.6 })];
const PER_KWH = [element({ ENERGY: 0.31 })];

/** Tariff examples: simple and complex, with words, links, limits, restrictions and reservations. */
export function tariffsIn(version: RoledVersion): readonly ExampleMessage[] {
  const limit = (net: number, gross: number): object =>
    version === '2.3.0' ? { before_taxes: net, after_taxes: gross } : { excl_vat: net, incl_vat: gross };
  const shapes: Readonly<Record<string, object>> = {
    'a Tariff per hour': { elements: PER_HOUR },
    'a Tariff per kWh': { elements: PER_KWH },
    'a Tariff with its words in two languages': {
      ...{ type: 'AD_HOC_PAYMENT', elements: PER_HOUR },
      tariff_alt_text: [
        { language: 'en', text: '3.60 an hour' },
        { language: 'nl', text: '3,60 per uur' },
      ],
    },
    'a Tariff with a link': {
      ...{ type: 'PROFILE_CHEAP', elements: PER_KWH, tariff_alt_url: 'https://amperhaven.example/tariffs/DAY' },
    },
    'a Tariff that is free of charge': {
      elements: [{ price_components: [{ type: 'FLAT', price: 0, step_size: 0 }] }],
    },
    'a Tariff with a start fee and a highest price': {
      ...{ max_price: limit(20, 24), elements: [element({ FLAT: 0.75, ENERGY: 0.31 })] },
      end_date_time: '2026-12-31T22:59:59Z',
    },
    'a Tariff with a lowest price': { min_price: limit(1, 1.2), elements: PER_KWH },
    'a Tariff with a parking fee': {
      elements: [
        element({ FLAT: 0.75, ENERGY: 0.31 }),
        element({ PARKING_TIME: 4 }, { start_time: '08:00', end_time: '19:00' }),
      ],
    },
    'a Tariff by current, day and time': {
      ...{ type: 'REGULAR', tariff_alt_url: 'https://amperhaven.example/tariffs/DAY' },
      elements: [
        element({ FLAT: 2 }),
        element({ TIME: 1.2 }, { max_current: 32 }),
        element({ TIME: 2.4 }, { min_current: 32, day_of_week: WORKDAYS }),
        element({ PARKING_TIME: 6 }, { start_time: '08:00', end_time: '19:00', day_of_week: ['SATURDAY'] }),
      ],
    },
    'a Tariff by power': {
      elements: [
        element({ ENERGY: 0.22 }, { max_power: 11 }),
        element({ ENERGY: 0.39 }, { max_power: 50 }),
        element({ ENERGY: 0.52 }),
      ],
    },
    'a Tariff by duration': {
      elements: [
        element({ TIME: 0 }, { max_duration: 1800 }),
        element({ TIME: 2 }, { min_duration: 1800, max_duration: 7200 }),
        element({ TIME: 5 }, { min_duration: 7200 }),
      ],
    },
    'a Tariff with a price for reservations': {
      elements: [element({ TIME: 5 }, { reservation: 'RESERVATION' }), element({ FLAT: 0.75, ENERGY: 0.31 })],
    },
    'a Tariff with a fee for reservations that expire': {
      elements: [
        element({ FLAT: 3 }, { reservation: 'RESERVATION_EXPIRES' }),
        element({ TIME: 5 }, { reservation: 'RESERVATION' }),
        element({ FLAT: 0.75, ENERGY: 0.31 }),
      ],
    },
    ...(version === '2.3.0'
      ? { 'a Tariff with its taxes in the prices': { elements: [untaxed('TIME', 3.6)], tax_included: 'YES' } }
      : {}),
  };
  const taxes = version === '2.3.0' ? { tax_included: 'NO' } : {};
  return Object.entries(shapes).map(([title, shape]) => ({
    ...{ title, module: 'tariffs', method: 'PUT', segments: ['NL', 'ABC', 'DAY'] },
    json: { ...OWNER, id: 'DAY', currency: 'EUR', ...taxes, ...shape, last_updated: AT },
  }));
}

function element(prices: Readonly<Record<string, number>>, restrictions?: object): object {
  const components = Object.entries(prices).map(([type, price]) => ({ type, price, vat: 20, step_size: 60 }));
  return { price_components: components, ...(restrictions === undefined ? {} : { restrictions }) };
}

function untaxed(type: string, price: number): object {
  return { price_components: [{ type, price, step_size: 1 }] };
}
