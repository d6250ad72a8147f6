// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts.
import type { VersionTables } from '../../validation/tables.js';

/** What is stated of the fields, enums and endpoints of this version. */
export const TABLES: VersionTables = {
  version: '2.1.1',
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
        {"name":"url","card":"1","type":"string","checks":[["isUrl"]]},
      ],
    },
    Credentials: {
      section: 'Credentials module > Credentials object',
      fields: [
        {"name":"token","card":"1","type":"string","checks":[["isWithin",64],["isAsciiText"]]},
        {"name":"url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"business_details","card":"1","type":"object","object":"BusinessDetails"},
        {"name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},
        {"name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},
      ],
    },
    Location: {
      section: 'Locations module > Location object',
      patch: [],
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"type","card":"1","type":"string","enum":"LocationType"},
        {"name":"name","card":"?","type":"string","checks":[["isWithin",255],["isAsciiText"]]},
        {"name":"address","card":"1","type":"string","checks":[["isWithin",45],["isAsciiText"]]},
        {"name":"city","card":"1","type":"string","checks":[["isWithin",45],["isAsciiText"]]},
        {"name":"postal_code","card":"1","type":"string","checks":[["isWithin",10],["isAsciiText"]]},
        {"name":"country","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"],["isThreeCapitals"]]},
        {"name":"coordinates","card":"1","type":"object","object":"GeoLocation"},
        {"name":"related_locations","card":"*","type":"object","object":"AdditionalGeoLocation"},
        {"name":"evses","card":"*","type":"object","object":"EVSE"},
        {"name":"directions","card":"*","type":"object","object":"DisplayText"},
        {"name":"operator","card":"?","type":"object","object":"BusinessDetails"},
        {"name":"suboperator","card":"?","type":"object","object":"BusinessDetails"},
        {"name":"owner","card":"?","type":"object","object":"BusinessDetails"},
        {"name":"facilities","card":"*","type":"string","enum":"Facility"},
        {"name":"time_zone","card":"?","type":"string","checks":[["isWithin",255],["isAsciiText"],["isTimeZone"]]},
        {"name":"opening_times","card":"?","type":"object","object":"Hours"},
        {"name":"charging_when_closed","card":"?","type":"boolean"},
        {"name":"images","card":"*","type":"object","object":"Image"},
        {"name":"energy_mix","card":"?","type":"object","object":"EnergyMix"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    EVSE: {
      section: 'Locations module > EVSE object',
      patch: [],
      fields: [
        {"name":"uid","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"evse_id","card":"?","type":"string","checks":[["isWithin",48],["isAsciiText"]]},
        {"name":"status","card":"1","type":"string","enum":"Status"},
        {"name":"status_schedule","card":"*","type":"object","object":"StatusSchedule"},
        {"name":"capabilities","card":"*","type":"string","enum":"Capability"},
        {"name":"connectors","card":"+","type":"object","object":"Connector"},
        {"name":"floor_level","card":"?","type":"string","checks":[["isWithin",4],["isAsciiText"]]},
        {"name":"coordinates","card":"?","type":"object","object":"GeoLocation"},
        {"name":"physical_reference","card":"?","type":"string","checks":[["isWithin",16],["isAsciiText"]]},
        {"name":"directions","card":"*","type":"object","object":"DisplayText"},
        {"name":"parking_restrictions","card":"*","type":"string","enum":"ParkingRestriction"},
        {"name":"images","card":"*","type":"object","object":"Image"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    Connector: {
      section: 'Locations module > Connector object',
      patch: [],
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"standard","card":"1","type":"string","enum":"ConnectorType"},
        {"name":"format","card":"1","type":"string","enum":"ConnectorFormat"},
        {"name":"power_type","card":"1","type":"string","enum":"PowerType"},
        {"name":"voltage","card":"1","type":"integer"},
        {"name":"amperage","card":"1","type":"integer"},
        {"name":"tariff_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"terms_and_conditions","card":"?","type":"string","checks":[["isUrl"]]},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    AdditionalGeoLocation: {
      section: 'Locations module > AdditionalGeoLocation class',
      fields: [
        {"name":"latitude","card":"1","type":"string","checks":[["isLatitude6"]]},
        {"name":"longitude","card":"1","type":"string","checks":[["isLongitude6"]]},
        {"name":"name","card":"?","type":"object","object":"DisplayText"},
      ],
    },
    BusinessDetails: {
      section: 'Locations module > BusinessDetails class',
      fields: [
        {"name":"name","card":"1","type":"string","checks":[["isWithin",100],["isAsciiText"]]},
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
        {"name":"supplier_name","card":"?","type":"string","checks":[["isWithin",64],["isAsciiText"]]},
        {"name":"energy_product_name","card":"?","type":"string","checks":[["isWithin",64],["isAsciiText"]]},
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
        {"name":"source","card":"1","type":"string","enum":"EnvironmentalImpactCategory"},
        {"name":"amount","card":"1","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    ExceptionalPeriod: {
      section: 'Locations module > ExceptionalPeriod class',
      fields: [
        {"name":"period_begin","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"period_end","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    GeoLocation: {
      section: 'Locations module > GeoLocation class',
      fields: [
        {"name":"latitude","card":"1","type":"string","checks":[["isLatitude6"]]},
        {"name":"longitude","card":"1","type":"string","checks":[["isLongitude6"]]},
      ],
    },
    Hours: {
      section: 'Locations module > Hours class',
      fields: [
        {"name":"regular_hours","card":"*","type":"object","object":"RegularHours"},
        {"name":"twentyfourseven","card":"?","type":"boolean"},
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
        {"name":"period_begin","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"period_end","card":"?","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"status","card":"1","type":"string","enum":"Status"},
      ],
    },
    Session: {
      section: 'Sessions module > Session object',
      patch: [],
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"start_datetime","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"end_datetime","card":"?","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"kwh","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"auth_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"auth_method","card":"1","type":"string","enum":"AuthMethod"},
        {"name":"location","card":"1","type":"object","object":"Location"},
        {"name":"meter_id","card":"?","type":"string","checks":[["isWithin",255],["isAsciiText"]]},
        {"name":"currency","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"],["isThreeCapitals"]]},
        {"name":"charging_periods","card":"*","type":"object","object":"ChargingPeriod"},
        {"name":"total_cost","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"status","card":"1","type":"string","enum":"SessionStatus"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    CDR: {
      section: 'CDRs module > CDR object',
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"start_date_time","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"stop_date_time","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"auth_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"auth_method","card":"1","type":"string","enum":"AuthMethod"},
        {"name":"location","card":"1","type":"object","object":"Location"},
        {"name":"meter_id","card":"?","type":"string","checks":[["isWithin",255],["isAsciiText"]]},
        {"name":"currency","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"],["isThreeCapitals"]]},
        {"name":"tariffs","card":"*","type":"object","object":"Tariff"},
        {"name":"charging_periods","card":"+","type":"object","object":"ChargingPeriod"},
        {"name":"total_cost","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"total_energy","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"total_time","card":"1","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"total_parking_time","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"remark","card":"?","type":"string","checks":[["isWithin",255],["isAsciiText"]]},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    CdrDimension: {
      section: 'CDRs module > CdrDimension class',
      fields: [
        {"name":"type","card":"1","type":"string","enum":"CdrDimensionType"},
        {"name":"volume","card":"1","type":"number","checks":[["hasFourDecimals"]]},
      ],
    },
    ChargingPeriod: {
      section: 'CDRs module > ChargingPeriod class',
      fields: [
        {"name":"start_date_time","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"dimensions","card":"+","type":"object","object":"CdrDimension"},
      ],
    },
    Tariff: {
      section: 'Tariffs module > Tariff object',
      patch: [],
      fields: [
        {"name":"id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"currency","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"],["isThreeCapitals"]]},
        {"name":"tariff_alt_text","card":"*","type":"object","object":"DisplayText"},
        {"name":"tariff_alt_url","card":"?","type":"string","checks":[["isUrl"]]},
        {"name":"elements","card":"+","type":"object","object":"TariffElement"},
        {"name":"energy_mix","card":"?","type":"object","object":"EnergyMix"},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    PriceComponent: {
      section: 'Tariffs module > PriceComponent class',
      fields: [
        {"name":"type","card":"1","type":"string","enum":"TariffDimensionType"},
        {"name":"price","card":"1","type":"number","checks":[["hasFourDecimals"]]},
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
        {"name":"start_date","card":"?","type":"string","checks":[["isWithin",10],["isAsciiText"]]},
        {"name":"end_date","card":"?","type":"string","checks":[["isWithin",10],["isAsciiText"]]},
        {"name":"min_kwh","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"max_kwh","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"min_power","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"max_power","card":"?","type":"number","checks":[["hasFourDecimals"]]},
        {"name":"min_duration","card":"?","type":"integer"},
        {"name":"max_duration","card":"?","type":"integer"},
        {"name":"day_of_week","card":"*","type":"string","enum":"DayOfWeek"},
      ],
    },
    AuthorizationInfo: {
      section: 'Tokens module > AuthorizationInfo object',
      fields: [
        {"name":"allowed","card":"1","type":"string","enum":"Allowed"},
        {"name":"location","card":"?","type":"object","object":"LocationReferences"},
        {"name":"info","card":"?","type":"object","object":"DisplayText"},
      ],
    },
    Token: {
      section: 'Tokens module > Token object',
      patch: [],
      fields: [
        {"name":"uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"type","card":"1","type":"string","enum":"TokenType"},
        {"name":"auth_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
        {"name":"visual_number","card":"?","type":"string","checks":[["isWithin",64],["isAsciiText"]]},
        {"name":"issuer","card":"1","type":"string","checks":[["isWithin",64],["isAsciiText"]]},
        {"name":"valid","card":"1","type":"boolean"},
        {"name":"whitelist","card":"1","type":"string","enum":"WhitelistType"},
        {"name":"language","card":"?","type":"string","checks":[["isWithin",2],["isAsciiText"],["isLanguage"]]},
        {"name":"last_updated","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
    LocationReferences: {
      section: 'Tokens module > LocationReferences class',
      fields: [
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"evse_uids","card":"*","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"connector_ids","card":"*","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    CommandResponse: {
      section: 'Commands module > CommandResponse object',
      fields: [
        {"name":"result","card":"1","type":"string","enum":"CommandResponseType"},
      ],
    },
    ReserveNow: {
      section: 'Commands module > ReserveNow object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"token","card":"1","type":"object","object":"Token"},
        {"name":"expiry_date","card":"1","type":"string","checks":[["isWholeDateTime"]]},
        {"name":"reservation_id","card":"1","type":"integer"},
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"evse_uid","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
      ],
    },
    StartSession: {
      section: 'Commands module > StartSession object',
      fields: [
        {"name":"response_url","card":"1","type":"string","checks":[["isUrl"]]},
        {"name":"token","card":"1","type":"object","object":"Token"},
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"evse_uid","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
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
        {"name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"evse_uid","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},
        {"name":"connector_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},
      ],
    },
    DisplayText: {
      section: 'Types > DisplayText class',
      fields: [
        {"name":"language","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"],["isLanguage"]]},
        {"name":"text","card":"1","type":"string","checks":[["isWithin",512],["isAsciiText"]]},
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
        {"name":"status_message","card":"?","type":"string","checks":[["isAsciiText"]]},
        {"name":"timestamp","card":"1","type":"string","checks":[["isWholeDateTime"]]},
      ],
    },
  },
  enums: {
    ModuleID: {"section":"Version information endpoint > ModuleID enum","isOpen":true,"values":["cdrs","commands","credentials","locations","sessions","tariffs","tokens"]},
    VersionNumber: {"section":"Version information endpoint > VersionNumber enum","isOpen":true,"values":["2.0","2.1","2.1.1"]},
    Capability: {"section":"Locations module > Capability enum","isOpen":false,"values":["CHARGING_PROFILE_CAPABLE","CREDIT_CARD_PAYABLE","REMOTE_START_STOP_CAPABLE","RESERVABLE","RFID_READER","UNLOCK_CAPABLE"]},
    ConnectorFormat: {"section":"Locations module > ConnectorFormat enum","isOpen":false,"values":["SOCKET","CABLE"]},
    ConnectorType: {"section":"Locations module > ConnectorType enum","isOpen":false,"values":["CHADEMO","DOMESTIC_A","DOMESTIC_B","DOMESTIC_C","DOMESTIC_D","DOMESTIC_E","DOMESTIC_F","DOMESTIC_G","DOMESTIC_H","DOMESTIC_I","DOMESTIC_J","DOMESTIC_K","DOMESTIC_L","IEC_60309_2_single_16","IEC_60309_2_three_16","IEC_60309_2_three_32","IEC_60309_2_three_64","IEC_62196_T1","IEC_62196_T1_COMBO","IEC_62196_T2","IEC_62196_T2_COMBO","IEC_62196_T3A","IEC_62196_T3C","TESLA_R","TESLA_S"]},
    EnergySourceCategory: {"section":"Locations module > EnergySourceCategory enum","isOpen":false,"values":["NUCLEAR","GENERAL_FOSSIL","COAL","GAS","GENERAL_GREEN","SOLAR","WIND","WATER"]},
    EnvironmentalImpactCategory: {"section":"Locations module > EnvironmentalImpactCategory enum","isOpen":false,"values":["NUCLEAR_WASTE","CARBON_DIOXIDE"]},
    Facility: {"section":"Locations module > Facility enum","isOpen":false,"values":["HOTEL","RESTAURANT","CAFE","MALL","SUPERMARKET","SPORT","RECREATION_AREA","NATURE","MUSEUM","BUS_STOP","TAXI_STAND","TRAIN_STATION","AIRPORT","CARPOOL_PARKING","FUEL_STATION","WIFI"]},
    ImageCategory: {"section":"Locations module > ImageCategory enum","isOpen":false,"values":["CHARGER","ENTRANCE","LOCATION","NETWORK","OPERATOR","OTHER","OWNER"]},
    LocationType: {"section":"Locations module > LocationType enum","isOpen":false,"values":["ON_STREET","PARKING_GARAGE","UNDERGROUND_GARAGE","PARKING_LOT","OTHER","UNKNOWN"]},
    ParkingRestriction: {"section":"Locations module > ParkingRestriction enum","isOpen":false,"values":["EV_ONLY","PLUGGED","DISABLED","CUSTOMERS","MOTORCYCLES"]},
    PowerType: {"section":"Locations module > PowerType enum","isOpen":false,"values":["AC_1_PHASE","AC_3_PHASE","DC"]},
    Status: {"section":"Locations module > Status enum","isOpen":false,"values":["AVAILABLE","BLOCKED","CHARGING","INOPERATIVE","OUTOFORDER","PLANNED","REMOVED","RESERVED","UNKNOWN"]},
    SessionStatus: {"section":"Sessions module > SessionStatus enum","isOpen":false,"values":["ACTIVE","COMPLETED","INVALID","PENDING"]},
    AuthMethod: {"section":"CDRs module > AuthMethod enum","isOpen":false,"values":["AUTH_REQUEST","WHITELIST"]},
    CdrDimensionType: {"section":"CDRs module > CdrDimensionType enum","isOpen":false,"values":["ENERGY","FLAT","MAX_CURRENT","MIN_CURRENT","PARKING_TIME","TIME"]},
    DayOfWeek: {"section":"Tariffs module > DayOfWeek enum","isOpen":false,"values":["MONDAY","TUESDAY","WEDNESDAY","THURSDAY","FRIDAY","SATURDAY","SUNDAY"]},
    TariffDimensionType: {"section":"Tariffs module > TariffDimensionType enum","isOpen":false,"values":["ENERGY","FLAT","PARKING_TIME","TIME"]},
    Allowed: {"section":"Tokens module > Allowed enum","isOpen":false,"values":["ALLOWED","BLOCKED","EXPIRED","NO_CREDIT","NOT_ALLOWED"]},
    TokenType: {"section":"Tokens module > TokenType enum","isOpen":false,"values":["OTHER","RFID"]},
    WhitelistType: {"section":"Tokens module > WhitelistType enum","isOpen":false,"values":["ALWAYS","ALLOWED","ALLOWED_OFFLINE","NEVER"]},
    CommandResponseType: {"section":"Commands module > CommandResponseType enum","isOpen":false,"values":["NOT_SUPPORTED","REJECTED","ACCEPTED","TIMEOUT","UNKNOWN_SESSION"]},
    CommandType: {"section":"Commands module > CommandType enum","isOpen":false,"values":["RESERVE_NOW","START_SESSION","STOP_SESSION","UNLOCK_CONNECTOR"]},
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
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Location"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
          {"method":"GET","segments":[{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"request":null,"response":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"parameters":[{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"request":null,"response":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"request":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PATCH","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"location_id","isOptional":false},{"name":"evse_uid","isOptional":true},{"name":"connector_id","isOptional":true}],"isPatch":true,"request":{"card":"1","types":["Location","EVSE","Connector"],"isByDepth":true},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"location_id","card":"1","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"evse_uid","card":"?","type":"string","checks":[["isWithin",39],["isAsciiText"]]},{"where":"path","name":"connector_id","card":"?","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
      },
    },
    sessions: {
      section: 'Sessions module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Session"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"1","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
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
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["CDR"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
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
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Tariff"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"request":null,"response":{"card":"1","types":["Tariff"],"isByDepth":false},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"request":{"card":"1","types":["Tariff"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PATCH","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"isPatch":true,"request":{"card":"1","types":["Tariff"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"DELETE","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"tariff_id","isOptional":false}],"request":null,"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"tariff_id","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
      },
    },
    tokens: {
      section: 'Tokens module',
      interfaces: {
        SENDER: [
          {"method":"GET","segments":[],"request":null,"response":{"card":"*","types":["Token"],"isByDepth":false},"parameters":[{"where":"query","name":"date_from","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"date_to","card":"?","type":"string","checks":[["isWholeDateTime"]]},{"where":"query","name":"offset","card":"?","type":"integer"},{"where":"query","name":"limit","card":"?","type":"integer"}]},
          {"method":"POST","segments":[{"name":"token_uid","isOptional":false},{"word":"authorize","isOptional":false}],"request":{"card":"?","types":["LocationReferences"],"isByDepth":false},"response":{"card":"1","types":["AuthorizationInfo"],"isByDepth":false},"parameters":[{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]},{"where":"query","name":"type","card":"?","type":"string","enum":"TokenType"}]},
        ],
        RECEIVER: [
          {"method":"GET","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"token_uid","isOptional":false}],"request":null,"response":{"card":"1","types":["Token"],"isByDepth":false},"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PUT","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"token_uid","isOptional":false}],"request":{"card":"1","types":["Token"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
          {"method":"PATCH","segments":[{"name":"country_code","isOptional":false},{"name":"party_id","isOptional":false},{"name":"token_uid","isOptional":false}],"isPatch":true,"request":{"card":"1","types":["Token"],"isByDepth":false},"response":null,"parameters":[{"where":"path","name":"country_code","card":"1","type":"string","checks":[["isWithin",2],["isAsciiText"]]},{"where":"path","name":"party_id","card":"1","type":"string","checks":[["isWithin",3],["isAsciiText"]]},{"where":"path","name":"token_uid","card":"1","type":"string","checks":[["isWithin",36],["isAsciiText"]]}]},
        ],
      },
    },
    commands: {
      section: 'Commands module',
      interfaces: {
        SENDER: [
          {"method":"POST","segments":null,"isCallback":true,"request":{"card":"1","types":["CommandResponse"],"isByDepth":false},"response":null,"parameters":[]},
        ],
        RECEIVER: [
          {"method":"POST","segments":[{"word":"RESERVE_NOW","isOptional":false}],"request":{"card":"1","types":["ReserveNow"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"START_SESSION","isOptional":false}],"request":{"card":"1","types":["StartSession"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"STOP_SESSION","isOptional":false}],"request":{"card":"1","types":["StopSession"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
          {"method":"POST","segments":[{"word":"UNLOCK_CONNECTOR","isOptional":false}],"request":{"card":"1","types":["UnlockConnector"],"isByDepth":false},"response":{"card":"1","types":["CommandResponse"],"isByDepth":false},"parameters":[{"where":"path","name":"command","card":"1","type":"string","enum":"CommandType"}]},
        ],
      },
    },
  },
};
