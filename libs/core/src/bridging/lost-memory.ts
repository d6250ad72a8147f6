import { refuse, type Refusal } from '../journey/refusal.js';

/** What the other version asks for may be known and cannot be looked up: better later than with a guess. */
export function refuseLostMemory(): Refusal {
  return refuse('database-lost', 'the hub cannot look up now what translating this between OCPI versions takes', 5);
}
