export { AliveCheck, type AliveCheckPorts, type ProbeResult } from './alive-check.js';
export { ClientInfoPushes, type ClientInfoPushesPorts, type ClientInfoPushSettings } from './client-info-pushes.js';
export { ClientInfoPushesModule, type ClientInfoPushesOptions } from './client-info-pushes.module.js';
export { ConnectionSwitch, type ConnectionSwitchPorts } from './connection-switch.js';
export { HubClientInfoModule, type HubClientInfoOptions } from './hub-client-info.module.js';
export { LaneUpkeep, type LaneUpkeepPorts } from './lane-upkeep.js';
export { PresenceTracker, type ConnectionView, type PresenceTrackerPorts } from './presence-tracker.js';
export { StatusAnnouncer, type StatusAnnouncement } from './status-announcer.js';
