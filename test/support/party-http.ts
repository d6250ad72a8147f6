import { UndiciPartyClient, type PartyHttpOptions } from '@busbar/party-http';
import { afterEach, expect } from '@jest/globals';
import type { PartyRequest, Platform } from '@busbar/core';
import { aPlatform, type PlatformSketch } from './builders.js';
import { RawParty, type RawAnswer } from './raw-party.js';
import type { TlsOptions } from 'node:tls';

const open: { close(withinMs: number): Promise<void> }[] = [];

const faults: unknown[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((each) => each.close(0)));
  expect(faults.splice(0)).toEqual([]);
});

/** A door out that ends with the test. It fails the test on faults of its own unless the test listens for them. */
export function aPartyClient(options: Partial<PartyHttpOptions> = {}): UndiciPartyClient {
  const onFault = (error: unknown): void => void faults.push(error);
  const client = new UndiciPartyClient({ allowPrivateNetworks: true, onFault, ...options });
  open.push(client);
  return client;
}

/** A party on bare sockets that ends with the test. */
export async function aRawParty(answer: RawAnswer, tls: TlsOptions | null = null): Promise<RawParty> {
  const party = await RawParty.listening(answer, tls);
  open.push(party);
  return party;
}

/** A registered platform with these settings. */
export function platformWith(settings: PlatformSketch['settings'] = {}, id: string = 'peer'): Platform {
  return aPlatform({ id, parties: ['CPO NL/ABC'], offers: ['locations SENDER'], settings });
}

/** A GET of this URL within two seconds, unless the test says otherwise. */
export function aRequest(url: string, changes: Partial<PartyRequest> = {}): PartyRequest {
  return { platform: platformWith(), method: 'GET', url, headers: [], body: null, deadlineMs: 2000, ...changes };
}
