import { isObject } from '../engine/object-plan.js';
import { renamed, type Spread, type StepRules } from '../engine/rules.js';
import { fourDecimals } from '../engine/texts.js';

const VAT = 'VAT';

const TAXES_UP: Spread = {
  kind: 'spread',
  to: ['taxes'],
  write: (inclVat, target, walk) => {
    const { excl_vat: exclVat } = walk.source;
    if (typeof inclVat !== 'number' || typeof exclVat !== 'number') return walk.refuse('of another type');
    target['taxes'] = [{ name: VAT, amount: fourDecimals(inclVat - exclVat) }];
    return undefined;
  },
  says: 'one tax named VAT of the difference to excl_vat; without incl_vat there are no taxes said',
};

const TAXES_DOWN: Spread = {
  kind: 'spread',
  to: ['incl_vat'],
  write: (taxes, target, walk) => {
    const { before_taxes: net } = walk.source;
    if (!Array.isArray(taxes) || typeof net !== 'number') return walk.refuse('of another type');
    if (taxes.length === 0) return undefined;
    let gross = net;
    for (const tax of taxes as readonly unknown[]) {
      if (!isObject(tax) || typeof tax['amount'] !== 'number') return walk.refuse('a tax without amount');
      gross += tax['amount'];
    }
    const isPlainVat =
      taxes.length === 1 && Object.keys(taxes[0] as object).every((key) => key === 'amount' || key === 'name');
    if (!isPlainVat || (taxes[0] as { name?: unknown }).name !== VAT)
      walk.note({ kind: 'dropped', object: 'Price', field: 'taxes', detail: 'all but their sum' });
    target['incl_vat'] = fourDecimals(gross);
    return undefined;
  },
  says: 'before_taxes and the amounts of all taxes together; their names, percentages and account numbers are dropped',
};

/** From 2.2.1 to 2.3.0. */
export const UP: StepRules = {
  Price: { fields: { excl_vat: renamed('before_taxes'), incl_vat: TAXES_UP } },
  'Price>PriceLimit': { fields: { excl_vat: renamed('before_taxes'), incl_vat: renamed('after_taxes') } },
  Tariff: {
    fills: {
      tax_included: {
        says: 'NO: prices of 2.2.1 exclude VAT',
        value: (walk) => {
          walk.note({ kind: 'filled', object: 'Tariff', field: 'tax_included', detail: 'prices of 2.2.1 exclude VAT' });
          return 'NO';
        },
      },
    },
  },
};

/** From 2.3.0 to 2.2.1. */
export const DOWN: StepRules = {
  Price: { fields: { before_taxes: renamed('excl_vat'), taxes: TAXES_DOWN } },
  'PriceLimit>Price': { fields: { before_taxes: renamed('excl_vat'), after_taxes: renamed('incl_vat') } },
  Tariff: {
    fields: {
      tax_included: {
        kind: 'refusing',
        unless: (included) => included === 'NO' || included === 'N/A',
        reason: 'prices that include taxes: those of OCPI 2.2.1 exclude VAT',
      },
    },
  },
  Token: { fields: { type: tokenTypeDown() } },
  CdrToken: { fields: { type: tokenTypeDown() } },
  PublishTokenType: { fields: { type: tokenTypeDown() } },
  Image: {
    fields: { category: { kind: 'worded', words: {}, otherwise: 'OTHER', says: 'further words become OTHER' } },
  },
};

function tokenTypeDown() {
  return { kind: 'worded', words: {}, otherwise: 'OTHER', says: 'EMAID and further words become OTHER' } as const;
}
