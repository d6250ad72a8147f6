import { DEFAULT_PLATFORM_SETTINGS, type PlatformSettings } from '@busbar/core';
import { parseCidr } from '@busbar/party-http';
import { ValidateBy } from 'class-validator';
import { Field, OneOfField, WholeNumberField, YesNoField } from '../fields/field.js';
import { SomeOfField, TextsField } from '../fields/list-field.js';
import { isBridgeDefaults } from './bridge-defaults.js';
import { isForwardableHeader } from './forwardable-header.js';

type Mutable<T> = { -readonly [Name in keyof T]?: T[Name] };

/** Settings of a platform as an operator sends them: each may be left out, none other may be there. */
export class PlatformSettingsDto implements Mutable<PlatformSettings> {
  @OneOfField(['auto', 'base64', 'raw'], {
    optional: true,
    description: 'How the hub writes this platform its token; auto finds it out on GETs of versions and details.',
  })
  token_encoding?: PlatformSettings['token_encoding'];

  @YesNoField({ optional: true, description: 'A message addressed to its own party is meant for the hub.' })
  to_self_is_hub?: boolean;

  @YesNoField({ optional: true, description: 'Close every path sent to this platform with a slash.' })
  trailing_slash?: boolean;

  @YesNoField({ optional: true, description: 'Accept callbacks whose routing headers contradict their command.' })
  lenient_callbacks?: boolean;

  @TextsField(
    { optional: true, maxItems: 32, example: ['x-vendor-trace'], description: 'Further headers that pass, any case.' },
    ValidateBy(
      {
        name: 'isForwardableHeader',
        validator: {
          validate: isForwardableHeader,
          defaultMessage: () =>
            'each value in $property must be a header name that is neither hop-by-hop, nor authenticates, nor is written or passed by the hub anyway',
        },
      },
      { each: true },
    ),
  )
  forward_headers?: readonly string[];

  @TextsField(
    {
      optional: true,
      maxItems: 64,
      example: ['10.20.0.0/16'],
      description: 'CIDR blocks that the hub may connect to for this platform although they are not public.',
    },
    ValidateBy(
      {
        name: 'isNetwork',
        validator: {
          validate: (value) => typeof value === 'string' && parseCidr(value) !== null,
          defaultMessage: () => 'each value in $property must be a CIDR block',
        },
      },
      { each: true },
    ),
  )
  allowed_networks?: readonly string[];

  @WholeNumberField({ optional: true, min: 1, max: 10_000, description: 'Requests under way to it at once.' })
  in_flight?: number;

  @WholeNumberField({
    optional: true,
    nullable: true,
    min: 100,
    max: 120_000,
    description: "Deadline of a whole exchange with it in ms; null takes the hub's.",
  })
  timeout_ms?: number | null;

  @OneOfField(['off', 'observe', 'enforce'], {
    optional: true,
    nullable: true,
    description: "How far its messages are checked against the object model; null takes the hub's.",
  })
  validation?: PlatformSettings['validation'];

  @SomeOfField(['sessions', 'locations', 'tariffs', 'tokens', 'cdrs'], {
    optional: true,
    description: 'Modules whose direct pushes the hub holds while this platform is away.',
  })
  store_and_forward?: PlatformSettings['store_and_forward'];

  @SomeOfField(['locations', 'tariffs', 'tokens'], {
    optional: true,
    description: 'Modules that the hub pulls for its own store; empty: never.',
  })
  pull?: PlatformSettings['pull'];

  @Field(
    { optional: true, description: 'Values that the bridge may fill in, by field.' },
    { type: 'object', additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] } },
    ValidateBy({
      name: 'isBridgeDefaults',
      validator: {
        validate: isBridgeDefaults,
        defaultMessage: () => '$property must be an object of at most 64 short texts, numbers and booleans',
      },
    }),
  )
  bridge_defaults?: Readonly<Record<string, unknown>>;
}

/** The settings with those replaced that are given; header names become lower-case. */
export function applySettings(
  given: PlatformSettingsDto | undefined,
  to: PlatformSettings = DEFAULT_PLATFORM_SETTINGS,
): PlatformSettings {
  if (given === undefined) return to;
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const applied: PlatformSettings = { ...to, ...changes };
  return { ...applied, forward_headers: [...new Set(applied.forward_headers.map((name) => name.toLowerCase()))] };
}
