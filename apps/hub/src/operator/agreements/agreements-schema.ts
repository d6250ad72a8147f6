import type { Agreements } from '@busbar/core';
import { FORM, type Schema } from '../openapi/schema.js';
import { agreementView, WITHOUT_AGREEMENT } from './agreements-document.js';

const POLICY: Schema = {
  type: 'string',
  enum: ['open', 'closed'],
  description: 'What holds between two parties without agreement: everything, or nothing.',
};
const WITHOUT: Schema = {
  type: 'string',
  enum: WITHOUT_AGREEMENT,
  description: 'How ClientInfo shows a party with which nothing may be exchanged; invisible where it is left out.',
};
const AGREEMENT_SCHEMA: Schema = {
  type: 'object',
  properties: {
    parties: { type: 'array', items: FORM.party, description: 'Two, in any order, each with all of its roles.' },
    modules: { type: 'array', items: FORM.text, description: 'Module ids, or `["*"]` for all.' },
    from: { ...FORM.time, description: 'Holds from then on; at once where it is left out.' },
    until: { ...FORM.time, description: 'Holds up to then; for good where it is left out.' },
  },
};

/** Agreements in requests and answers. */
export const AGREEMENTS_SCHEMA: Schema = {
  type: 'object',
  properties: { default: POLICY, without_agreement: WITHOUT, items: { type: 'array', items: AGREEMENT_SCHEMA } },
};

const AGREEMENTS: Schema = { type: 'array', items: AGREEMENT_SCHEMA };

/** What a change answers: the agreements, or for a dry run the difference. */
export const CHANGED_AGREEMENTS_SCHEMA: Schema = {
  oneOf: [
    AGREEMENTS_SCHEMA,
    {
      type: 'object',
      properties: {
        default: { ...replaced(POLICY), nullable: true },
        without_agreement: { ...replaced(WITHOUT), nullable: true },
        added: AGREEMENTS,
        removed: AGREEMENTS,
        changed: { type: 'array', items: replaced(AGREEMENT_SCHEMA) },
      },
    },
  ],
};

/** Agreements as operators see them. */
export function agreementsView({ policy, withoutAgreement, items }: Agreements): Record<string, unknown> {
  return { default: policy, without_agreement: withoutAgreement, items: items.map(agreementView) };
}

function replaced(of: Schema): Schema {
  return { type: 'object', properties: { before: of, after: of } };
}
