import { join } from 'node:path';
import type { HubConfig } from '../../../config/env.js';

/** What whoever started the hub wants to know next, for the terminal; no secrets. */
export function bootLines(config: HubConfig): readonly string[] {
  const operatorUrl = config.operatorPort === null ? config.publicUrl : `http://${config.host}:${config.operatorPort}`;
  const key =
    config.databaseUrl === null
      ? `in ${join(config.dataDir, 'operator.key')} (unless BUSBAR_OPERATOR_KEY is set)`
      : 'BUSBAR_OPERATOR_KEY';
  return [
    '',
    `Busbar is running as ${config.hubCountryCode}/${config.hubPartyId}.`,
    `  OCPI versions   ${config.publicUrl}/ocpi/versions`,
    `  Operator API    ${operatorUrl}/api/v1  (described at ${operatorUrl}/api/openapi.json, start page ${operatorUrl}/)`,
    `  Operator key    ${key}`,
    '  Stop            Ctrl-C',
    '',
  ];
}
