export { authorizationHeader, isTokenText, tokenCandidates } from './authorization.js';
export { carriedPlace, MAX_URL_LENGTH, RESPONSE_URL, type CarriedPlace } from './carried-url.js';
export { operatorOfEvse, providerOfContract, separatedProvider } from './contract-id.js';
export { parseOcpiDateTime } from './date-time.js';
export { loadFactBase, type FactBase } from './fact-base.js';
export { hostOf, joinEndpoint } from './endpoint-url.js';
export { envelopeJson, ocpiDateTime, type Envelope } from './envelope.js';
export { HEADER, isUsableId, readRoutingPair, type HeaderFault, type IncomingHeaders } from './headers.js';
export {
  applyChanges,
  arrayElements,
  lastMember,
  objectMembers,
  stringIn,
  withoutSpace,
  type JsonChange,
  type JsonMember,
} from './json-parts.js';
export { MAX_JSON_DEPTH, readJsonText, replaceAt, stringAt, type JsonSpan } from './json-text.js';
export {
  CONFIGURATION_MODULES,
  FUNCTIONAL_MODULES,
  isBroadcastModule,
  isClientOwnedPush,
  isConfigurationModule,
  isLaterThan211,
  isPublicModule,
  otherInterface,
  ownInterface,
  rolesInOrderFor,
  type InterfaceRole,
} from './modules.js';
export { nextPageLink, nextPageUrl, parseLinks, type WebLink } from './pagination.js';
export {
  isCountryCode,
  isPartyId,
  isSameParty,
  parsePartyId,
  partyKey,
  type PartyId,
  type PartyKey,
} from './party-id.js';
export { findQueryParameter, replaceQueryValue, withoutParameters, type QueryParameter } from './query.js';
export {
  interfaceRoleOf,
  MAX_TARGET_LENGTH,
  pathFault,
  pathSegments,
  queryFault,
  splitTarget,
} from './request-path.js';
export { brokenRoleRule, ROLE_RULES, type RoleRule, type RuledRequest } from './role-rules.js';
export { isPartyRole, oppositeRoles, PARTY_ROLES, type Role } from './roles.js';
export { OCPI_STATUS, statusIn, type OcpiStatus } from './status-codes.js';
export { isOcpiVersion, namesParties, newestMutualVersion, OCPI_VERSIONS, type OcpiVersion } from './versions.js';
export type { EndpointTable, FieldTable, ObjectTable, VersionTables } from './validation/tables.js';
export type { MessageToValidate } from './validation/exchange.js';
export { loadMessageValidator, type ValidateMessage } from './validation/validate-message.js';
export type { ValueCheck } from './validation/value-checks.js';
export type { Violation } from './validation/violation.js';
export type * as Ocpi2_1_1 from './generated/v2_1_1/types.js';
export type * as Ocpi2_2 from './generated/v2_2/types.js';
export type * as Ocpi2_2_1 from './generated/v2_2_1/types.js';
export type * as Ocpi2_3_0 from './generated/v2_3_0/types.js';
