import { parseOcpiDateTime } from '@busbar/ocpi';
import { ownerFills } from '../../engine/fills.js';
import { isObject } from '../../engine/object-plan.js';
import { gone, type StepRules } from '../../engine/rules.js';

/** Tariffs of 2.1.1 in the words of 2.2. */
export const TARIFFS_UP: StepRules = {
  Tariff: { fills: ownerFills('Tariff'), essential: ['elements'] },
  TariffElement: { essential: ['price_components', 'restrictions'] },
  // 2.1.1 has no pattern for days; an element without its day would be a price for every day.
  TariffRestrictions: { essential: ['start_date', 'end_date'] },
};

/** Whether a moment has passed at another one. */
function isBy(moment: unknown, other: unknown): boolean {
  const [first, second] = [moment, other].map((text) => (typeof text === 'string' ? parseOcpiDateTime(text) : null));
  return typeof first === 'number' && typeof second === 'number' && first <= second;
}

/** Tariffs of 2.2 in the words of 2.1.1: one that would say another price there is refused. */
export const TARIFFS_DOWN: StepRules = {
  Tariff: {
    fields: {
      type: {
        kind: 'refusing',
        unless: (type) => type === 'REGULAR',
        reason: 'a Tariff that is not for everybody: OCPI 2.1.1 cannot say for whom',
      },
      min_price: { kind: 'refusing', reason: 'OCPI 2.1.1 has no minimum price' },
      max_price: { kind: 'refusing', reason: 'OCPI 2.1.1 has no maximum price' },
      start_date_time: {
        kind: 'refusing',
        unless: (start, walk) => isBy(start, walk.source['last_updated']),
        reason: 'not yet active at last_updated, and OCPI 2.1.1 cannot say when it will be',
      },
      end_date_time: gone('the Connector names another Tariff from then on'),
      elements: {
        kind: 'sieved',
        keeps: ({ restrictions }) => !isObject(restrictions) || (restrictions['reservation'] ?? null) === null,
        says: 'an element for reservations only: OCPI 2.1.1 has no price for them',
      },
    },
    essential: ['elements'],
  },
  TariffElement: { essential: ['price_components', 'restrictions'] },
  TariffRestrictions: {
    fields: {
      min_current: { kind: 'refusing', reason: 'OCPI 2.1.1 has no restriction by current' },
      max_current: { kind: 'refusing', reason: 'OCPI 2.1.1 has no restriction by current' },
      reservation: { kind: 'refusing', reason: 'OCPI 2.1.1 has no price for reservations' },
    },
    essential: ['start_time', 'end_time', 'start_date', 'end_date', 'day_of_week'],
  },
  PriceComponent: { fields: { vat: gone('prices of both versions exclude VAT') } },
};
