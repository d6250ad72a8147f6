// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts. Null stands for what is not set, as the cardinalities allow.

/** Case-insensitive, printable ASCII. */
export type CiString = string;
/** A moment in UTC. */
export type DateTime = string;
/** An absolute URL of at most 255 characters. */
export type URL = string;

/** Version information endpoint > InterfaceRole enum. */
export type InterfaceRole =
  | 'SENDER'
  | 'RECEIVER';

/** Version information endpoint > ModuleID enum. */
export type ModuleID =
  | 'cdrs'
  | 'chargingprofiles'
  | 'commands'
  | 'credentials'
  | 'hubclientinfo'
  | 'locations'
  | 'sessions'
  | 'tariffs'
  | 'tokens'
  | (string & {});

/** Version information endpoint > VersionNumber enum. */
export type VersionNumber =
  | '2.0'
  | '2.1'
  | '2.1.1'
  | '2.2'
  | (string & {});

/** Locations module > Capability enum. */
export type Capability =
  | 'CHARGING_PROFILE_CAPABLE'
  | 'CHARGING_PREFERENCES_CAPABLE'
  | 'CHIP_CARD_SUPPORT'
  | 'CONTACTLESS_CARD_SUPPORT'
  | 'CREDIT_CARD_PAYABLE'
  | 'DEBIT_CARD_PAYABLE'
  | 'PED_TERMINAL'
  | 'REMOTE_START_STOP_CAPABLE'
  | 'RESERVABLE'
  | 'RFID_READER'
  | 'TOKEN_GROUP_CAPABLE'
  | 'UNLOCK_CAPABLE';

/** Locations module > ConnectorFormat enum. */
export type ConnectorFormat =
  | 'SOCKET'
  | 'CABLE';

/** Locations module > ConnectorType enum. */
export type ConnectorType =
  | 'CHADEMO'
  | 'DOMESTIC_A'
  | 'DOMESTIC_B'
  | 'DOMESTIC_C'
  | 'DOMESTIC_D'
  | 'DOMESTIC_E'
  | 'DOMESTIC_F'
  | 'DOMESTIC_G'
  | 'DOMESTIC_H'
  | 'DOMESTIC_I'
  | 'DOMESTIC_J'
  | 'DOMESTIC_K'
  | 'DOMESTIC_L'
  | 'IEC_60309_2_single_16'
  | 'IEC_60309_2_three_16'
  | 'IEC_60309_2_three_32'
  | 'IEC_60309_2_three_64'
  | 'IEC_62196_T1'
  | 'IEC_62196_T1_COMBO'
  | 'IEC_62196_T2'
  | 'IEC_62196_T2_COMBO'
  | 'IEC_62196_T3A'
  | 'IEC_62196_T3C'
  | 'PANTOGRAPH_BOTTOM_UP'
  | 'PANTOGRAPH_TOP_DOWN'
  | 'TESLA_R'
  | 'TESLA_S';

/** Locations module > EnergySourceCategory enum. */
export type EnergySourceCategory =
  | 'NUCLEAR'
  | 'GENERAL_FOSSIL'
  | 'COAL'
  | 'GAS'
  | 'GENERAL_GREEN'
  | 'SOLAR'
  | 'WIND'
  | 'WATER';

/** Locations module > EnvironmentalImpactCategory enum. */
export type EnvironmentalImpactCategory =
  | 'NUCLEAR_WASTE'
  | 'CARBON_DIOXIDE';

/** Locations module > Facility enum. */
export type Facility =
  | 'HOTEL'
  | 'RESTAURANT'
  | 'CAFE'
  | 'MALL'
  | 'SUPERMARKET'
  | 'SPORT'
  | 'RECREATION_AREA'
  | 'NATURE'
  | 'MUSEUM'
  | 'BIKE_SHARING'
  | 'BUS_STOP'
  | 'TAXI_STAND'
  | 'TRAM_STOP'
  | 'METRO_STATION'
  | 'TRAIN_STATION'
  | 'AIRPORT'
  | 'PARKING_LOT'
  | 'CARPOOL_PARKING'
  | 'FUEL_STATION'
  | 'WIFI';

/** Locations module > ImageCategory enum. */
export type ImageCategory =
  | 'CHARGER'
  | 'ENTRANCE'
  | 'LOCATION'
  | 'NETWORK'
  | 'OPERATOR'
  | 'OTHER'
  | 'OWNER';

/** Locations module > ParkingRestriction enum. */
export type ParkingRestriction =
  | 'EV_ONLY'
  | 'PLUGGED'
  | 'DISABLED'
  | 'CUSTOMERS'
  | 'MOTORCYCLES';

/** Locations module > ParkingType enum. */
export type ParkingType =
  | 'ALONG_MOTORWAY'
  | 'PARKING_GARAGE'
  | 'PARKING_LOT'
  | 'ON_DRIVEWAY'
  | 'ON_STREET'
  | 'UNDERGROUND_GARAGE';

/** Locations module > PowerType enum. */
export type PowerType =
  | 'AC_1_PHASE'
  | 'AC_3_PHASE'
  | 'DC';

/** Locations module > Status enum. */
export type Status =
  | 'AVAILABLE'
  | 'BLOCKED'
  | 'CHARGING'
  | 'INOPERATIVE'
  | 'OUTOFORDER'
  | 'PLANNED'
  | 'REMOVED'
  | 'RESERVED'
  | 'UNKNOWN';

/** Sessions module > ChargingPreferencesResponse enum. */
export type ChargingPreferencesResponse =
  | 'ACCEPTED'
  | 'DEPARTURE_REQUIRED'
  | 'ENERGY_NEED_REQUIRED'
  | 'NOT_POSSIBLE'
  | 'PROFILE_TYPE_NOT_SUPPORTED';

/** Sessions module > ProfileType enum. */
export type ProfileType =
  | 'CHEAP'
  | 'FAST'
  | 'GREEN'
  | 'REGULAR';

/** Sessions module > SessionStatus enum. */
export type SessionStatus =
  | 'ACTIVE'
  | 'COMPLETED'
  | 'INVALID'
  | 'PENDING'
  | 'RESERVATION';

/** CDRs module > AuthMethod enum. */
export type AuthMethod =
  | 'AUTH_REQUEST'
  | 'COMMAND'
  | 'WHITELIST';

/** CDRs module > CdrDimensionType enum. */
export type CdrDimensionType =
  | 'CURRENT'
  | 'ENERGY'
  | 'ENERGY_EXPORT'
  | 'ENERGY_IMPORT'
  | 'MAX_CURRENT'
  | 'MIN_CURRENT'
  | 'MAX_POWER'
  | 'MIN_POWER'
  | 'PARKING_TIME'
  | 'POWER'
  | 'RESERVATION_TIME'
  | 'STATE_OF_CHARGE'
  | 'TIME';

/** Tariffs module > DayOfWeek enum. */
export type DayOfWeek =
  | 'MONDAY'
  | 'TUESDAY'
  | 'WEDNESDAY'
  | 'THURSDAY'
  | 'FRIDAY'
  | 'SATURDAY'
  | 'SUNDAY';

/** Tariffs module > ReservationRestrictionType enum. */
export type ReservationRestrictionType =
  | 'RESERVATION'
  | 'RESERVATION_EXPIRES';

/** Tariffs module > TariffDimensionType enum. */
export type TariffDimensionType =
  | 'ENERGY'
  | 'FLAT'
  | 'PARKING_TIME'
  | 'TIME';

/** Tariffs module > TariffType enum. */
export type TariffType =
  | 'AD_HOC_PAYMENT'
  | 'PROFILE_CHEAP'
  | 'PROFILE_FAST'
  | 'PROFILE_GREEN'
  | 'REGULAR';

/** Tokens module > AllowedType enum. */
export type AllowedType =
  | 'ALLOWED'
  | 'BLOCKED'
  | 'EXPIRED'
  | 'NO_CREDIT'
  | 'NOT_ALLOWED';

/** Tokens module > TokenType enum. */
export type TokenType =
  | 'AD_HOC_USER'
  | 'APP_USER'
  | 'OTHER'
  | 'RFID';

/** Tokens module > WhitelistType enum. */
export type WhitelistType =
  | 'ALWAYS'
  | 'ALLOWED'
  | 'ALLOWED_OFFLINE'
  | 'NEVER';

/** Commands module > CommandResponseType enum. */
export type CommandResponseType =
  | 'NOT_SUPPORTED'
  | 'REJECTED'
  | 'ACCEPTED'
  | 'UNKNOWN_SESSION';

/** Commands module > CommandResultType enum. */
export type CommandResultType =
  | 'ACCEPTED'
  | 'CANCELED_RESERVATION'
  | 'EVSE_OCCUPIED'
  | 'EVSE_INOPERATIVE'
  | 'FAILED'
  | 'NOT_SUPPORTED'
  | 'REJECTED'
  | 'TIMEOUT'
  | 'UNKNOWN_RESERVATION';

/** Commands module > CommandType enum. */
export type CommandType =
  | 'CANCEL_RESERVATION'
  | 'RESERVE_NOW'
  | 'START_SESSION'
  | 'STOP_SESSION'
  | 'UNLOCK_CONNECTOR';

/** ChargingProfiles module > ChargingRateUnit enum. */
export type ChargingRateUnit =
  | 'W'
  | 'A';

/** ChargingProfiles module > ChargingProfileResponseType enum. */
export type ChargingProfileResponseType =
  | 'ACCEPTED'
  | 'NOT_SUPPORTED'
  | 'REJECTED'
  | 'TOO_OFTEN'
  | 'UNKNOWN_SESSION';

/** ChargingProfiles module > ChargingProfileResultType enum. */
export type ChargingProfileResultType =
  | 'ACCEPTED'
  | 'REJECTED'
  | 'UNKNOWN';

/** HubClientInfo module > ConnectionStatus enum. */
export type ConnectionStatus =
  | 'CONNECTED'
  | 'OFFLINE'
  | 'PLANNED'
  | 'SUSPENDED';

/** Types > Role enum. */
export type Role =
  | 'CPO'
  | 'EMSP'
  | 'HUB'
  | 'NAP'
  | 'NSP'
  | 'OTHER'
  | 'SCSP';

/** Version information endpoint > Version class. */
export interface Version {
  readonly version: VersionNumber;
  readonly url: URL;
}

/** Version information endpoint > Endpoint class. */
export interface Endpoint {
  readonly identifier: ModuleID;
  readonly role: InterfaceRole;
  readonly url: URL;
}

/** Credentials module > Credentials object. */
export interface Credentials {
  readonly token: string;
  readonly url: URL;
  readonly roles: readonly CredentialsRole[];
}

/** Credentials module > CredentialsRole class. */
export interface CredentialsRole {
  readonly role: Role;
  readonly business_details: BusinessDetails;
  readonly party_id: CiString;
  readonly country_code: CiString;
}

/** Locations module > Location object. */
export interface Location {
  readonly country_code: CiString;
  readonly party_id: CiString;
  readonly id: CiString;
  readonly publish: boolean;
  readonly publish_allowed_to?: readonly PublishTokenType[] | null;
  readonly name?: string | null;
  readonly address: string;
  readonly city: string;
  readonly postal_code?: string | null;
  readonly state?: string | null;
  readonly country: string;
  readonly coordinates: GeoLocation;
  readonly related_locations?: readonly AdditionalGeoLocation[] | null;
  readonly parking_type?: ParkingType | null;
  readonly evses?: readonly EVSE[] | null;
  readonly directions?: readonly DisplayText[] | null;
  readonly operator?: BusinessDetails | null;
  readonly suboperator?: BusinessDetails | null;
  readonly owner?: BusinessDetails | null;
  readonly facilities?: readonly Facility[] | null;
  readonly time_zone: string;
  readonly opening_times?: Hours | null;
  readonly charging_when_closed?: boolean | null;
  readonly images?: readonly Image[] | null;
  readonly energy_mix?: EnergyMix | null;
  readonly last_updated: DateTime;
}

/** Locations module > EVSE object. */
export interface EVSE {
  readonly uid: CiString;
  readonly evse_id?: CiString | null;
  readonly status: Status;
  readonly status_schedule?: readonly StatusSchedule[] | null;
  readonly capabilities?: readonly Capability[] | null;
  readonly connectors: readonly Connector[];
  readonly floor_level?: string | null;
  readonly coordinates?: GeoLocation | null;
  readonly physical_reference?: string | null;
  readonly directions?: readonly DisplayText[] | null;
  readonly parking_restrictions?: readonly ParkingRestriction[] | null;
  readonly images?: readonly Image[] | null;
  readonly last_updated: DateTime;
}

/** Locations module > Connector object. */
export interface Connector {
  readonly id: CiString;
  readonly standard: ConnectorType;
  readonly format: ConnectorFormat;
  readonly power_type: PowerType;
  readonly max_voltage: number;
  readonly max_amperage: number;
  readonly max_electric_power?: number | null;
  readonly tariff_ids?: readonly CiString[] | null;
  readonly terms_and_conditions?: URL | null;
  readonly last_updated: DateTime;
}

/** Locations module > AdditionalGeoLocation class. */
export interface AdditionalGeoLocation {
  readonly latitude: string;
  readonly longitude: string;
  readonly name?: DisplayText | null;
}

/** Locations module > BusinessDetails class. */
export interface BusinessDetails {
  readonly name: string;
  readonly website?: URL | null;
  readonly logo?: Image | null;
}

/** Locations module > EnergyMix class. */
export interface EnergyMix {
  readonly is_green_energy: boolean;
  readonly energy_sources?: readonly EnergySource[] | null;
  readonly environ_impact?: readonly EnvironmentalImpact[] | null;
  readonly supplier_name?: string | null;
  readonly energy_product_name?: string | null;
}

/** Locations module > EnergySource class. */
export interface EnergySource {
  readonly source: EnergySourceCategory;
  readonly percentage: number;
}

/** Locations module > EnvironmentalImpact class. */
export interface EnvironmentalImpact {
  readonly category: EnvironmentalImpactCategory;
  readonly amount: number;
}

/** Locations module > ExceptionalPeriod class. */
export interface ExceptionalPeriod {
  readonly period_begin: DateTime;
  readonly period_end: DateTime;
}

/** Locations module > GeoLocation class. */
export interface GeoLocation {
  readonly latitude: string;
  readonly longitude: string;
}

/** Locations module > Hours class. */
export interface Hours {
  readonly twentyfourseven: boolean;
  readonly regular_hours?: readonly RegularHours[] | null;
  readonly exceptional_openings?: readonly ExceptionalPeriod[] | null;
  readonly exceptional_closings?: readonly ExceptionalPeriod[] | null;
}

/** Locations module > Image class. */
export interface Image {
  readonly url: URL;
  readonly thumbnail?: URL | null;
  readonly category: ImageCategory;
  readonly type: CiString;
  readonly width?: number | null;
  readonly height?: number | null;
}

/** Locations module > PublishTokenType class. */
export interface PublishTokenType {
  readonly uid?: CiString | null;
  readonly type?: TokenType | null;
  readonly visual_number?: string | null;
  readonly issuer?: string | null;
  readonly group_id?: CiString | null;
}

/** Locations module > RegularHours class. */
export interface RegularHours {
  readonly weekday: number;
  readonly period_begin: string;
  readonly period_end: string;
}

/** Locations module > StatusSchedule class. */
export interface StatusSchedule {
  readonly period_begin: DateTime;
  readonly period_end?: DateTime | null;
  readonly status: Status;
}

/** Sessions module > Session object. */
export interface Session {
  readonly country_code: CiString;
  readonly party_id: CiString;
  readonly id: CiString;
  readonly start_date_time: DateTime;
  readonly end_date_time?: DateTime | null;
  readonly kwh: number;
  readonly cdr_token: CdrToken;
  readonly auth_method: AuthMethod;
  readonly authorization_reference?: CiString | null;
  readonly location_id: CiString;
  readonly evse_uid: CiString;
  readonly connector_id: CiString;
  readonly meter_id?: string | null;
  readonly currency: string;
  readonly charging_periods?: readonly ChargingPeriod[] | null;
  readonly total_cost?: Price | null;
  readonly status: SessionStatus;
  readonly last_updated: DateTime;
}

/** Sessions module > ChargingPreferences object. */
export interface ChargingPreferences {
  readonly profile_type: ProfileType;
  readonly departure_time?: DateTime | null;
  readonly energy_need?: number | null;
  readonly discharge_allowed?: boolean | null;
}

/** CDRs module > CDR object. */
export interface CDR {
  readonly country_code: CiString;
  readonly party_id: CiString;
  readonly id: CiString;
  readonly start_date_time: DateTime;
  readonly end_date_time: DateTime;
  readonly session_id?: CiString | null;
  readonly cdr_token: CdrToken;
  readonly auth_method: AuthMethod;
  readonly authorization_reference?: CiString | null;
  readonly cdr_location: CdrLocation;
  readonly meter_id?: string | null;
  readonly currency: string;
  readonly tariffs?: readonly Tariff[] | null;
  readonly charging_periods: readonly ChargingPeriod[];
  readonly signed_data?: SignedData | null;
  readonly total_cost: Price;
  readonly total_fixed_cost?: Price | null;
  readonly total_energy: number;
  readonly total_energy_cost?: Price | null;
  readonly total_time: number;
  readonly total_time_cost?: Price | null;
  readonly total_parking_time?: number | null;
  readonly total_parking_cost?: Price | null;
  readonly total_reservation_cost?: Price | null;
  readonly remark?: string | null;
  readonly invoice_reference_id?: CiString | null;
  readonly credit?: boolean | null;
  readonly credit_reference_id?: CiString | null;
  readonly last_updated: DateTime;
}

/** CDRs module > CdrDimension class. */
export interface CdrDimension {
  readonly type: CdrDimensionType;
  readonly volume: number;
}

/** CDRs module > CdrLocation class. */
export interface CdrLocation {
  readonly id: CiString;
  readonly name?: string | null;
  readonly address: string;
  readonly city: string;
  readonly postal_code: string;
  readonly country: string;
  readonly coordinates: GeoLocation;
  readonly evse_uid: CiString;
  readonly evse_id: CiString;
  readonly connector_id: CiString;
  readonly connector_standard: ConnectorType;
  readonly connector_format: ConnectorFormat;
  readonly connector_power_type: PowerType;
}

/** CDRs module > CdrToken class. */
export interface CdrToken {
  readonly uid: CiString;
  readonly type: TokenType;
  readonly contract_id: CiString;
}

/** CDRs module > ChargingPeriod class. */
export interface ChargingPeriod {
  readonly start_date_time: DateTime;
  readonly dimensions: readonly CdrDimension[];
  readonly tariff_id?: CiString | null;
}

/** CDRs module > SignedData class. */
export interface SignedData {
  readonly encoding_method: CiString;
  readonly encoding_method_version?: number | null;
  readonly public_key?: CiString | null;
  readonly signed_values: readonly SignedValue[];
  readonly url?: CiString | null;
}

/** CDRs module > SignedValue class. */
export interface SignedValue {
  readonly nature: CiString;
  readonly plain_data: CiString;
  readonly signed_data: CiString;
}

/** Tariffs module > Tariff object. */
export interface Tariff {
  readonly country_code: CiString;
  readonly party_id: CiString;
  readonly id: CiString;
  readonly currency: string;
  readonly type?: TariffType | null;
  readonly tariff_alt_text?: readonly DisplayText[] | null;
  readonly tariff_alt_url?: URL | null;
  readonly min_price?: Price | null;
  readonly max_price?: Price | null;
  readonly elements: readonly TariffElement[];
  readonly start_date_time?: DateTime | null;
  readonly end_date_time?: DateTime | null;
  readonly energy_mix?: EnergyMix | null;
  readonly last_updated: DateTime;
}

/** Tariffs module > PriceComponent class. */
export interface PriceComponent {
  readonly type: TariffDimensionType;
  readonly price: number;
  readonly vat?: number | null;
  readonly step_size: number;
}

/** Tariffs module > TariffElement class. */
export interface TariffElement {
  readonly price_components: readonly PriceComponent[];
  readonly restrictions?: TariffRestrictions | null;
}

/** Tariffs module > TariffRestrictions class. */
export interface TariffRestrictions {
  readonly start_time?: string | null;
  readonly end_time?: string | null;
  readonly start_date?: string | null;
  readonly end_date?: string | null;
  readonly min_kwh?: number | null;
  readonly max_kwh?: number | null;
  readonly min_current?: number | null;
  readonly max_current?: number | null;
  readonly min_power?: number | null;
  readonly max_power?: number | null;
  readonly min_duration?: number | null;
  readonly max_duration?: number | null;
  readonly day_of_week?: readonly DayOfWeek[] | null;
  readonly reservation?: ReservationRestrictionType | null;
}

/** Tokens module > AuthorizationInfo object. */
export interface AuthorizationInfo {
  readonly allowed: AllowedType;
  readonly token: Token;
  readonly location?: LocationReferences | null;
  readonly authorization_reference?: CiString | null;
  readonly info?: DisplayText | null;
}

/** Tokens module > Token object. */
export interface Token {
  readonly country_code: CiString;
  readonly party_id: CiString;
  readonly uid: CiString;
  readonly type: TokenType;
  readonly contract_id: CiString;
  readonly visual_number?: string | null;
  readonly issuer: string;
  readonly group_id?: CiString | null;
  readonly valid: boolean;
  readonly whitelist: WhitelistType;
  readonly language?: string | null;
  readonly default_profile_type?: ProfileType | null;
  readonly energy_contract?: EnergyContract | null;
  readonly last_updated: DateTime;
}

/** Tokens module > EnergyContract class. */
export interface EnergyContract {
  readonly supplier_name: string;
  readonly contract_id?: string | null;
}

/** Tokens module > LocationReferences class. */
export interface LocationReferences {
  readonly location_id: CiString;
  readonly evse_uids?: readonly CiString[] | null;
}

/** Commands module > CancelReservation object. */
export interface CancelReservation {
  readonly response_url: URL;
  readonly reservation_id: CiString;
}

/** Commands module > CommandResponse object. */
export interface CommandResponse {
  readonly result: CommandResponseType;
  readonly timeout: number;
  readonly message?: readonly DisplayText[] | null;
}

/** Commands module > CommandResult object. */
export interface CommandResult {
  readonly result: CommandResultType;
  readonly message?: readonly DisplayText[] | null;
}

/** Commands module > ReserveNow object. */
export interface ReserveNow {
  readonly response_url: URL;
  readonly token: Token;
  readonly expiry_date: DateTime;
  readonly reservation_id: CiString;
  readonly location_id: CiString;
  readonly evse_uid?: CiString | null;
  readonly authorization_reference?: CiString | null;
}

/** Commands module > StartSession object. */
export interface StartSession {
  readonly response_url: URL;
  readonly token: Token;
  readonly location_id: CiString;
  readonly evse_uid?: CiString | null;
  readonly authorization_reference?: CiString | null;
}

/** Commands module > StopSession object. */
export interface StopSession {
  readonly response_url: URL;
  readonly session_id: CiString;
}

/** Commands module > UnlockConnector object. */
export interface UnlockConnector {
  readonly response_url: URL;
  readonly location_id: CiString;
  readonly evse_uid: CiString;
  readonly connector_id: CiString;
}

/** ChargingProfiles module > ChargingProfileResponse object. */
export interface ChargingProfileResponse {
  readonly result: ChargingProfileResponseType;
  readonly timeout: number;
}

/** ChargingProfiles module > ActiveChargingProfileResult object. */
export interface ActiveChargingProfileResult {
  readonly result: ChargingProfileResultType;
  readonly profile?: ActiveChargingProfile | null;
}

/** ChargingProfiles module > ChargingProfileResult object. */
export interface ChargingProfileResult {
  readonly result: ChargingProfileResultType;
}

/** ChargingProfiles module > ClearProfileResult object. */
export interface ClearProfileResult {
  readonly result: ChargingProfileResultType;
}

/** ChargingProfiles module > SetChargingProfile object. */
export interface SetChargingProfile {
  readonly charging_profile: ChargingProfile;
  readonly response_url: URL;
}

/** ChargingProfiles module > ActiveChargingProfile class. */
export interface ActiveChargingProfile {
  readonly start_date_time: DateTime;
  readonly charging_profile: ChargingProfile;
}

/** ChargingProfiles module > ChargingProfile class. */
export interface ChargingProfile {
  readonly start_date_time?: DateTime | null;
  readonly duration?: number | null;
  readonly charging_rate_unit: ChargingRateUnit;
  readonly min_charging_rate?: number | null;
  readonly charging_profile_period?: readonly ChargingProfilePeriod[] | null;
}

/** ChargingProfiles module > ChargingProfilePeriod class. */
export interface ChargingProfilePeriod {
  readonly start_period: number;
  readonly limit: number;
}

/** HubClientInfo module > ClientInfo object. */
export interface ClientInfo {
  readonly party_id: CiString;
  readonly country_code: CiString;
  readonly role: Role;
  readonly status: ConnectionStatus;
  readonly last_updated: DateTime;
}

/** Types > DisplayText class. */
export interface DisplayText {
  readonly language: string;
  readonly text: string;
}

/** Types > Price class. */
export interface Price {
  readonly excl_vat: number;
  readonly incl_vat?: number | null;
}

/** Version information endpoint > VersionDetails object. */
export interface VersionDetails {
  readonly version: VersionNumber;
  readonly endpoints: readonly Endpoint[];
}

/** Transport and format > Response format. */
export interface ResponseFormat {
  readonly status_code: number;
  readonly status_message?: string | null;
  readonly timestamp: DateTime;
}

/** What a PATCH of a Location carries. */
export type LocationPatch = Partial<Location> & Pick<Location, 'last_updated'>;

/** What a PATCH of a EVSE carries. */
export type EVSEPatch = Partial<EVSE> & Pick<EVSE, 'last_updated'>;

/** What a PATCH of a Connector carries. */
export type ConnectorPatch = Partial<Connector> & Pick<Connector, 'last_updated'>;

/** What a PATCH of a Session carries. */
export type SessionPatch = Partial<Session> & Pick<Session, 'last_updated'>;

/** What a PATCH of a Token carries. */
export type TokenPatch = Partial<Token> & Pick<Token, 'last_updated'>;
