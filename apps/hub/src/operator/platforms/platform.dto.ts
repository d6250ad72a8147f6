import { isTokenText, PARTY_ROLES, type Role } from '@busbar/ocpi';
import { ValidateBy } from 'class-validator';
import { Field, OneOfField, ShapedField, TextField, WholeNumberField } from '../fields/field.js';
import { ObjectField, ObjectsField } from '../fields/list-field.js';
import { UrlField } from '../fields/url-field.js';
import { PlatformSettingsDto } from './settings.dto.js';

/** A hundred parties on one connection is more than any roaming network shows. */
const MAX_PARTIES = 100;
const IMAGE_CATEGORIES = ['CHARGER', 'ENTRANCE', 'LOCATION', 'NETWORK', 'OPERATOR', 'OTHER', 'OWNER'];

/** OCPI 2.2.1, Types > Image class. */
export class ImageDto {
  @UrlField({ description: 'Where the image is.' })
  url!: string;

  @UrlField({ optional: true, description: 'Where a small one is.' })
  thumbnail?: string;

  @OneOfField(IMAGE_CATEGORIES, { description: 'What it shows.' })
  category!: string;

  @TextField({ maxLength: 4, example: 'png', description: 'File type.' })
  type!: string;

  @WholeNumberField({ optional: true, min: 1, max: 99_999, description: 'In pixels.' })
  width?: number;

  @WholeNumberField({ optional: true, min: 1, max: 99_999, description: 'In pixels.' })
  height?: number;
}

/** OCPI 2.2.1, Locations > BusinessDetails class. */
export class BusinessDetailsDto {
  @TextField({ maxLength: 100, example: 'Amber Charging', description: 'Name of the company.' })
  name!: string;

  @UrlField({ optional: true, description: 'Its website.' })
  website?: string;

  @ObjectField(() => ImageDto, { optional: true, description: 'Its logo.' })
  logo?: ImageDto;
}

/** A party that a platform may claim when it registers. */
export class ClaimedPartyDto {
  @ShapedField({ shape: /^[A-Za-z]{2}$/, inWords: 'two letters', example: 'NL', description: 'ISO 3166-1 alpha-2.' })
  country_code!: string;

  @ShapedField({
    shape: /^[A-Za-z0-9]{3}$/,
    inWords: 'three letters or digits',
    example: 'AMB',
    description: 'ISO 15118 operator or provider id.',
  })
  party_id!: string;

  @OneOfField(PARTY_ROLES, { description: 'What the party does.' })
  role!: Role;

  @ObjectField(() => BusinessDetailsDto, {
    optional: true,
    description: 'Left out: the name of the platform, until the platform tells its own.',
  })
  business_details?: BusinessDetailsDto;
}

/** Where and with which token the hub shakes hands as the sender. */
export class ConnectDto {
  @UrlField({ description: "The platform's OCPI versions endpoint." })
  versions_url!: string;

  @Field(
    { description: 'The token that the platform issued for the handshake.' },
    { type: String, minLength: 1, maxLength: 64, format: 'password' },
    ValidateBy({
      name: 'isTokenText',
      validator: {
        validate: (value) => typeof value === 'string' && isTokenText(value),
        defaultMessage: () => '$property must be 1 to 64 printable ASCII characters without spaces',
      },
    }),
  )
  token!: string;
}

/** A platform to be made. */
export class CreatePlatformDto {
  @TextField({ maxLength: 100, example: 'Amber Charging', description: 'For operators; partners do not see it.' })
  name!: string;

  @ObjectsField(() => ClaimedPartyDto, {
    minItems: 1,
    maxItems: MAX_PARTIES,
    description: 'The parties it may claim, and no others.',
  })
  parties!: ClaimedPartyDto[];

  @ObjectField(() => PlatformSettingsDto, { optional: true, description: 'Those left out have their default.' })
  settings?: PlatformSettingsDto;

  @ObjectField(() => ConnectDto, { optional: true, description: 'The hub shakes hands itself, at once.' })
  connect?: ConnectDto;
}

/** What is to change about a platform. */
export class ChangePlatformDto {
  @TextField({ optional: true, maxLength: 100, description: 'For operators.' })
  name?: string;

  @ObjectsField(() => ClaimedPartyDto, {
    optional: true,
    minItems: 1,
    maxItems: MAX_PARTIES,
    description: 'All its parties from now on; one that is missing leaves the hub.',
  })
  parties?: ClaimedPartyDto[];

  @ObjectField(() => PlatformSettingsDto, { optional: true, description: 'Those left out keep their value.' })
  settings?: PlatformSettingsDto;
}
