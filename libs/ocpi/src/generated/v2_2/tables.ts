// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts.
import type { VersionTables } from '../../validation/tables.js';

/** What is stated of the fields, enums and endpoints of this version. */
export const TABLES: VersionTables = {
  version: '2.2',
  objects: {
    Version: {
      section: 'Version information endpoint > Version class',
      fields: [
        {"name":"version","card":"1","type":"string","enum":"VersionNumber"},
        {"name":"url","card":"1","type":"string","checks":[["isUrl"]]},
      ],
    },
    Endpoint: {
      section: 'Version information endpoint > Endpoint class',
      fields: [
        {"name":"identifier","card":"1","type":"string","enum":"ModuleID"},
        {"name":"role","card":"1","type":"string","enum":"InterfaceRole"},
        {"name":"url","card":"1","type":"string","checks":[["isUrl"]]},
      ],
    },
    Credentials: {
      section: 'Credentials module > Credentials object',
      fields: [
        {"name":"token","card":"1","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"roles","card":"+","type":"object","object":"CredentialsRole"},
      ],
    },
    CredentialsRole: {
      section: 'Credentials module > CredentialsRole class',
      fields: [
        {"name":"role","card":"1","type":"string","enum":"Role"},
        {"name":"business_details","card":"1","type":"object","object":"BusinessDetails"},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isCountryAlpha2"]]},
      ],
    },
    Location: {
      section: 'Locations module > Location object',
      patch: ["last_updated"],
      fields: [
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isCountryAlpha2"]]},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"publish","card":"1","type":"boolean"},
        {"name":"publish_allowed_to","card":"*","type":"object","object":"PublishTokenType"},
        {"name":"name","card":"?","type":"string","checks":[["isWithin",255],["isPrintableText"]]},
        {"name":"address","card":"1","type":"string","checks":[["isWithin",45],["isPrintableText"]]},
        {"name":"city","card":"1","type":"string","checks":[["isWithin",45],["isPrintableText"]]},
        {"name":"postal_code","card":"?","type":"string","checks":[["isWithin",10],["isPrintableText"]]},
        {"name":"state","card":"?","type":"string","checks":[["isWithin",20],["isPrintableText"]]},
        {"name":"country","card":"1","type":"string","checks":[["isWithin",3],["isPrintableText"],["isThreeCapitalsOrNa"]]},
        {"name":"coordinates","card":"1","type":"object","object":"GeoLocation"},
        {"name":"related_locations","card":"*","type":"object","object":"AdditionalGeoLocation"},
        {"name":"parking_type","card":"?","type":"string","enum":"ParkingType"},
        {"name":"evses","card":"*","type":"object","object":"EVSE"},
        {"name":"directions","card":"*","type":"object","object":"DisplayText"},
        {"name":"operator","card":"?","type":"object","object":"BusinessDetails"},
        {"name":"suboperator","card":"?","type":"object","object":"BusinessDetails"},
        {"name":"owner","card":"?","type":"object","object":"BusinessDetails"},
        {"name":"facilities","card":"*","type":"string","enum":"Facility"},
        {"name":"time_zone","card":"1","type":"string","checks":[["isWithin",255],["isPrintableText"],["isTimeZoneOrNa"]]},
        {"name":"opening_times","card":"?","type":"object","object":"Hours"},
        {"name":"charging_when_closed","card":"?","type":"boolean"},
        {"name":"images","card":"*","type":"object","object":"Image"},
        {"name":"energy_mix","card":"?","type":"object","object":"EnergyMix"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    EVSE: {
      section: 'Locations module > EVSE object',
      patch: ["last_updated"],
      fields: [
        {"name":"uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_id","card":"?","type":"string","checks":[["isWithin",48],["isAsciiText"]]},
        {"name":"status","card":"1","type":"string","enum":"Status"},
        {"name":"status_schedule","card":"*","type":"object","object":"StatusSchedule"},
        {"name":"capabilities","card":"*","type":"string","enum":"Capability"},
        {"name":"connectors","card":"+","type":"object","object":"Connector"},
        {"name":"floor_level","card":"?","type":"string","checks":[["isWithin",4],["isPrintableText"]]},
        {"name":"coordinates","card":"?","type":"object","object":"GeoLocation"},
        {"name":"physical_reference","card":"?","type":"string","checks":[["isWithin",16],["isPrintableText"]]},
        {"name":"directions","card":"*","type":"object","object":"DisplayText"},
        {"name":"parking_restrictions","card":"*","type":"string","enum":"ParkingRestriction"},
        {"name":"images","card":"*","type":"object","object":"Image"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    Connector: {
      section: 'Locations module > Connector object',
      patch: ["last_updated"],
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"standard","card":"1","type":"string","enum":"ConnectorType"},
        {"name":"format","card":"1","type":"string","enum":"ConnectorFormat"},
        {"name":"power_type","card":"1","type":"string","enum":"PowerType"},
        {"name":"max_voltage","card":"1","type":"integer"},
        {"name":"max_amperage","card":"1","type":"integer"},
        {"name":"max_electric_power","card":"?","type":"integer"},
        {"name":"tariff_ids","card":"*","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"terms_and_conditions","card":"?","type":"string","checks":[["isUrl"]]},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    AdditionalGeoLocation: {
      section: 'Locations module > AdditionalGeoLocation class',
      fields: [
        {"name":"latitude","card":"1","type":"string","checks":[["isLatitude"]]},
        {"name":"longitude","card":"1","type":"string","checks":[["isLongitude"]]},
        {"name":"name","card":"?","type":"object","object":"DisplayText"},
      ],
    },
    BusinessDetails: {
      section: 'Locations module > BusinessDetails class',
      fields: [
        {"name":"name","card":"1","type":"string","checks":[["isWithin",100],["isPrintableText"]]},
        {"name":"website","card":"?","type":"string","checks":[["isUrl"]]},
        {"name":"logo","card":"?","type":"object","object":"Image"},
      ],
    },
    EnergyMix: {
      section: 'Locations module > EnergyMix class',
      fields: [
        {"name":"is_green_energy","card":"1","type":"boolean"},
        {"name":"energy_sources","card":"*","type":"object","object":"EnergySource"},
        {"name":"environ_impact","card":"*","type":"object","object":"EnvironmentalImpact"},
        {"name":"supplier_name","card":"?","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"energy_product_name","card":"?","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
      ],
    },
    EnergySource: {
      section: 'Locations module > EnergySource class',
      fields: [
        {"name":"source","card":"1","type":"string","enum":"EnergySourceCategory"},
        {"name":"percentage","card":"1","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    EnvironmentalImpact: {
      section: 'Locations module > EnvironmentalImpact class',
      fields: [
        {"name":"category","card":"1","type":"string","enum":"EnvironmentalImpactCategory"},
        {"name":"amount","card":"1","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    ExceptionalPeriod: {
      section: 'Locations module > ExceptionalPeriod class',
      fields: [
        {"name":"period_begin","card":"1","type":"string","checks":[["isDateTime"]]},
        {"name":"period_end","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    GeoLocation: {
      section: 'Locations module > GeoLocation class',
      fields: [
        {"name":"latitude","card":"1","type":"string","checks":[["isLatitude"]]},
        {"name":"longitude","card":"1","type":"string","checks":[["isLongitude"]]},
      ],
    },
    Hours: {
      section: 'Locations module > Hours class',
      fields: [
        {"name":"twentyfourseven","card":"1","type":"boolean"},
        {"name":"regular_hours","card":"*","type":"object","object":"RegularHours"},
        {"name":"exceptional_openings","card":"*","type":"object","object":"ExceptionalPeriod"},
        {"name":"exceptional_closings","card":"*","type":"object","object":"ExceptionalPeriod"},
      ],
    },
    Image: {
      section: 'Locations module > Image class',
      fields: [
        {"name":"url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"thumbnail","card":"?","type":"string","checks":[["isUrl"]]},
        {"name":"category","card":"1","type":"string","enum":"ImageCategory"},
        {"name":"type","card":"1","type":"string","checks":[["isWithin",4],["isAsciiText"]]},
        {"name":"width","card":"?","type":"integer","checks":[["hasDigits",5]]},
        {"name":"height","card":"?","type":"integer","checks":[["hasDigits",5]]},
      ],
    },
    PublishTokenType: {
      section: 'Locations module > PublishTokenType class',
      fields: [
        {"name":"uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"type","card":"?","type":"string","enum":"TokenType"},
        {"name":"visual_number","card":"?","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"issuer","card":"?","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"group_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    RegularHours: {
      section: 'Locations module > RegularHours class',
      fields: [
        {"name":"weekday","card":"1","type":"integer","checks":[["hasDigits",1]]},
        {"name":"period_begin","card":"1","type":"string","checks":[["isLocalTime"]]},
        {"name":"period_end","card":"1","type":"string","checks":[["isLocalTime"]]},
      ],
    },
    StatusSchedule: {
      section: 'Locations module > StatusSchedule class',
      fields: [
        {"name":"period_begin","card":"1","type":"string","checks":[["isDateTime"]]},
        {"name":"period_end","card":"?","type":"string","checks":[["isDateTime"]]},
        {"name":"status","card":"1","type":"string","enum":"Status"},
      ],
    },
    Session: {
      section: 'Sessions module > Session object',
      patch: ["last_updated"],
      fields: [
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isCountryAlpha2"]]},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"start_date_time","card":"1","type":"string","checks":[["isDateTime"]]},
        {"name":"end_date_time","card":"?","type":"string","checks":[["isDateTime"]]},
        {"name":"kwh","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"cdr_token","card":"1","type":"object","object":"CdrToken"},
        {"name":"auth_method","card":"1","type":"string","enum":"AuthMethod"},
        {"name":"authorization_reference","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"connector_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"meter_id","card":"?","type":"string","checks":[["isWithin",255],["isPrintableText"]]},
        {"name":"currency","card":"1","type":"string","checks":[["isWithin",3],["isPrintableText"],["isThreeCapitalsOrNa"]]},
        {"name":"charging_periods","card":"*","type":"object","object":"ChargingPeriod"},
        {"name":"total_cost","card":"?","type":"object","object":"Price"},
        {"name":"status","card":"1","type":"string","enum":"SessionStatus"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    ChargingPreferences: {
      section: 'Sessions module > ChargingPreferences object',
      fields: [
        {"name":"profile_type","card":"1","type":"string","enum":"ProfileType"},
        {"name":"departure_time","card":"?","type":"string","checks":[["isDateTime"]]},
        {"name":"energy_need","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"discharge_allowed","card":"?","type":"boolean"},
      ],
    },
    CDR: {
      section: 'CDRs module > CDR object',
      fields: [
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isCountryAlpha2"]]},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"start_date_time","card":"1","type":"string","checks":[["isDateTimeOrUnknown"]]},
        {"name":"end_date_time","card":"1","type":"string","checks":[["isDateTimeOrUnknown"]]},
        {"name":"session_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"cdr_token","card":"1","type":"object","object":"CdrToken"},
        {"name":"auth_method","card":"1","type":"string","enum":"AuthMethod"},
        {"name":"authorization_reference","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"cdr_location","card":"1","type":"object","object":"CdrLocation"},
        {"name":"meter_id","card":"?","type":"string","checks":[["isWithin",255],["isPrintableText"]]},
        {"name":"currency","card":"1","type":"string","checks":[["isWithin",3],["isPrintableText"],["isThreeCapitalsOrNa"]]},
        {"name":"tariffs","card":"*","type":"object","object":"Tariff"},
        {"name":"charging_periods","card":"+","type":"object","object":"ChargingPeriod"},
        {"name":"signed_data","card":"?","type":"object","object":"SignedData"},
        {"name":"total_cost","card":"1","type":"object","object":"Price"},
        {"name":"total_fixed_cost","card":"?","type":"object","object":"Price"},
        {"name":"total_energy","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"total_energy_cost","card":"?","type":"object","object":"Price"},
        {"name":"total_time","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"total_time_cost","card":"?","type":"object","object":"Price"},
        {"name":"total_parking_time","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"total_parking_cost","card":"?","type":"object","object":"Price"},
        {"name":"total_reservation_cost","card":"?","type":"object","object":"Price"},
        {"name":"remark","card":"?","type":"string","checks":[["isWithin",255],["isPrintableText"]]},
        {"name":"invoice_reference_id","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"credit","card":"?","type":"boolean"},
        {"name":"credit_reference_id","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    CdrDimension: {
      section: 'CDRs module > CdrDimension class',
      fields: [
        {"name":"type","card":"1","type":"string","enum":"CdrDimensionType"},
        {"name":"volume","card":"1","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    CdrLocation: {
      section: 'CDRs module > CdrLocation class',
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"name","card":"?","type":"string","checks":[["isWithin",255],["isPrintableText"]]},
        {"name":"address","card":"1","type":"string","checks":[["isWithin",45],["isPrintableText"]]},
        {"name":"city","card":"1","type":"string","checks":[["isWithin",45],["isPrintableText"]]},
        {"name":"postal_code","card":"1","type":"string","checks":[["isWithin",10],["isPrintableText"]]},
        {"name":"country","card":"1","type":"string","checks":[["isWithin",3],["isPrintableText"],["isThreeCapitalsOrNa"]]},
        {"name":"coordinates","card":"1","type":"object","object":"GeoLocation"},
        {"name":"evse_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_id","card":"1","type":"string","checks":[["isWithin",48],["isAsciiText"]]},
        {"name":"connector_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"connector_standard","card":"1","type":"string","enum":"ConnectorType"},
        {"name":"connector_format","card":"1","type":"string","enum":"ConnectorFormat"},
        {"name":"connector_power_type","card":"1","type":"string","enum":"PowerType"},
      ],
    },
    CdrToken: {
      section: 'CDRs module > CdrToken class',
      fields: [
        {"name":"uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"type","card":"1","type":"string","enum":"TokenType"},
        {"name":"contract_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    ChargingPeriod: {
      section: 'CDRs module > ChargingPeriod class',
      fields: [
        {"name":"start_date_time","card":"1","type":"string","checks":[["isDateTime"]]},
        {"name":"dimensions","card":"+","type":"object","object":"CdrDimension"},
        {"name":"tariff_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    SignedData: {
      section: 'CDRs module > SignedData class',
      fields: [
        {"name":"encoding_method","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"encoding_method_version","card":"?","type":"integer"},
        {"name":"public_key","card":"?","type":"string","checks":[["isWithin",512],["isAsciiText"]]},
        {"name":"signed_values","card":"+","type":"object","object":"SignedValue"},
        {"name":"url","card":"?","type":"string","checks":[["isWithin",512],["isAsciiText"]]},
      ],
    },
    SignedValue: {
      section: 'CDRs module > SignedValue class',
      fields: [
        {"name":"nature","card":"1","type":"string","checks":[["isWithin",32],["isAsciiText"]]},
        {"name":"plain_data","card":"1","type":"string","checks":[["isWithin",512],["isAsciiText"]]},
        {"name":"signed_data","card":"1","type":"string","checks":[["isWithin",512],["isAsciiText"]]},
      ],
    },
    Tariff: {
      section: 'Tariffs module > Tariff object',
      fields: [
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isCountryAlpha2"]]},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"currency","card":"1","type":"string","checks":[["isWithin",3],["isPrintableText"],["isThreeCapitalsOrNa"]]},
        {"name":"type","card":"?","type":"string","enum":"TariffType"},
        {"name":"tariff_alt_text","card":"*","type":"object","object":"DisplayText"},
        {"name":"tariff_alt_url","card":"?","type":"string","checks":[["isUrl"]]},
        {"name":"min_price","card":"?","type":"object","object":"Price"},
        {"name":"max_price","card":"?","type":"object","object":"Price"},
        {"name":"elements","card":"+","type":"object","object":"TariffElement"},
        {"name":"start_date_time","card":"?","type":"string","checks":[["isDateTime"]]},
        {"name":"end_date_time","card":"?","type":"string","checks":[["isDateTime"]]},
        {"name":"energy_mix","card":"?","type":"object","object":"EnergyMix"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    PriceComponent: {
      section: 'Tariffs module > PriceComponent class',
      fields: [
        {"name":"type","card":"1","type":"string","enum":"TariffDimensionType"},
        {"name":"price","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"vat","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"step_size","card":"1","type":"integer"},
      ],
    },
    TariffElement: {
      section: 'Tariffs module > TariffElement class',
      fields: [
        {"name":"price_components","card":"+","type":"object","object":"PriceComponent"},
        {"name":"restrictions","card":"?","type":"object","object":"TariffRestrictions"},
      ],
    },
    TariffRestrictions: {
      section: 'Tariffs module > TariffRestrictions class',
      fields: [
        {"name":"start_time","card":"?","type":"string","checks":[["isLocalTime"]]},
        {"name":"end_time","card":"?","type":"string","checks":[["isLocalTime"]]},
        {"name":"start_date","card":"?","type":"string","checks":[["isLocalDate"]]},
        {"name":"end_date","card":"?","type":"string","checks":[["isLocalDate"]]},
        {"name":"min_kwh","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"max_kwh","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"min_current","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"max_current","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"min_power","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"max_power","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"min_duration","card":"?","type":"integer"},
        {"name":"max_duration","card":"?","type":"integer"},
        {"name":"day_of_week","card":"*","type":"string","enum":"DayOfWeek"},
        {"name":"reservation","card":"?","type":"string","enum":"ReservationRestrictionType"},
      ],
    },
    AuthorizationInfo: {
      section: 'Tokens module > AuthorizationInfo object',
      fields: [
        {"name":"allowed","card":"1","type":"string","enum":"AllowedType"},
        {"name":"token","card":"1","type":"object","object":"Token"},
        {"name":"location","card":"?","type":"object","object":"LocationReferences"},
        {"name":"authorization_reference","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"info","card":"?","type":"object","object":"DisplayText"},
      ],
    },
    Token: {
      section: 'Tokens module > Token object',
      patch: ["last_updated"],
      fields: [
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isCountryAlpha2"]]},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"type","card":"1","type":"string","enum":"TokenType"},
        {"name":"contract_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"visual_number","card":"?","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"issuer","card":"1","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"group_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"valid","card":"1","type":"boolean"},
        {"name":"whitelist","card":"1","type":"string","enum":"WhitelistType"},
        {"name":"language","card":"?","type":"string","checks":[["isWithin",2],["isPrintableText"],["isLanguage"]]},
        {"name":"default_profile_type","card":"?","type":"string","enum":"ProfileType"},
        {"name":"energy_contract","card":"?","type":"object","object":"EnergyContract"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    EnergyContract: {
      section: 'Tokens module > EnergyContract class',
      fields: [
        {"name":"supplier_name","card":"1","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
        {"name":"contract_id","card":"?","type":"string","checks":[["isWithin",64],["isPrintableText"]]},
      ],
    },
    LocationReferences: {
      section: 'Tokens module > LocationReferences class',
      fields: [
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_uids","card":"*","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    CancelReservation: {
      section: 'Commands module > CancelReservation object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"reservation_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    CommandResponse: {
      section: 'Commands module > CommandResponse object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"CommandResponseType"},
        {"name":"timeout","card":"1","type":"integer"},
        {"name":"message","card":"*","type":"object","object":"DisplayText"},
      ],
    },
    CommandResult: {
      section: 'Commands module > CommandResult object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"CommandResultType"},
        {"name":"message","card":"*","type":"object","object":"DisplayText"},
      ],
    },
    ReserveNow: {
      section: 'Commands module > ReserveNow object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"token","card":"1","type":"object","object":"Token"},
        {"name":"expiry_date","card":"1","type":"string","checks":[["isDateTime"]]},
        {"name":"reservation_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"authorization_reference","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    StartSession: {
      section: 'Commands module > StartSession object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"token","card":"1","type":"object","object":"Token"},
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"authorization_reference","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    StopSession: {
      section: 'Commands module > StopSession object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    UnlockConnector: {
      section: 'Commands module > UnlockConnector object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"evse_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"connector_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    ChargingProfileResponse: {
      section: 'ChargingProfiles module > ChargingProfileResponse object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"ChargingProfileResponseType"},
        {"name":"timeout","card":"1","type":"integer"},
      ],
    },
    ActiveChargingProfileResult: {
      section: 'ChargingProfiles module > ActiveChargingProfileResult object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"ChargingProfileResultType"},
        {"name":"profile","card":"?","type":"object","object":"ActiveChargingProfile"},
      ],
    },
    ChargingProfileResult: {
      section: 'ChargingProfiles module > ChargingProfileResult object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"ChargingProfileResultType"},
      ],
    },
    ClearProfileResult: {
      section: 'ChargingProfiles module > ClearProfileResult object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"ChargingProfileResultType"},
      ],
    },
    SetChargingProfile: {
      section: 'ChargingProfiles module > SetChargingProfile object',
      fields: [
        {"name":"charging_profile","card":"1","type":"object","object":"ChargingProfile"},
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
      ],
    },
    ActiveChargingProfile: {
      section: 'ChargingProfiles module > ActiveChargingProfile class',
      fields: [
        {"name":"start_date_time","card":"1","type":"string","checks":[["isDateTime"]]},
        {"name":"charging_profile","card":"1","type":"object","object":"ChargingProfile"},
      ],
    },
    ChargingProfile: {
      section: 'ChargingProfiles module > ChargingProfile class',
      fields: [
        {"name":"start_date_time","card":"?","type":"string","checks":[["isDateTime"]]},
        {"name":"duration","card":"?","type":"integer"},
        {"name":"charging_rate_unit","card":"1","type":"string","enum":"ChargingRateUnit"},
        {"name":"min_charging_rate","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"charging_profile_period","card":"*","type":"object","object":"ChargingProfilePeriod"},
      ],
    },
    ChargingProfilePeriod: {
      section: 'ChargingProfiles module > ChargingProfilePeriod class',
      fields: [
        {"name":"start_period","card":"1","type":"integer"},
        {"name":"limit","card":"1","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    ClientInfo: {
      section: 'HubClientInfo module > ClientInfo object',
      fields: [
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},
        {"name":"role","card":"1","type":"string","enum":"Role"},
        {"name":"status","card":"1","type":"string","enum":"ConnectionStatus"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
    DisplayText: {
      section: 'Types > DisplayText class',
      fields: [
        {"name":"language","card":"1","type":"string","checks":[["isWithin",2],["isPrintableText"],["isLanguage"]]},
        {"name":"text","card":"1","type":"string","checks":[["isWithin",512],["isPrintableText"]]},
      ],
    },
    Price: {
      section: 'Types > Price class',
      fields: [
        {"name":"excl_vat","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"incl_vat","card":"?","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    VersionDetails: {
      section: 'Version information endpoint > VersionDetails object',
      fields: [
        {"name":"version","card":"1","type":"string","enum":"VersionNumber"},
        {"name":"endpoints","card":"+","type":"object","object":"Endpoint"},
      ],
    },
    ResponseFormat: {
      section: 'Transport and format > Response format',
      fields: [
        {"name":"status_code","card":"1","type":"integer"},
        {"name":"status_message","card":"?","type":"string","checks":[["isPrintableText"]]},
        {"name":"timestamp","card":"1","type":"string","checks":[["isDateTime"]]},
      ],
    },
  },
  enums: {
    InterfaceRole: {"section":"Version information endpoint > InterfaceRole enum","isOpen":false,"values":["SENDER","RECEIVER"]},
    ModuleID: {"section":"Version information endpoint > ModuleID enum","isOpen":true,"values":["cdrs","chargingprofiles","commands","credentials","hubclientinfo","locations","sessions","tariffs","tokens"]},
    VersionNumber: {"section":"Version information endpoint > VersionNumber enum","isOpen":true,"values":["2.0","2.1","2.1.1","2.2"]},
    Capability: {"section":"Locations module > Capability enum","isOpen":false,"values":["CHARGING_PROFILE_CAPABLE","CHARGING_PREFERENCES_CAPABLE","CHIP_CARD_SUPPORT","CONTACTLESS_CARD_SUPPORT","CREDIT_CARD_PAYABLE","DEBIT_CARD_PAYABLE","PED_TERMINAL","REMOTE_START_STOP_CAPABLE","RESERVABLE","RFID_READER","TOKEN_GROUP_CAPABLE","UNLOCK_CAPABLE"]},
    ConnectorFormat: {"section":"Locations module > ConnectorFormat enum","isOpen":false,"values":["SOCKET","CABLE"]},
    ConnectorType: {"section":"Locations module > ConnectorType enum","isOpen":false,"values":["CHADEMO","DOMESTIC_A","DOMESTIC_B","DOMESTIC_C","DOMESTIC_D","DOMESTIC_E","DOMESTIC_F","DOMESTIC_G","DOMESTIC_H","DOMESTIC_I","DOMESTIC_J","DOMESTIC_K","DOMESTIC_L","IEC_60309_2_single_16","IEC_60309_2_three_16","IEC_60309_2_three_32","IEC_60309_2_three_64","IEC_62196_T1","IEC_62196_T1_COMBO","IEC_62196_T2","IEC_62196_T2_COMBO","IEC_62196_T3A","IEC_62196_T3C","PANTOGRAPH_BOTTOM_UP","PANTOGRAPH_TOP_DOWN","TESLA_R","TESLA_S"]},
    EnergySourceCategory: {"section":"Locations module > EnergySourceCategory enum","isOpen":false,"values":["NUCLEAR","GENERAL_FOSSIL","COAL","GAS","GENERAL_GREEN","SOLAR","WIND","WATER"]},
    EnvironmentalImpactCategory: {"section":"Locations module > EnvironmentalImpactCategory enum","isOpen":false,"values":["NUCLEAR_WASTE","CARBON_DIOXIDE"]},
    Facility: {"section":"Locations module > Facility enum","isOpen":false,"values":["HOTEL","RESTAURANT","CAFE","MALL","SUPERMARKET","SPORT","RECREATION_AREA","NATURE","MUSEUM","BIKE_SHARING","BUS_STOP","TAXI_STAND","TRAM_STOP","METRO_STATION","TRAIN_STATION","AIRPORT","PARKING_LOT","CARPOOL_PARKING","FUEL_STATION","WIFI"]},
    ImageCategory: {"section":"Locations module > ImageCategory enum","isOpen":false,"values":["CHARGER","ENTRANCE","LOCATION","NETWORK","OPERATOR","OTHER","OWNER"]},
    ParkingRestriction: {"section":"Locations module > ParkingRestriction enum","isOpen":false,"values":["EV_ONLY","PLUGGED","DISABLED","CUSTOMERS","MOTORCYCLES"]},
    ParkingType: {"section":"Locations module > ParkingType enum","isOpen":false,"values":["ALONG_MOTORWAY","PARKING_GARAGE","PARKING_LOT","ON_DRIVEWAY","ON_STREET","UNDERGROUND_GARAGE"]},
    PowerType: {"section":"Locations module > PowerType enum","isOpen":false,"values":["AC_1_PHASE","AC_3_PHASE","DC"]},
    Status: {"section":"Locations module > Status enum","isOpen":false,"values":["AVAILABLE","BLOCKED","CHARGING","INOPERATIVE","OUTOFORDER","PLANNED","REMOVED","RESERVED","UNKNOWN"]},
    ChargingPreferencesResponse: {"section":"Sessions module > ChargingPreferencesResponse enum","isOpen":false,"values":["ACCEPTED","DEPARTURE_REQUIRED","ENERGY_NEED_REQUIRED","NOT_POSSIBLE","PROFILE_TYPE_NOT_SUPPORTED"]},
    ProfileType: {"section":"Sessions module > ProfileType enum","isOpen":false,"values":["CHEAP","FAST","GREEN","REGULAR"]},
    SessionStatus: {"section":"Sessions module > SessionStatus enum","isOpen":false,"values":["ACTIVE","COMPLETED","INVALID","PENDING","RESERVATION"]},
    AuthMethod: {"section":"CDRs module > AuthMethod enum","isOpen":false,"values":["AUTH_REQUEST","COMMAND","WHITELIST"]},
    CdrDimensionType: {"section":"CDRs module > CdrDimensionType enum","isOpen":false,"values":["CURRENT","ENERGY","ENERGY_EXPORT","ENERGY_IMPORT","MAX_CURRENT","MIN_CURRENT","MAX_POWER","MIN_POWER","PARKING_TIME","POWER","RESERVATION_TIME","STATE_OF_CHARGE","TIME"]},
    DayOfWeek: {"section":"Tariffs module > DayOfWeek enum","isOpen":false,"values":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"]},
    ReservationRestrictionType: {"section":"Tariffs module > ReservationRestrictionType enum","isOpen":false,"values":["RESERVATION","RESERVATION_EXPIRES"]},
    TariffDimensionType: {"section":"Tariffs module > TariffDimensionType enum","isOpen":false,"values":["ENERGY","FLAT","PARKING_TIME","TIME"]},
    TariffType: {"section":"Tariffs module > TariffType enum","isOpen":false,"values":["AD_HOC_PAYMENT","PROFILE_CHEAP","PROFILE_FAST","PROFILE_GREEN","REGULAR"]},
    AllowedType: {"section":"Tokens module > AllowedType enum","isOpen":false,"values":["ALLOWED","BLOCKED","EXPIRED","NO_CREDIT","NOT_ALLOWED"]},
    TokenType: {"section":"Tokens module > TokenType enum","isOpen":false,"values":["AD_HOC_USER","APP_USER","OTHER","RFID"]},
    WhitelistType: {"section":"Tokens module > WhitelistType enum","isOpen":false,"values":["ALWAYS","ALLOWED","ALLOWED_OFFLINE","NEVER"]},
    CommandResponseType: {"section":"Commands module > CommandResponseType enum","isOpen":false,"values":["NOT_SUPPORTED","REJECTED","ACCEPTED","UNKNOWN_SESSION"]},
    CommandResultType: {"section":"Commands module > CommandResultType enum","isOpen":false,"values":["ACCEPTED","CANCELED_RESERVATION","EVSE_OCCUPIED","EVSE_INOPERATIVE","FAILED","NOT_SUPPORTED","REJECTED","TIMEOUT","UNKNOWN_RESERVATION"]},
    CommandType: {"section":"Commands module > CommandType enum","isOpen":false,"values":["CANCEL_RESERVATION","RESERVE_NOW","START_SESSION","STOP_SESSION","UNLOCK_CONNECTOR"]},
    ChargingRateUnit: {"section":"ChargingProfiles module > ChargingRateUnit enum","isOpen":false,"values":["W","A"]},
    ChargingProfileResponseType: {"section":"ChargingProfiles module > ChargingProfileResponseType enum","isOpen":false,"values":["ACCEPTED","NOT_SUPPORTED","REJECTED","TOO_OFTEN","UNKNOWN_SESSION"]},
    ChargingProfileResultType: {"section":"ChargingProfiles module > ChargingProfileResultType enum","isOpen":false,"values":["ACCEPTED","REJECTED","UNKNOWN"]},
    ConnectionStatus: {"section":"HubClientInfo module > ConnectionStatus enum","isOpen":false,"values":["CONNECTED","OFFLINE","PLANNED","SUSPENDED"]},
    Role: {"section":"Types > Role enum","isOpen":false,"values":["CPO","EMSP","HUB","NAP","NSP","OTHER","SCSP"]},
  },
  modules: {
    versions: {
      section: 'Version information endpoint',
      interfaces: {
        BOTH: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"+","types":["Version"],"isByDepth":false},"parameters":[]},
          {"method":"GET","segments":null,"request":null,"response":{"card":"1","types":["VersionDetails"],"isByDepth":false},"parameters":[]},
        ],
      },
    },
    credentials: {
      section: 'Credentials module',
      interfaces: {
        BOTH: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"1","types":["Credentials"],"isByDepth":false},"parameters":[]},
          {"method":"POST","segments":[],"request":{"card":"1","types":["Credentials"],"isByDepth":false},"response":{"card":"1","types":["Credentials"],"isByDepth":false},"parameters":[]},
          {"method":"PUT","segments":[],"request":{"card":"1","types":["Credentials"],"isByDepth":false},"response":{"card":"1","types":["Credentials"],"isByDepth":false},"parameters":[]},
          {"method":"DELETE","segments":[],"request":null,"response":null,"parameters":[]},
        ],
      },
    },
    locations: {
      section: 'Locations module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Location"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
          {"method":"GET","segments":[{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"request":null,"response":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"parameters":[{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"request":null,"response":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"request":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PATCH","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"isPatch":true,"request":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
      },
    },
    sessions: {
      section: 'Sessions module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Session"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"1","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
          {"method":"PUT","segments":[{"name":"session_id","isOptional":false},{"word":"charging_preferences","isOptional":false}],"request":{"card":"1","types":["ChargingPreferences"],"isByDepth":false},"response":{"card":"1","types":["ChargingPreferencesResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"session_id","isOptional":false}],"request":null,"response":{"card":"1","types":["Session"],"isByDepth":false},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"session_id","isOptional":false}],"request":{"card":"1","types":["Session"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PATCH","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"session_id","isOptional":false}],"isPatch":true,"request":{"card":"1","types":["Session"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
      },
    },
    cdrs: {
      section: 'CDRs module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["CDR"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":null,"request":null,"response":{"card":"1","types":["CDR"],"isByDepth":false},"parameters":[]},
          {"method":"POST","segments":[],"request":{"card":"1","types":["CDR"],"isByDepth":false},"response":null,"parameters":[]},
        ],
      },
    },
    tariffs: {
      section: 'Tariffs module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Tariff"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"request":null,"response":{"card":"1","types":["Tariff"],"isByDepth":false},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"request":{"card":"1","types":["Tariff"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"DELETE","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"request":null,"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
      },
    },
    tokens: {
      section: 'Tokens module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Token"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
          {"method":"POST","segments":[{"name":"token_uid","isOptional":false},{"word":"authorize","isOptional":false}],"request":{"card":"?","types":["LocationReferences"],"isByDepth":false},"response":{"card":"1","types":["AuthorizationInfo"],"isByDepth":false},"parameters":[{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"type","card":"?","type":"string","enum":"TokenType"}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"token_uid","isOptional":false}],"request":null,"response":{"card":"1","types":["Token"],"isByDepth":false},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"type","card":"?","type":"string","enum":"TokenType"}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"token_uid","isOptional":false}],"request":{"card":"1","types":["Token"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"type","card":"?","type":"string","enum":"TokenType"}]},
          {"method":"PATCH","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"token_uid","isOptional":false}],"isPatch":true,"request":{"card":"1","types":["Token"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"type","card":"?","type":"string","enum":"TokenType"}]},
        ],
      },
    },
    commands: {
      section: 'Commands module',
      interfaces: {
        SENDER: [
          {"method":"POST","segments":null,"isCallback":true,"request":{"card":"1","types":["CommandResult"],"isByDepth":false},"response":null,"parameters":[]},
        ],
        RECEIVER: [
          {"method":"POST","segments":[{"word":"CANCEL_RESERVATION","isOptional":false}],"request":{"card":"1","types":["CancelReservation"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"RESERVE_NOW","isOptional":false}],"request":{"card":"1","types":["ReserveNow"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"START_SESSION","isOptional":false}],"request":{"card":"1","types":["StartSession"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"STOP_SESSION","isOptional":false}],"request":{"card":"1","types":["StopSession"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"UNLOCK_CONNECTOR","isOptional":false}],"request":{"card":"1","types":["UnlockConnector"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
        ],
      },
    },
    chargingprofiles: {
      section: 'ChargingProfiles module',
      interfaces: {
        SENDER: [
          {"method":"POST","segments":null,"isCallback":true,"request":{"card":"1","types":["ActiveChargingProfileResult","ChargingProfileResult","ClearProfileResult"],"isByDepth":false},"response":"omitted","parameters":[]},
          {"method":"PUT","segments":[{"name":"session_id","isOptional":false}],"request":{"card":"1","types":["ActiveChargingProfile"],"isByDepth":false},"response":"omitted","parameters":[{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"session_id","isOptional":false}],"request":null,"response":{"card":"1","types":["ChargingProfileResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"duration","card":"1","type":"integer"},{"where":"query","name":"response_url","card":"1","type":"string","checks":[["isUrl"]]}]},
          {"method":"PUT","segments":[{"name":"session_id","isOptional":false}],"request":{"card":"1","types":["SetChargingProfile"],"isByDepth":false},"response":{"card":"1","types":["ChargingProfileResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"DELETE","segments":[{"name":"session_id","isOptional":false}],"request":null,"response":{"card":"1","types":["ChargingProfileResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"session_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"response_url","card":"1","type":"string","checks":[["isUrl"]]}]},
        ],
      },
    },
    hubclientinfo: {
      section: 'HubClientInfo module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["ClientInfo"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false}],"request":null,"response":{"card":"1","types":["ClientInfo"],"isByDepth":false},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false}],"request":{"card":"1","types":["ClientInfo"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]}]},
        ],
      },
    },
  },
};
