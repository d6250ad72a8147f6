import type { HubConfig } from './hub-config.js';
import { VARIABLES } from './variables.js';

/** All settings as they hold, by variable name, for the one line at boot; secrets only as set or unset. */
export function effectiveSettings(config: HubConfig): Record<string, string | number | boolean | null> {
  const values: Readonly<Record<string, unknown>> = { ...config };
  return Object.fromEntries(
    Object.entries(VARIABLES).map(([key, variable]) => {
      const value = values[key] ?? null;
      return [variable.name, variable.secret ? (value === null ? 'unset' : 'set') : printable(value)];
    }),
  );
}

/** What whoever starts the hub should know about these settings, as sentences. */
export function bootNotices(config: HubConfig): readonly string[] {
  const notices: string[] = [];
  if (config.hubCountryCode === VARIABLES.hubCountryCode.fallback) {
    notices.push(
      `The hub calls itself ${config.hubCountryCode}/${config.hubPartyId}, which is no real party: set BUSBAR_HUB_COUNTRY_CODE and BUSBAR_HUB_PARTY_ID before partners register.`,
    );
  }
  if (config.allowPrivateNetworks) {
    notices.push(
      'BUSBAR_ALLOW_PRIVATE_NETWORKS is on: parties may be on private addresses and plain http. Not for production.',
    );
  }
  return notices;
}

function printable(value: unknown): string | number | boolean | null {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
