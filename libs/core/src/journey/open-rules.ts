import { FUNCTIONAL_MODULES, namesParties, pathSegments, type InterfaceRole, type OcpiVersion } from '@busbar/ocpi';
import type { OwnedKind } from '../objects/owner-index.js';

/** Where a text stands in a message: under a key of the body, or as a segment of the path below the module. */
export type TextPlace =
  | { readonly body: string }
  | { readonly segment: number }
  /** The same, named within a party: `NL/ABC id`. */
  | { readonly within: 'asker' | 'url-owner' | 'body-owner'; readonly id: TextPlace };

/** Something in a message that may tell whom it is for. */
export type Clue =
  /** `country_code` and `party_id` under a key of the body (empty: of the body itself). What a token says is final. */
  | { readonly kind: 'owner-in-body'; readonly key: string; readonly isFinal: boolean }
  /** The first two segments of the path, where they name another party than the sender's. */
  | { readonly kind: 'owner-in-url' }
  /** The beginning of a contract id; `may-be`: of an id that is one only sometimes. */
  | { readonly kind: 'contract-id'; readonly id: TextPlace; readonly certainty: 'is' | 'may-be' }
  /** The beginning of an EVSE id. */
  | { readonly kind: 'evse-id'; readonly id: TextPlace }
  /** What the hub learned; several things narrow one another. */
  | { readonly kind: 'learned'; readonly things: readonly { readonly kind: OwnedKind; readonly id: TextPlace }[] };

/** What identifies the receiver of one kind of request. */
export interface OpenRule {
  readonly module: string;
  readonly interfaceRole: InterfaceRole;
  readonly methods: readonly string[];
  /** Segments of the path that must be there; null stands for any. Left out: any path. */
  readonly path?: readonly (string | null)[];
  /** In the order in which they count. */
  readonly clues: readonly Clue[];
  /** Where no clue tells, all who may know are asked. */
  readonly asksEverybody?: true;
}

const body = (key: string): TextPlace => ({ body: key });
const segment = (index: number): TextPlace => ({ segment: index });
const learned = (kind: OwnedKind, id: TextPlace, ...more: readonly (readonly [OwnedKind, TextPlace])[]): Clue => ({
  kind: 'learned',
  things: [{ kind, id }, ...more.map(([otherKind, otherId]) => ({ kind: otherKind, id: otherId }))],
});

/** Whose token a session or CDR ran on; 2.2 has no owner in a CdrToken, so its contract id is next. */
const CDR_TOKEN: readonly Clue[] = [
  { kind: 'owner-in-body', key: 'cdr_token', isFinal: true },
  { kind: 'contract-id', id: body('cdr_token.contract_id'), certainty: 'is' },
];
const CDR_TOKEN_LEARNED: readonly Clue[] = [
  learned('contract', body('cdr_token.contract_id')),
  learned('token', body('cdr_token.uid')),
];
const PLACE_IN_BODY: readonly Clue[] = [
  { kind: 'evse-id', id: body('evse_uid') },
  learned('location', body('location_id'), ['evse', body('evse_uid')]),
  learned('evse-id', body('evse_uid')),
];
const SESSION_IN_URL: readonly Clue[] = [learned('session', segment(0))];
const OWNED_BY_URL = { kind: 'owner-in-url' } as const;
const OWNED_BY_BODY = { kind: 'owner-in-body', key: '', isFinal: false } as const;

/**
 * What identifies the receiver, by module, interface and method. From the module chapters of OCPI 2.2, 2.2.1 and 2.3.0. The token in a
 * command is the asker's own and tells nothing; docs/message-journey.md says the same in words.
 */
const OPEN_RULES: readonly OpenRule[] = [
  {
    module: 'cdrs',
    interfaceRole: 'RECEIVER',
    methods: ['POST'],
    clues: [
      ...CDR_TOKEN,
      learned('session-emsp', { within: 'body-owner', id: body('session_id') }),
      ...CDR_TOKEN_LEARNED,
    ],
  },
  { module: 'cdrs', interfaceRole: 'SENDER', methods: ['GET'], clues: [learned('cdr', segment(0))] },
  {
    module: 'sessions',
    interfaceRole: 'RECEIVER',
    methods: ['PUT', 'PATCH'],
    clues: [...CDR_TOKEN, learned('session-emsp', { within: 'url-owner', id: segment(2) }), ...CDR_TOKEN_LEARNED],
  },
  {
    module: 'sessions',
    interfaceRole: 'RECEIVER',
    methods: ['GET', 'DELETE'],
    clues: [learned('session-emsp', { within: 'url-owner', id: segment(2) })],
  },
  {
    module: 'sessions',
    interfaceRole: 'SENDER',
    methods: ['PUT'],
    path: [null, 'charging_preferences'],
    clues: SESSION_IN_URL,
  },
  { module: 'sessions', interfaceRole: 'SENDER', methods: ['GET'], clues: SESSION_IN_URL },
  {
    module: 'locations',
    interfaceRole: 'SENDER',
    methods: ['GET'],
    clues: [{ kind: 'evse-id', id: segment(1) }, learned('location', segment(0), ['evse', segment(1)])],
  },
  { module: 'tariffs', interfaceRole: 'SENDER', methods: ['GET'], clues: [learned('tariff', segment(0))] },
  { module: 'tokens', interfaceRole: 'SENDER', methods: ['GET'], clues: [learned('token', segment(0))] },
  {
    module: 'tokens',
    interfaceRole: 'SENDER',
    methods: ['POST'],
    path: [null, 'authorize'],
    clues: [{ kind: 'contract-id', id: segment(0), certainty: 'may-be' }, learned('token', segment(0))],
    asksEverybody: true,
  },
  ...['locations', 'tariffs', 'tokens'].map((module): OpenRule => {
    return { module, interfaceRole: 'RECEIVER', methods: ['GET'], clues: [OWNED_BY_URL] };
  }),
  ...['START_SESSION', 'RESERVE_NOW', 'UNLOCK_CONNECTOR'].map((command): OpenRule => {
    return { module: 'commands', interfaceRole: 'RECEIVER', methods: ['POST'], path: [command], clues: PLACE_IN_BODY };
  }),
  {
    module: 'commands',
    interfaceRole: 'RECEIVER',
    methods: ['POST'],
    path: ['STOP_SESSION'],
    clues: [learned('session', body('session_id'))],
  },
  {
    module: 'commands',
    interfaceRole: 'RECEIVER',
    methods: ['POST'],
    path: ['CANCEL_RESERVATION'],
    clues: [learned('reservation', { within: 'asker', id: body('reservation_id') })],
  },
  {
    module: 'chargingprofiles',
    interfaceRole: 'RECEIVER',
    methods: ['GET', 'PUT', 'DELETE'],
    clues: SESSION_IN_URL,
  },
  {
    module: 'chargingprofiles',
    interfaceRole: 'SENDER',
    methods: ['PUT'],
    clues: [learned('session-emsp', { within: 'asker', id: segment(0) })],
  },
  {
    module: 'invoicereconciliation',
    interfaceRole: 'RECEIVER',
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    clues: [OWNED_BY_URL, OWNED_BY_BODY],
  },
];

/** Of a module that OCPI does not know, nothing is known but how it may name a party. */
const CUSTOM_CLUES: readonly Clue[] = [
  { kind: 'owner-in-body', key: 'cdr_token', isFinal: true },
  { kind: 'owner-in-body', key: 'token', isFinal: true },
  OWNED_BY_URL,
  OWNED_BY_BODY,
];

/** What may identify the receiver of one request. */
export interface Ruling extends Pick<OpenRule, 'clues' | 'asksEverybody'> {
  /** The keys of the body that the clues look at. */
  readonly keys: readonly string[];
}

/**
 * OCPI 2.1.1 names no owner in an object, and of a token only the `auth_id`, which is what later versions call `contract_id`; a CDR does
 * not name its session. Everything else is where later versions have it.
 */
const RULES_OF_211: readonly OpenRule[] = [
  {
    module: 'cdrs',
    interfaceRole: 'RECEIVER',
    methods: ['POST'],
    clues: [{ kind: 'contract-id', id: body('auth_id'), certainty: 'is' }, learned('contract', body('auth_id'))],
  },
  {
    module: 'sessions',
    interfaceRole: 'RECEIVER',
    methods: ['PUT', 'PATCH'],
    clues: [
      { kind: 'contract-id', id: body('auth_id'), certainty: 'is' },
      learned('session-emsp', { within: 'url-owner', id: segment(2) }),
      learned('contract', body('auth_id')),
    ],
  },
];

const RULINGS = OPEN_RULES.map(rulingOf);
const RULINGS_OF_211 = [...RULES_OF_211, ...OPEN_RULES].map(rulingOf);
const CUSTOM: Ruling = { clues: CUSTOM_CLUES, keys: keysOf(CUSTOM_CLUES) };
const NONE: Ruling = { clues: [], keys: [] };

/** A request as far as it chooses a rule. */
export interface RuledMessage {
  readonly address: { readonly module: string; readonly interfaceRole: InterfaceRole; readonly rest: string };
  readonly raw: { readonly method: string };
  readonly version: OcpiVersion | null;
}

/** What may identify the receiver of this request; without clues where nothing in it does. */
export function openRuleFor({ address, raw, version }: RuledMessage): Ruling {
  const { module, interfaceRole, rest } = address;
  const segments = pathSegments(rest) ?? [];
  const isFitting = ({ path = [] }: OpenRule): boolean =>
    path.every((wanted, index) => wanted === null || wanted.toUpperCase() === segments[index]?.toUpperCase());
  const ruling = (namesParties(version) ? RULINGS : RULINGS_OF_211).find(
    (each) =>
      each.module === module &&
      each.interfaceRole === interfaceRole &&
      each.methods.includes(raw.method) &&
      isFitting(each),
  );
  if (ruling !== undefined) return ruling;
  const isCustom = version !== null && !FUNCTIONAL_MODULES[version].includes(module);
  return isCustom ? CUSTOM : NONE;
}

function rulingOf(rule: OpenRule): OpenRule & Ruling {
  return { ...rule, keys: keysOf(rule.clues) };
}

function keysOf(clues: readonly Clue[]): readonly string[] {
  return [...new Set(clues.flatMap(keysOfClue))];
}

function keysOfClue(clue: Clue): readonly string[] {
  switch (clue.kind) {
    case 'owner-in-body':
      return ownerKeys(clue.key);
    case 'owner-in-url':
      return [];
    case 'contract-id':
    case 'evse-id':
      return keysOfPlace(clue.id);
    case 'learned':
      return clue.things.flatMap(({ id }) => keysOfPlace(id));
  }
}

function keysOfPlace(place: TextPlace): readonly string[] {
  if ('body' in place) return [place.body];
  if ('segment' in place) return [];
  return place.within === 'body-owner' ? [...ownerKeys(''), ...keysOfPlace(place.id)] : keysOfPlace(place.id);
}

/** The two keys under which an object names its owner. */
export function ownerKeys(key: string): readonly [string, string] {
  const prefix = key === '' ? '' : `${key}.`;
  return [`${prefix}country_code`, `${prefix}party_id`];
}
