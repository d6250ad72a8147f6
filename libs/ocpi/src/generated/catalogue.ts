// Made by `npm run generate` from libs/ocpi/facts.
import type { VersionTables } from '../validation/tables.js';
import type { OcpiVersion } from '../versions.js';

/** The validators of the objects of one module, by the name of the object. */
export type Validators = Readonly<Record<string, (value: unknown) => boolean>>;

/** How to load what one version has. */
export interface VersionCatalogue {
  readonly tables: () => Promise<{ readonly TABLES: VersionTables }>;
  readonly validators: Readonly<Record<string, () => Promise<Validators>>>;
}

/** How to load what each version has. */
export const CATALOGUE: Readonly<Record<OcpiVersion, VersionCatalogue>> = {
  '2.1.1': {
    tables: () => import('./v2_1_1/tables.js'),
    validators: {
      versions: () => import('./v2_1_1/validate-versions.js'),
      credentials: () => import('./v2_1_1/validate-credentials.js'),
      locations: () => import('./v2_1_1/validate-locations.js'),
      sessions: () => import('./v2_1_1/validate-sessions.js'),
      cdrs: () => import('./v2_1_1/validate-cdrs.js'),
      tariffs: () => import('./v2_1_1/validate-tariffs.js'),
      tokens: () => import('./v2_1_1/validate-tokens.js'),
      commands: () => import('./v2_1_1/validate-commands.js'),
      types: () => import('./v2_1_1/validate-types.js'),
      transport: () => import('./v2_1_1/validate-transport.js'),
    },
  },
  '2.2': {
    tables: () => import('./v2_2/tables.js'),
    validators: {
      versions: () => import('./v2_2/validate-versions.js'),
      credentials: () => import('./v2_2/validate-credentials.js'),
      locations: () => import('./v2_2/validate-locations.js'),
      sessions: () => import('./v2_2/validate-sessions.js'),
      cdrs: () => import('./v2_2/validate-cdrs.js'),
      tariffs: () => import('./v2_2/validate-tariffs.js'),
      tokens: () => import('./v2_2/validate-tokens.js'),
      commands: () => import('./v2_2/validate-commands.js'),
      chargingprofiles: () => import('./v2_2/validate-chargingprofiles.js'),
      hubclientinfo: () => import('./v2_2/validate-hubclientinfo.js'),
      types: () => import('./v2_2/validate-types.js'),
      transport: () => import('./v2_2/validate-transport.js'),
    },
  },
  '2.2.1': {
    tables: () => import('./v2_2_1/tables.js'),
    validators: {
      versions: () => import('./v2_2_1/validate-versions.js'),
      credentials: () => import('./v2_2_1/validate-credentials.js'),
      locations: () => import('./v2_2_1/validate-locations.js'),
      sessions: () => import('./v2_2_1/validate-sessions.js'),
      cdrs: () => import('./v2_2_1/validate-cdrs.js'),
      tariffs: () => import('./v2_2_1/validate-tariffs.js'),
      tokens: () => import('./v2_2_1/validate-tokens.js'),
      commands: () => import('./v2_2_1/validate-commands.js'),
      chargingprofiles: () => import('./v2_2_1/validate-chargingprofiles.js'),
      hubclientinfo: () => import('./v2_2_1/validate-hubclientinfo.js'),
      types: () => import('./v2_2_1/validate-types.js'),
      transport: () => import('./v2_2_1/validate-transport.js'),
    },
  },
  '2.3.0': {
    tables: () => import('./v2_3_0/tables.js'),
    validators: {
      versions: () => import('./v2_3_0/validate-versions.js'),
      credentials: () => import('./v2_3_0/validate-credentials.js'),
      locations: () => import('./v2_3_0/validate-locations.js'),
      sessions: () => import('./v2_3_0/validate-sessions.js'),
      cdrs: () => import('./v2_3_0/validate-cdrs.js'),
      tariffs: () => import('./v2_3_0/validate-tariffs.js'),
      tokens: () => import('./v2_3_0/validate-tokens.js'),
      commands: () => import('./v2_3_0/validate-commands.js'),
      chargingprofiles: () => import('./v2_3_0/validate-chargingprofiles.js'),
      hubclientinfo: () => import('./v2_3_0/validate-hubclientinfo.js'),
      invoicereconciliation: () => import('./v2_3_0/validate-invoicereconciliation.js'),
      types: () => import('./v2_3_0/validate-types.js'),
      transport: () => import('./v2_3_0/validate-transport.js'),
    },
  },
};
