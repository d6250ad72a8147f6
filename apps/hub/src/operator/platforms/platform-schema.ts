import { PARTY_ROLES } from '@busbar/ocpi';
import { FORM, type Schema } from '../openapi/schema.js';
import { HANDSHAKE_SCHEMA } from './handshake-view.js';

/** OCPI's states of a connection. */
export const STATUS_SCHEMA: Schema = { type: 'string', enum: ['PLANNED', 'CONNECTED', 'OFFLINE', 'SUSPENDED'] };
/** OCPI's BusinessDetails, as given. */
export const BUSINESS_DETAILS_SCHEMA: Schema = { type: 'object', additionalProperties: true };

/** A platform in answers: `platformView`. */
export const PLATFORM_SCHEMA: Schema = {
  type: 'object',
  properties: {
    id: FORM.text,
    name: FORM.text,
    status: STATUS_SCHEMA,
    version: { ...FORM.textOrNull, description: 'The OCPI version agreed on; null until the first handshake.' },
    parties: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          party: FORM.party,
          country_code: FORM.text,
          party_id: FORM.text,
          role: { type: 'string', enum: PARTY_ROLES },
          business_details: BUSINESS_DETAILS_SCHEMA,
        },
      },
    },
    settings: { type: 'object', additionalProperties: true },
    versions_url: FORM.textOrNull,
    endpoints: {
      type: 'array',
      items: { type: 'object', properties: { module: FORM.text, interface: FORM.text, url: FORM.text } },
    },
    connection: {
      type: 'object',
      description: 'What this process has seen of the connection since it started.',
      properties: {
        last_heard_at: FORM.timeOrNull,
        last_answer_at: FORM.timeOrNull,
        failures_in_a_row: FORM.integer,
        credentials_refused: FORM.yesNo,
      },
    },
    last_handshake: {
      ...HANDSHAKE_SCHEMA,
      nullable: true,
      description: 'The last one of this process, whichever side began it.',
    },
    defects: {
      type: 'array',
      nullable: true,
      description: 'What the platform does against the specification; null while the database cannot be asked.',
      items: {
        type: 'object',
        properties: { kind: FORM.text, count: FORM.integer, last_at: FORM.time, detail: FORM.text },
      },
    },
  },
};

/** A token for the platform to register with: `registrationView`. */
export const REGISTRATION_SCHEMA: Schema = {
  type: 'object',
  nullable: true,
  description: 'Shown this once. Null where the hub has shaken hands itself and no token is left to hand over.',
  properties: { token: FORM.text, versions_url: FORM.text, expires_at: FORM.timeOrNull },
};

/** A platform together with a new registration token. */
export const REGISTERING_PLATFORM_SCHEMA: Schema = {
  ...PLATFORM_SCHEMA,
  properties: { ...PLATFORM_SCHEMA.properties, registration: REGISTRATION_SCHEMA },
};
