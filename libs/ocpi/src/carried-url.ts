import type { InterfaceRole } from './modules.js';

/** Where a message carries a URL of a party that must become a URL of the hub, and which way the message goes. */
export interface CarriedPlace {
  readonly way: 'request' | 'answer';
  readonly where: 'body' | 'query' | 'link' | 'location';
}

interface CarriedRule extends CarriedPlace {
  /** `*`: every module. */
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly methods: readonly string[];
}

/**
 * The one table of carried URLs. OCPI 2.2.1: Commands > POST (`response_url` in the body of all five commands); Charging
 * profiles > PUT (body), GET and DELETE (query); Transport and format > Paginated response (Link); CDRs > POST (Location).
 */
const CARRIED_URLS: readonly CarriedRule[] = [
  { module: 'commands', interfaceRole: 'RECEIVER', methods: ['POST'], way: 'request', where: 'body' },
  { module: 'chargingprofiles', interfaceRole: 'RECEIVER', methods: ['PUT'], way: 'request', where: 'body' },
  { module: 'chargingprofiles', interfaceRole: 'RECEIVER', methods: ['GET', 'DELETE'], way: 'request', where: 'query' },
  { module: 'cdrs', interfaceRole: 'RECEIVER', methods: ['POST'], way: 'answer', where: 'location' },
  { module: '*', interfaceRole: 'SENDER', methods: ['GET'], way: 'answer', where: 'link' },
];

/** The key under which bodies and queries carry the URL that an asynchronous result is sent to. */
export const RESPONSE_URL = 'response_url';

/** The longest URL that OCPI allows (OCPI 2.2.1, Types > URL). */
export const MAX_URL_LENGTH = 255;

/** Where a message carries a URL, or null when it carries none. */
export function carriedPlace(module: string, interfaceRole: InterfaceRole, method: string): CarriedPlace | null {
  const rule = CARRIED_URLS.find(
    (candidate) =>
      candidate.interfaceRole === interfaceRole &&
      (candidate.module === module || candidate.module === '*') &&
      candidate.methods.includes(method),
  );
  return rule ?? null;
}
