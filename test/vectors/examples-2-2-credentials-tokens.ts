import type { ExampleMessage } from './example-message.js';
import { AT, OWNER, type RoledVersion } from './versions-with-roles.js';

const TOKEN = {
  ...{ country_code: 'DE', party_id: 'MSP', uid: '04A2B3C4D5E680', type: 'RFID', contract_id: 'DE-MSP-C00042-7' },
  ...{ issuer: 'Emobil', valid: true, whitelist: 'ALLOWED', last_updated: AT },
};
const PUSH = { module: 'tokens', segments: ['DE', 'MSP', TOKEN.uid] };

/** Token examples. The type of a Token that is no RFID stands in its URL too. */
export function tokensIn(_version: RoledVersion): readonly ExampleMessage[] {
  return [
    {
      ...{ title: 'a Token of an app', ...PUSH, method: 'PUT', query: 'type=APP_USER' },
      json: { ...TOKEN, type: 'APP_USER' },
    },
    {
      ...{ title: 'a Token with everything', ...PUSH, method: 'PUT' },
      json: {
        ...{ ...TOKEN, visual_number: 'EM-0042-7', group_id: 'EM-0042', language: 'de' },
        ...{ default_profile_type: 'GREEN', energy_contract: { supplier_name: 'Zeewind', contract_id: 'ZW-9' } },
      },
    },
    { title: 'a Token', ...PUSH, method: 'PUT', json: { ...TOKEN, visual_number: 'EM-0042-7', whitelist: 'ALWAYS' } },
    { title: 'a Token that is no longer valid', ...PUSH, method: 'PATCH', json: { valid: false, last_updated: AT } },
  ];
}

/** Examples of the modules that a hub speaks for itself. */
export function configurationIn(_version: RoledVersion): readonly ExampleMessage[] {
  const business = { name: 'Amperhaven', website: 'https://amperhaven.example' };
  const logo = { url: 'https://amperhaven.example/logo.png', category: 'OPERATOR', type: 'png' };
  const role = { role: 'CPO', ...OWNER, business_details: business };
  const credentials = (title: string, roles: readonly object[]): ExampleMessage => ({
    ...{ title, module: 'credentials', method: 'POST', segments: [] },
    json: { token: 'token-of-the-example', url: 'https://amperhaven.example/versions', roles },
  });
  return [
    credentials('credentials of a CPO', [role]),
    credentials('credentials of a CPO with a logo', [
      { ...role, business_details: { ...business, logo: { ...logo, width: 512, height: 512 } } },
    ]),
    credentials('credentials of a CPO that is an eMSP too', [role, { ...role, role: 'EMSP', party_id: 'ABE' }]),
    credentials('credentials of a platform with several CPOs', [role, { ...role, party_id: 'ABD' }]),
    {
      ...{ title: 'a ClientInfo', module: 'hubclientinfo', method: 'PUT', segments: ['NL', 'ABC'] },
      json: { ...OWNER, role: 'CPO', status: 'PLANNED', last_updated: AT },
    },
  ];
}

/** Answer examples: one object, a list, a refusal, and the versions. */
export function answersIn(version: RoledVersion): readonly ExampleMessage[] {
  const said = { status_code: 1000, status_message: 'Success', timestamp: AT };
  const asked = { method: 'GET', isAnswer: true as const };
  return [
    { title: 'an answer with one object', ...PUSH, ...asked, json: { data: TOKEN, ...said } },
    {
      ...{ title: 'an answer with a list', module: 'tokens', interfaceRole: 'SENDER', segments: [], ...asked },
      json: { data: [TOKEN, { ...TOKEN, uid: '04FFEEDDCCBB80', visual_number: 'EM-0043-1' }], ...said },
    },
    {
      ...{ title: 'an answer that names a missing field', ...PUSH, method: 'PUT', isAnswer: true },
      json: { status_code: 2001, status_message: 'whitelist is missing', timestamp: AT },
    },
    {
      ...{ title: 'the versions of a platform', module: 'versions', segments: [], ...asked },
      json: {
        ...{
          ...said,
          data: [
            { version: '2.1.1', url: 'https://a.example/2.1.1' },
            { version, url: 'https://a.example' },
          ],
        },
      },
    },
    {
      ...{ title: 'the endpoints of a version', module: 'versions', segments: [version], ...asked },
      json: {
        ...said,
        data: {
          version,
          endpoints: [
            { identifier: 'credentials', role: 'SENDER', url: 'https://a.example/credentials' },
            { identifier: 'locations', role: 'SENDER', url: 'https://a.example/cpo/locations' },
            { identifier: 'tokens', role: 'RECEIVER', url: 'https://a.example/cpo/tokens' },
          ],
        },
      },
    },
  ];
}
