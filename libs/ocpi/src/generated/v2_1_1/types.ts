// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts. Null stands for what is not set, as the cardinalities allow.

/** Case-insensitive, printable ASCII. */
export type CiString = string;
/** A moment in UTC. */
export type DateTime = string;
/** An absolute URL of at most 255 characters. */
export type URL = string;

/** Version information endpoint > ModuleID enum. */
export type ModuleID =
  | 'cdrs'
  | 'commands'
  | 'credentials'
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
  | (string & {});

/** Locations module > Capability enum. */
export type Capability =
  | 'CHARGING_PROFILE_CAPABLE'
  | 'CREDIT_CARD_PAYABLE'
  | 'REMOTE_START_STOP_CAPABLE'
  | 'RESERVABLE'
  | 'RFID_READER'
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
  | 'BUS_STOP'
  | 'TAXI_STAND'
  | 'TRAIN_STATION'
  | 'AIRPORT'
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

/** Locations module > LocationType enum. */
export type LocationType =
  | 'ON_STREET'
  | 'PARKING_GARAGE'
  | 'UNDERGROUND_GARAGE'
  | 'PARKING_LOT'
  | 'OTHER'
  | 'UNKNOWN';

/** Locations module > ParkingRestriction enum. */
export type ParkingRestriction =
  | 'EV_ONLY'
  | 'PLUGGED'
  | 'DISABLED'
  | 'CUSTOMERS'
  | 'MOTORCYCLES';

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

/** Sessions module > SessionStatus enum. */
export type SessionStatus =
  | 'ACTIVE'
  | 'COMPLETED'
  | 'INVALID'
  | 'PENDING';

/** CDRs module > AuthMethod enum. */
export type AuthMethod =
  | 'AUTH_REQUEST'
  | 'WHITELIST';

/** CDRs module > CdrDimensionType enum. */
export type CdrDimensionType =
  | 'ENERGY'
  | 'FLAT'
  | 'MAX_CURRENT'
  | 'MIN_CURRENT'
  | 'PARKING_TIME'
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

/** Tariffs module > TariffDimensionType enum. */
export type TariffDimensionType =
  | 'ENERGY'
  | 'FLAT'
  | 'PARKING_TIME'
  | 'TIME';

/** Tokens module > Allowed enum. */
export type Allowed =
  | 'ALLOWED'
  | 'BLOCKED'
  | 'EXPIRED'
  | 'NO_CREDIT'
  | 'NOT_ALLOWED';

/** Tokens module > TokenType enum. */
export type TokenType =
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
  | 'TIMEOUT'
  | 'UNKNOWN_SESSION';

/** Commands module > CommandType enum. */
export type CommandType =
  | 'RESERVE_NOW'
  | 'START_SESSION'
  | 'STOP_SESSION'
  | 'UNLOCK_CONNECTOR';

/** Version information endpoint > Version class. */
export interface Version {
  readonly version: VersionNumber;
  readonly url: URL;
}

/** Version information endpoint > Endpoint class. */
export interface Endpoint {
  readonly identifier: ModuleID;
  readonly url: URL;
}

/** Credentials module > Credentials object. */
export interface Credentials {
  readonly token: string;
  readonly url: URL;
  readonly business_details: BusinessDetails;
  readonly party_id: string;
  readonly country_code: string;
}

/** Locations module > Location object. */
export interface Location {
  readonly id: string;
  readonly type: LocationType;
  readonly name?: string | null;
  readonly address: string;
  readonly city: string;
  readonly postal_code: string;
  readonly country: string;
  readonly coordinates: GeoLocation;
  readonly related_locations?: readonly AdditionalGeoLocation[] | null;
  readonly evses?: readonly EVSE[] | null;
  readonly directions?: readonly DisplayText[] | null;
  readonly operator?: BusinessDetails | null;
  readonly suboperator?: BusinessDetails | null;
  readonly owner?: BusinessDetails | null;
  readonly facilities?: readonly Facility[] | null;
  readonly time_zone?: string | null;
  readonly opening_times?: Hours | null;
  readonly charging_when_closed?: boolean | null;
  readonly images?: readonly Image[] | null;
  readonly energy_mix?: EnergyMix | null;
  readonly last_updated: DateTime;
}

/** Locations module > EVSE object. */
export interface EVSE {
  readonly uid: string;
  readonly evse_id?: string | null;
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
  readonly id: string;
  readonly standard: ConnectorType;
  readonly format: ConnectorFormat;
  readonly power_type: PowerType;
  readonly voltage: number;
  readonly amperage: number;
  readonly tariff_id?: string | null;
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
  readonly source: EnvironmentalImpactCategory;
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
  readonly regular_hours?: readonly RegularHours[] | null;
  readonly twentyfourseven?: boolean | null;
  readonly exceptional_openings?: readonly ExceptionalPeriod[] | null;
  readonly exceptional_closings?: readonly ExceptionalPeriod[] | null;
}

/** Locations module > Image class. */
export interface Image {
  readonly url: URL;
  readonly thumbnail?: URL | null;
  readonly category: ImageCategory;
  readonly type: string;
  readonly width?: number | null;
  readonly height?: number | null;
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
  readonly id: string;
  readonly start_datetime: DateTime;
  readonly end_datetime?: DateTime | null;
  readonly kwh: number;
  readonly auth_id: string;
  readonly auth_method: AuthMethod;
  readonly location: Location;
  readonly meter_id?: string | null;
  readonly currency: string;
  readonly charging_periods?: readonly ChargingPeriod[] | null;
  readonly total_cost?: number | null;
  readonly status: SessionStatus;
  readonly last_updated: DateTime;
}

/** CDRs module > CDR object. */
export interface CDR {
  readonly id: CiString;
  readonly start_date_time: DateTime;
  readonly stop_date_time: DateTime;
  readonly auth_id: string;
  readonly auth_method: AuthMethod;
  readonly location: Location;
  readonly meter_id?: string | null;
  readonly currency: string;
  readonly tariffs?: readonly Tariff[] | null;
  readonly charging_periods: readonly ChargingPeriod[];
  readonly total_cost: number;
  readonly total_energy: number;
  readonly total_time: number;
  readonly total_parking_time?: number | null;
  readonly remark?: string | null;
  readonly last_updated: DateTime;
}

/** CDRs module > CdrDimension class. */
export interface CdrDimension {
  readonly type: CdrDimensionType;
  readonly volume: number;
}

/** CDRs module > ChargingPeriod class. */
export interface ChargingPeriod {
  readonly start_date_time: DateTime;
  readonly dimensions: readonly CdrDimension[];
}

/** Tariffs module > Tariff object. */
export interface Tariff {
  readonly id: string;
  readonly currency: string;
  readonly tariff_alt_text?: readonly DisplayText[] | null;
  readonly tariff_alt_url?: URL | null;
  readonly elements: readonly TariffElement[];
  readonly energy_mix?: EnergyMix | null;
  readonly last_updated: DateTime;
}

/** Tariffs module > PriceComponent class. */
export interface PriceComponent {
  readonly type: TariffDimensionType;
  readonly price: number;
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
  readonly min_power?: number | null;
  readonly max_power?: number | null;
  readonly min_duration?: number | null;
  readonly max_duration?: number | null;
  readonly day_of_week?: readonly DayOfWeek[] | null;
}

/** Tokens module > AuthorizationInfo object. */
export interface AuthorizationInfo {
  readonly allowed: Allowed;
  readonly location?: LocationReferences | null;
  readonly info?: DisplayText | null;
}

/** Tokens module > Token object. */
export interface Token {
  readonly uid: string;
  readonly type: TokenType;
  readonly auth_id: string;
  readonly visual_number?: string | null;
  readonly issuer: string;
  readonly valid: boolean;
  readonly whitelist: WhitelistType;
  readonly language?: string | null;
  readonly last_updated: DateTime;
}

/** Tokens module > LocationReferences class. */
export interface LocationReferences {
  readonly location_id: string;
  readonly evse_uids?: readonly string[] | null;
  readonly connector_ids?: readonly string[] | null;
}

/** Commands module > CommandResponse object. */
export interface CommandResponse {
  readonly result: CommandResponseType;
}

/** Commands module > ReserveNow object. */
export interface ReserveNow {
  readonly response_url: URL;
  readonly token: Token;
  readonly expiry_date: DateTime;
  readonly reservation_id: number;
  readonly location_id: string;
  readonly evse_uid?: string | null;
}

/** Commands module > StartSession object. */
export interface StartSession {
  readonly response_url: URL;
  readonly token: Token;
  readonly location_id: string;
  readonly evse_uid?: string | null;
}

/** Commands module > StopSession object. */
export interface StopSession {
  readonly response_url: URL;
  readonly session_id: string;
}

/** Commands module > UnlockConnector object. */
export interface UnlockConnector {
  readonly response_url: URL;
  readonly location_id: string;
  readonly evse_uid: string;
  readonly connector_id: string;
}

/** Types > DisplayText class. */
export interface DisplayText {
  readonly language: string;
  readonly text: string;
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
export type LocationPatch = Partial<Location>;

/** What a PATCH of a EVSE carries. */
export type EVSEPatch = Partial<EVSE>;

/** What a PATCH of a Connector carries. */
export type ConnectorPatch = Partial<Connector>;

/** What a PATCH of a Session carries. */
export type SessionPatch = Partial<Session>;

/** What a PATCH of a Tariff carries. */
export type TariffPatch = Partial<Tariff>;

/** What a PATCH of a Token carries. */
export type TokenPatch = Partial<Token>;
