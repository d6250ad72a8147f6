export { urlFault, type AddressPolicy } from './address-guard.js';
export type { ResolveHost } from './host-lookups.js';
export { parseCidr, type Cidr } from './networks.js';
export { PartyHttpModule, type PartyHttpModuleOptions } from './party-http.module.js';
export { UndiciPartyClient, type PartyHttpFigures, type PartyHttpOptions } from './undici-party-client.js';
