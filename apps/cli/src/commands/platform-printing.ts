import type { CommandContext } from '../command.js';
import type { ApiObject } from '../operator-api.js';
import { printDetails } from '../printing.js';

/** The parties of a platform as `NL/AMP CPO, …`. */
export function partiesOf(platform: ApiObject): string {
  return objects(platform['parties'])
    .map(({ party, role }) => `${String(party)} ${String(role)}`)
    .join(', ');
}

/** Prints a platform for people or as JSON; a registration token is part of it only right after it was made. */
export function printPlatform(context: CommandContext, platform: ApiObject): 0 {
  const { connection, registration, settings } = platform;
  const { token, versions_url, expires_at } = object(registration);
  const contact = object(connection);
  return printDetails(context, platform, [
    ...(['id', 'name', 'status', 'version'] as const).map((name) => [name, platform[name]] as const),
    ['parties', partiesOf(platform)],
    ['versions URL', platform['versions_url']],
    ...objects(platform['endpoints']).map((endpoint) => ['endpoint', endpointLine(endpoint)] as const),
    ['last heard', contact['last_heard_at']],
    ['last answer', contact['last_answer_at']],
    ['failures in a row', contact['failures_in_a_row']],
    ['token refused', contact['credentials_refused'] === true ? 'yes' : 'no'],
    ...objects(platform['defects']).map((defect) => ['defect', defectLine(defect)] as const),
    ...Object.entries(object(settings)).map(
      ([name, value]) => ['setting', `${name}=${JSON.stringify(value)}`] as const,
    ),
    ...(registration ? REGISTRATION({ token, versions_url, expires_at }) : []),
  ]);
}

const REGISTRATION = (of: ApiObject): readonly (readonly [string, unknown])[] => [
  ['hub versions URL', of['versions_url']],
  ['token to register', of['token']],
  ['valid until', of['expires_at']],
];

function endpointLine({ module, interface: role, url }: ApiObject): string {
  return `${String(module)} ${String(role)} ${String(url)}`;
}

function defectLine({ kind, count, last_at, detail }: ApiObject): string {
  return `${String(kind)}, ${String(count)} times, last ${String(last_at)}: ${String(detail)}`;
}

function object(value: unknown): ApiObject {
  return typeof value === 'object' && value !== null ? (value as ApiObject) : {};
}

function objects(value: unknown): readonly ApiObject[] {
  return Array.isArray(value) ? value.map(object) : [];
}
