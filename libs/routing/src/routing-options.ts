import type { ModuleMetadata } from '@nestjs/common';
import type { AdmissionLimits, HubIdentity, PayloadPolicy, RoleRulesMode, ValidationMode } from '@busbar/core';

/** What routing is told; its ports come from the imported modules. */
export interface RoutingOptions {
  readonly hub: HubIdentity;
  readonly limits: AdmissionLimits;
  /** Deadline of an exchange with a party whose platform sets none, in ms. */
  readonly forwardTimeoutMs: number;
  /** Deadline over all parties that are asked whose token it is, in ms. */
  readonly authorizeTimeoutMs: number;
  /** Whether they are asked at all. */
  readonly authorizeAny: boolean;
  readonly payloads: PayloadPolicy;
  readonly roleRules: RoleRulesMode;
  /** For platforms that have no mode of their own. */
  readonly validation: ValidationMode;
  /** Whether a broadcast that says nothing new is taken on without telling anybody. */
  readonly skipsUnchanged: boolean;
  /** How long a broadcast is kept for a party that cannot be reached, in ms. */
  readonly deliveryTtlMs: number;
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Injects {@link RoutingOptions}. */
export const ROUTING_OPTIONS = Symbol('routing options');
