export { ChargePointOperator, type OperatorOptions } from './charge/charge-point-operator.js';
export type { OcpiObject } from './charge/json-objects.js';
export { MobilityProvider, type ProviderOptions } from './charge/mobility-provider.js';
export { nextPage, pageOf } from './charge/paged-list.js';
export { playCharge, type Charge, type ChargeResult } from './charge/play-charge.js';
export type { Pace } from './charge/running-charge.js';
export { sampleLocation, sampleTariff, sampleToken } from './charge/sample-objects.js';
export { StepFailed, type Step, type StepListener } from './charge/step.js';
export type { CredentialsObject, Peer, PeerEndpoint } from './connection/peer.js';
export type { Handshake, HandshakeStep } from './connection/register.js';
export { authorizationFor, newToken } from './connection/tokens.js';
export {
  ocpi,
  plain,
  redirectTo,
  unauthorized,
  unknownObject,
  type Answer,
  type OcpiAnswerOptions,
  type PlainAnswer,
  type PlainAnswerOptions,
} from './http/answer.js';
export { exchange, NoWholeAnswer, ReceivedAnswer, type Outgoing, type ReceivedEnvelope } from './http/exchange.js';
export { badChunking, type Misbehaviour } from './http/misbehaviour.js';
export type { PublishedEndpoint, RecordedRequest } from './http/recorded-request.js';
export { Recording, type RequestMatch } from './http/recording.js';
export type { PlatformRequest } from './outgoing.js';
export type { HeaderChanges } from './outgoing-headers.js';
export type { OfferedModule, PlatformOptions, SimulatedParty, TokenEncoding } from './platform-options.js';
export { PlatformAnswer, SimulatedPlatform } from './platform.js';
export type { AnswerSource } from './programmed-answers.js';
