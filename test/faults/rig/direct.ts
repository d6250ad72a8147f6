import { authorization } from './onboard.js';

/** A direct request of a receiver, DE/R00 for one, to NL/CPO. */
export interface DirectRequest {
  /** Where the hub is. */
  readonly url: string;
  readonly from: string;
  readonly token: string;
}

/** Gets a location from its owner through the hub; resolves to the OCPI status, or undefined where no envelope came back. */
export async function askDirectly({ url, from, token }: DirectRequest): Promise<number | undefined> {
  const [country, party] = from.split('/') as [string, string];
  const headers = {
    authorization: authorization(token),
    'ocpi-from-country-code': country,
    'ocpi-from-party-id': party,
    'ocpi-to-country-code': 'NL',
    'ocpi-to-party-id': 'CPO',
  };
  try {
    const answer = await fetch(`${url}/ocpi/2.2.1/sender/locations/L1`, { headers });
    return ((await answer.json()) as { status_code?: number }).status_code;
  } catch {
    return undefined;
  }
}
