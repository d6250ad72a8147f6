import type { PartyId } from '@busbar/ocpi';
import type { FastifyRequest } from 'fastify';
import type { OperatorRole } from './operator-role.js';

/** The key that a request was made with. */
export interface PresentedKey {
  /** Of the key's row; `environment` for BUSBAR_OPERATOR_KEY. */
  readonly id: string;
  readonly role: OperatorRole;
  readonly party: PartyId | null;
}

const keys = new WeakMap<FastifyRequest, PresentedKey>();

/** Remembers who made the request. */
export function rememberKey(request: FastifyRequest, key: PresentedKey): void {
  keys.set(request, key);
}

/** Who made the request; null where no key was asked for. */
export function keyOf(request: FastifyRequest): PresentedKey | null {
  return keys.get(request) ?? null;
}
