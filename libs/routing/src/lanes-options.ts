import type { ModuleMetadata } from '@nestjs/common';
import type { RetrySettings } from '@busbar/core';

/** How lanes are drained; ports come from the imported modules. */
export interface LanesOptions {
  readonly retry: RetrySettings;
  /** Deadline of an exchange with a party whose platform sets none, in ms. */
  readonly forwardTimeoutMs: number;
  /** False where other processes drain: this one only wakes lanes for them. */
  readonly drainsHere: boolean;
  /** True where no other process can be at the same database: claims that the start finds are of one that died. */
  readonly isOnlyProcess: boolean;
  readonly imports: NonNullable<ModuleMetadata['imports']>;
}

/** Injects {@link LanesOptions}. */
export const LANES_OPTIONS = Symbol('lanes options');
