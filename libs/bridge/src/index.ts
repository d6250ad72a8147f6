export type {
  Bridge,
  BridgedAnswer,
  BridgedEndpoint,
  BridgedObject,
  BridgedRequest,
  BridgeRefusal,
  JsonObject,
  Known,
  Note,
  Parties,
  SeenObject,
  Wanted,
} from './bridge.js';
export { authorizationsIn, type SeenAuthorization } from './authorizations.js';
export { hidesFromOldVersions } from './hidden.js';
export { loadBridge } from './load-bridge.js';
