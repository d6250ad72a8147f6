import type { StepRules } from '../../engine/rules.js';
import { CDRS_DOWN, CDRS_UP } from './cdrs.js';
import { COMMANDS_DOWN, COMMANDS_UP } from './commands.js';
import { CREDENTIALS_DOWN, CREDENTIALS_UP } from './credentials.js';
import { LOCATIONS_DOWN } from './locations-down.js';
import { LOCATIONS_UP } from './locations-up.js';
import { SESSIONS_DOWN, SESSIONS_UP } from './sessions.js';
import { TARIFFS_DOWN, TARIFFS_UP } from './tariffs.js';
import { TOKENS_DOWN, TOKENS_UP } from './tokens.js';

/** From 2.1.1 to 2.2. */
export const UP: StepRules = {
  ...LOCATIONS_UP,
  ...TOKENS_UP,
  ...SESSIONS_UP,
  ...CDRS_UP,
  ...TARIFFS_UP,
  ...COMMANDS_UP,
  ...CREDENTIALS_UP,
};

/** From 2.2 to 2.1.1. */
export const DOWN: StepRules = {
  ...LOCATIONS_DOWN,
  ...TOKENS_DOWN,
  ...SESSIONS_DOWN,
  ...CDRS_DOWN,
  ...TARIFFS_DOWN,
  ...COMMANDS_DOWN,
  ...CREDENTIALS_DOWN,
};
