import type { MigrationInterface } from 'typeorm';
import { Registry1764000000000 } from './0001-registry.js';
import { Journal1764000100000 } from './0002-journal.js';
import { CarriedUrls1764000200000 } from './0003-carried-urls.js';
import { Deliveries1764000300000 } from './0004-deliveries.js';
import { Replays1764000400000 } from './0005-replays.js';
import { Objects1764000500000 } from './0006-objects.js';
import { Agreements1764000600000 } from './0007-agreements.js';
import { Pulls1764000700000 } from './0008-pulls.js';
import { DeliveryLeases1764000800000 } from './0009-delivery-leases.js';
import { RegisteredParty1764000900000 } from './0010-registered-party.js';
import { DeletedObjects1764001000000 } from './0011-deleted-objects.js';
import { ModelViolations1764001100000 } from './0012-model-violations.js';
import { Bridging1764001200000 } from './0013-bridging.js';
import { WithdrawnLocations1764001300000 } from './0014-withdrawn-locations.js';

/** Every migration, oldest first; each runs on SQLite and on MySQL/MariaDB through TypeORM's schema API. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  Registry1764000000000,
  Journal1764000100000,
  CarriedUrls1764000200000,
  Deliveries1764000300000,
  Replays1764000400000,
  Objects1764000500000,
  Agreements1764000600000,
  Pulls1764000700000,
  DeliveryLeases1764000800000,
  RegisteredParty1764000900000,
  DeletedObjects1764001000000,
  ModelViolations1764001100000,
  Bridging1764001200000,
  WithdrawnLocations1764001300000,
];
