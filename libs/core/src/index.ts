export {
  Agreements,
  changedPairs,
  pairKey,
  partiesOfPair,
  type Agreement,
  type AgreementPolicy,
  type AgreementsExtras,
  type Block,
  type WithoutAgreement,
} from './agreements.js';
export type { AnswerBody, BodyTarget, StreamEnd } from './answer.js';
export { BridgeCounts, type BridgeCount } from './bridging/bridge-counts.js';
export { BridgeMemory, nameOfWanted } from './bridging/bridge-memory.js';
export { DeliveryCrossings } from './bridging/cross-delivery.js';
export type { BridgingPorts } from './bridging/translate.js';
export { Cancellation } from './cancellation.js';
export { CDR_LOCATION_LIFETIME_MS, RESPONSE_URL_LIFETIME_MS, type CarriedUrl } from './carried-urls.js';
export { ConfigurationEndpoint, type ConfigurationAnswer, type ConfigurationRequest } from './configuration.js';
export type { HubEvent, HubProcess, HubProcessKind, Sighting } from './hub-events.js';
export type { MessagePayload, MessageRow, Outcome, PlanKind } from './journal.js';
export type { ConfigurationModule, RawMessage, Receiver, Reply } from './journey/message.js';
export type { RoleRulesMode } from './journey/role-rules.js';
export { outcomeOf, type AttemptOutcome } from './delivery/attempt-outcome.js';
export type { AddressedAttempt, DeliveryFilter, DeliveryRecord, DeliveryStory } from './delivery/delivery-record.js';
export {
  DeliveryStore,
  type Accepted,
  type AttemptRow,
  type BeginRequest,
  type BegunLane,
  type DeliveryEnding,
  type DeliveryRetry,
  type FanOut,
  type LaneClaim,
  type LaneReport,
  type LaneState,
  type LoadedDelivery,
  type Owed,
  type ReleasedLane,
  type RepeatKey,
} from './delivery/delivery-store.js';
export {
  streamOf,
  type Delivery,
  type DeliveryContent,
  type DeliveryKind,
  type DeliveryState,
  type WrittenObject,
} from './delivery/delivery.js';
export type { AttemptPorts } from './delivery/attempt.js';
export { drainLane, type DrainEnding, type DrainPorts } from './delivery/drain-lane.js';
export { AttemptPlaces, LanePlaces, type Place, type PlaceBounds } from './delivery/attempt-places.js';
export { LoneAttempts } from './delivery/lone-attempts.js';
export { RestedDrains } from './delivery/rested-drains.js';
export { OPEN_LANE } from './delivery/lane-judgement.js';
export { LaneScheduler } from './delivery/lane-scheduler.js';
export { objectOf, type ReceivedWrite } from './delivery/object-key.js';
export {
  isPush,
  NEVER_REPLAYED,
  PUSH_METHODS,
  readFailedPush,
  whyNotReplayable,
  type ReplayablePush,
} from './delivery/failed-push.js';
export {
  prepareReplay,
  type AskedReplay,
  type PreparedReplay,
  type PrepareReplayPorts,
} from './delivery/prepare-replay.js';
export { makesStale, resyncOf, whyUnsendable, type ReplayCandidate, type Resync } from './delivery/replay.js';
export {
  FailedPushes,
  ReplayStore,
  type FailedPushFilter,
  type PassedVersions,
  type ReplayClaim,
  type ReplayItem,
  type ReplayOrder,
  type ReplayProgress,
  type ReplaySelection,
  type ReplaySettlement,
} from './delivery/replay-store.js';
export { runReplay, type ReplayEnding, type RunReplayPorts } from './delivery/run-replay.js';
export { POISON_ATTEMPTS, waitMs, type RetrySettings } from './delivery/retry-policy.js';
export { chooseFromLane, type LaneChoice, type Superseded } from './delivery/supersede.js';
export { messageIdTime } from './message-id.js';
export { isRefusal, refuse, REFUSAL_KINDS, statusOf, type Refusal, type RefusalKind } from './journey/refusal.js';
export {
  DEFAULT_PLATFORM_SETTINGS,
  type PlatformSettings,
  type PullModule,
  type StoreAndForwardModule,
  type ValidationMode,
} from './platform-settings.js';
export {
  isNotChanged,
  PlatformStore,
  type ClaimedParty,
  type CompletedRegistration,
  type HeldToken,
  type NewPlatform,
  type NotChanged,
} from './platform-store.js';
export {
  CarriedUrls,
  Clock,
  EventBus,
  HubProcesses,
  Ids,
  Journal,
  PartyClient,
  PartyDirectory,
  PeerDefects,
  Presence,
  Sealer,
  type AnswerHeaders,
  type Hearer,
  type HubIdentity,
  type NoAnswerReason,
  type NotSentReason,
  type PartyAnswer,
  type PartyRequest,
  type PeerDefect,
  type PeerDefectKind,
  type Stored,
  type TokenHolder,
} from './ports.js';
export {
  RegistrySnapshot,
  type BusinessDetails,
  type ConnectionStatus,
  type DepartedParty,
  type Endpoint,
  type Party,
  type Platform,
  type Registration,
} from './registry.js';
export { TokenTheyIssued, TokenWeIssued, type TokenPurpose } from './registration/tokens.js';
export { Admission, type AdmissionLimits } from './journey/admission.js';
export { Journey, type JourneyPorts } from './journey/journey.js';
export { OCPI_ROOT } from './journey/read-address.js';
export type { PayloadPolicy } from './journey/record.js';
export { probeDueAt, type ConnectionMoments } from './presence/alive-check.js';
export { isAnnouncementDue, type Announced } from './presence/announcement.js';
export { allClientInfos, clientInfoFor, type ClientInfo, type DatedClientInfo } from './presence/client-info.js';
export { clientInfoFanOuts, farewellFanOuts, type ClientInfoPushContext } from './presence/client-info-push.js';
export {
  newConnection,
  nextConnection,
  type Connection,
  type ConnectionEvent,
  type PresenceSettings,
  type SignOfLife,
} from './presence/connection-status.js';
export { eventOfExchange, isSignOfLife, statusAfterProbe } from './presence/exchange-event.js';
export { HubClientInfoEndpoint } from './presence/hub-client-info-endpoint.js';
export { eventsOfSighting, Observations, type KnownHere } from './presence/sighting.js';
export { eventOfStoredChange, type StoredConnection } from './presence/stored-change.js';
export { MAX_ROLES } from './registration/credentials-object.js';
export { CREDENTIALS_DEADLINE_MS } from './registration/credentials-exchange.js';
export { CredentialsEndpoint, type CredentialsEndpointPorts } from './registration/credentials-endpoint.js';
export {
  isFailure,
  type HandshakeFailure,
  type HandshakeFault,
  type HandshakeStep,
  type OwnHandshakeFault,
} from './registration/handshake-failure.js';
export { HandshakeTraces, type HandshakeTrace, type TraceEntry } from './registration/handshake-trace.js';
export { Handshake, type HandshakePorts, type OwnHandshakeOutcome, type Registered } from './registration/handshake.js';
export { versionsUrlOf } from './registration/hub-credentials.js';
export {
  PeerRegistration,
  registrationToken,
  REGISTRATION_TOKEN_LIFETIME_MS,
  type IssuedRegistrationToken,
} from './registration/peer-registration.js';
export { VersionsEndpoint } from './registration/versions-endpoint.js';
export {
  DELETION_REMEMBERED_DAYS,
  DELETIONS_REMEMBERED,
  isBehindDeletion,
  type DeletionMark,
} from './objects/deletion-mark.js';
export { merge as mergeWrite, type Merged } from './objects/merge.js';
export { isKeptModule, tokenTypeIn, writeOf, type PushedObject } from './objects/write-of.js';
export { copiesIn } from './objects/copies-in.js';
export { factsIn, factsInListed, type ListedObject } from './objects/facts-in.js';
export type { Passage } from './objects/passage.js';
export { TrafficObserver } from './objects/traffic-observer.js';
export {
  ObjectStore,
  type KeptModule,
  type KeptOutcome,
  type KeptScope,
  type ObjectPage,
  type ObjectPageQuery,
  type ObjectQuery,
  type PagedObject,
  type ObjectWrite,
} from './objects/object-store.js';
export { OwnerIndex, type OwnedFact, type OwnedKind, type OwnedThing } from './objects/owner-index.js';
export { deltaSince, duePull, nightlyMoment, weeklyMoment, type PullMoment } from './pulling/pull-schedule.js';
export {
  PulledLists,
  pullKeyText,
  PullStore,
  type KeptPage,
  type ListedName,
  type PullClaim,
  type PullFailure,
  type PullKey,
  type PullKind,
  type PullOrder,
  type PullProgress,
  type PullState,
} from './pulling/pull.js';
export { listsOf, type NamedList } from './pulling/lists-of.js';
export { publishes } from './pulling/publishers.js';
export { BreachTally } from './validation/breach.js';
export { MAX_BREACH_EXAMPLES, type BreachExample, type ModelBreach } from './validation/model-breach.js';
export { MessageWatch } from './validation/message-watch.js';
export { ObjectModel, type Judged } from './validation/object-model.js';
export type { Said } from './validation/said.js';
export { runPull, type PulledList, type PullEnding, type RunPullPorts } from './pulling/run-pull.js';
