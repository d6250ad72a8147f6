import { messageIdTime, type MessageRow } from '@busbar/core';
import { partyId } from './builders.js';

let made = 0;

/** A message of the journal: parties as `NL/ABC`, everything else as a test needs it. */
export type MessageSketch = Partial<Omit<MessageRow, 'from' | 'to'>> & {
  readonly from?: string;
  readonly to?: string;
};

/** An answered GET of locations from NL/EMS to DE/CPO, unless the sketch says otherwise. */
export function aMessageRow({ from = 'NL/EMS', to = 'DE/CPO', ...sketch }: MessageSketch = {}): MessageRow {
  const atMs = sketch.atMs ?? Date.UTC(2026, 0, 31, 12) + made;
  made++;
  return {
    id: `${messageIdTime(atMs)}${made.toString(16).padStart(4, '0')}0123456789ab`,
    atMs,
    correlationId: `correlation-${made}`,
    requestId: `request-${made}`,
    version: '2.2.1',
    from: partyId(from),
    to: partyId(to),
    fromPlatformId: 'ems',
    toPlatformId: 'cpo',
    module: 'locations',
    interfaceRole: 'SENDER',
    method: 'GET',
    path: '/LOC1',
    plan: 'direct',
    why: 'addressed to DE/CPO',
    outcome: 'answered',
    httpStatus: 200,
    ocpiStatus: 1000,
    durationMs: 12.5,
    requestBytes: 0,
    answerBytes: 1024,
    payload: null,
    ...sketch,
  };
}
