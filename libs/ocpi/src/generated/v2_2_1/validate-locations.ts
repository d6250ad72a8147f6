// OCPI 2.2.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasDigits, hasFourDecimals, isAsciiText, isCountryAlpha2, isDateTime, isLatitude, isLocalTime, isLongitude, isPrintableText, isThreeCapitalsOrNa, isTimeZoneOrNa, isUrl, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { DisplayText } from './validate-types.js';
const conditionsOfLocation = verdictOn('2.2.1', 'Location');
const conditionsOfEVSE = verdictOn('2.2.1', 'EVSE');
const conditionsOfConnector = verdictOn('2.2.1', 'Connector');
const conditionsOfAdditionalGeoLocation = verdictOn('2.2.1', 'AdditionalGeoLocation');
const conditionsOfBusinessDetails = verdictOn('2.2.1', 'BusinessDetails');
const conditionsOfEnergyMix = verdictOn('2.2.1', 'EnergyMix');
const conditionsOfEnergySource = verdictOn('2.2.1', 'EnergySource');
const conditionsOfEnvironmentalImpact = verdictOn('2.2.1', 'EnvironmentalImpact');
const conditionsOfExceptionalPeriod = verdictOn('2.2.1', 'ExceptionalPeriod');
const conditionsOfGeoLocation = verdictOn('2.2.1', 'GeoLocation');
const conditionsOfHours = verdictOn('2.2.1', 'Hours');
const conditionsOfImage = verdictOn('2.2.1', 'Image');
const conditionsOfPublishTokenType = verdictOn('2.2.1', 'PublishTokenType');
const conditionsOfRegularHours = verdictOn('2.2.1', 'RegularHours');
const conditionsOfStatusSchedule = verdictOn('2.2.1', 'StatusSchedule');
/** Whether the value is a valid Location. */
export function Location(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.id === undefined) return false;
    if (data.publish === undefined) return false;
    if (data.address === undefined) return false;
    if (data.city === undefined) return false;
    if (data.country === undefined) return false;
    if (data.coordinates === undefined) return false;
    if (data.time_zone === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.country_code !== undefined){
      let data0 = data.country_code;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 2) && isAsciiText(data0) && isCountryAlpha2(data0))) return false;
      }
      else return false;
    }
    if(data.party_id !== undefined){
      let data1 = data.party_id;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 3) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if(data.id !== undefined){
      let data2 = data.id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.publish !== undefined){
      if (typeof data.publish !== "boolean") return false;
    }
    if(data.publish_allowed_to !== undefined){
      let data4 = data.publish_allowed_to;
      if ((!(Array.isArray(data4))) && (data4 !== null)) return false;
      if(Array.isArray(data4)){
        const len0 = data4.length;
        for(let i0=0; i0<len0; i0++){
          if (!PublishTokenType(data4[i0])) return false;
        }
      }
    }
    if(data.name !== undefined){
      let data6 = data.name;
      if ((typeof data6 !== "string") && (data6 !== null)) return false;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 255) && isPrintableText(data6))) return false;
      }
    }
    if(data.address !== undefined){
      let data7 = data.address;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 255) && isPrintableText(data7))) return false;
      }
      else return false;
    }
    if(data.city !== undefined){
      let data8 = data.city;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 45) && isPrintableText(data8))) return false;
      }
      else return false;
    }
    if(data.postal_code !== undefined){
      let data9 = data.postal_code;
      if ((typeof data9 !== "string") && (data9 !== null)) return false;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 10) && isPrintableText(data9))) return false;
      }
    }
    if(data.state !== undefined){
      let data10 = data.state;
      if ((typeof data10 !== "string") && (data10 !== null)) return false;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 45) && isPrintableText(data10))) return false;
      }
    }
    if(data.country !== undefined){
      let data11 = data.country;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 3) && isPrintableText(data11) && isThreeCapitalsOrNa(data11))) return false;
      }
      else return false;
    }
    if(data.coordinates !== undefined){
      if (!GeoLocation(data.coordinates)) return false;
    }
    if(data.related_locations !== undefined){
      let data13 = data.related_locations;
      if ((!(Array.isArray(data13))) && (data13 !== null)) return false;
      if(Array.isArray(data13)){
        const len1 = data13.length;
        for(let i1=0; i1<len1; i1++){
          if (!AdditionalGeoLocation(data13[i1])) return false;
        }
      }
    }
    if(data.parking_type !== undefined){
      let data15 = data.parking_type;
      if (!(((((((data15 === "ALONG_MOTORWAY") || (data15 === "PARKING_GARAGE")) || (data15 === "PARKING_LOT")) || (data15 === "ON_DRIVEWAY")) || (data15 === "ON_STREET")) || (data15 === "UNDERGROUND_GARAGE")) || (data15 === null))) return false;
    }
    if(data.evses !== undefined){
      let data16 = data.evses;
      if ((!(Array.isArray(data16))) && (data16 !== null)) return false;
      if(Array.isArray(data16)){
        const len2 = data16.length;
        for(let i2=0; i2<len2; i2++){
          if (!EVSE(data16[i2])) return false;
        }
      }
    }
    if(data.directions !== undefined){
      let data18 = data.directions;
      if ((!(Array.isArray(data18))) && (data18 !== null)) return false;
      if(Array.isArray(data18)){
        const len3 = data18.length;
        for(let i3=0; i3<len3; i3++){
          if (!DisplayText(data18[i3])) return false;
        }
      }
    }
    if(data.operator !== undefined){
      let data20 = data.operator;
      if (data20 !== null && !BusinessDetails(data20)) return false;
    }
    if(data.suboperator !== undefined){
      let data21 = data.suboperator;
      if (data21 !== null && !BusinessDetails(data21)) return false;
    }
    if(data.owner !== undefined){
      let data22 = data.owner;
      if (data22 !== null && !BusinessDetails(data22)) return false;
    }
    if(data.facilities !== undefined){
      let data23 = data.facilities;
      if ((!(Array.isArray(data23))) && (data23 !== null)) return false;
      if(Array.isArray(data23)){
        const len4 = data23.length;
        for(let i4=0; i4<len4; i4++){
          let data24 = data23[i4];
          if (!((((((((((((((((((((data24 === "HOTEL") || (data24 === "RESTAURANT")) || (data24 === "CAFE")) || (data24 === "MALL")) || (data24 === "SUPERMARKET")) || (data24 === "SPORT")) || (data24 === "RECREATION_AREA")) || (data24 === "NATURE")) || (data24 === "MUSEUM")) || (data24 === "BIKE_SHARING")) || (data24 === "BUS_STOP")) || (data24 === "TAXI_STAND")) || (data24 === "TRAM_STOP")) || (data24 === "METRO_STATION")) || (data24 === "TRAIN_STATION")) || (data24 === "AIRPORT")) || (data24 === "PARKING_LOT")) || (data24 === "CARPOOL_PARKING")) || (data24 === "FUEL_STATION")) || (data24 === "WIFI"))) return false;
        }
      }
    }
    if(data.time_zone !== undefined){
      let data25 = data.time_zone;
      if(typeof data25 === "string"){
        if (!(isWithin(data25, 255) && isPrintableText(data25) && isTimeZoneOrNa(data25))) return false;
      }
      else return false;
    }
    if(data.opening_times !== undefined){
      let data26 = data.opening_times;
      if (data26 !== null && !Hours(data26)) return false;
    }
    if(data.charging_when_closed !== undefined){
      let data27 = data.charging_when_closed;
      if ((typeof data27 !== "boolean") && (data27 !== null)) return false;
    }
    if(data.images !== undefined){
      let data28 = data.images;
      if ((!(Array.isArray(data28))) && (data28 !== null)) return false;
      if(Array.isArray(data28)){
        const len5 = data28.length;
        for(let i5=0; i5<len5; i5++){
          if (!Image(data28[i5])) return false;
        }
      }
    }
    if(data.energy_mix !== undefined){
      let data30 = data.energy_mix;
      if (data30 !== null && !EnergyMix(data30)) return false;
    }
    if(data.last_updated !== undefined){
      let data31 = data.last_updated;
      if(typeof data31 === "string"){
        if (!(isDateTime(data31))) return false;
      }
      else return false;
    }
    if (conditionsOfLocation !== null && !conditionsOfLocation(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid LocationPatch. */
export function LocationPatch(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.last_updated === undefined) return false;
    if(data.country_code !== undefined){
      let data0 = data.country_code;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 2) && isAsciiText(data0) && isCountryAlpha2(data0))) return false;
      }
      else return false;
    }
    if(data.party_id !== undefined){
      let data1 = data.party_id;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 3) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if(data.id !== undefined){
      let data2 = data.id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.publish !== undefined){
      if (typeof data.publish !== "boolean") return false;
    }
    if(data.publish_allowed_to !== undefined){
      let data4 = data.publish_allowed_to;
      if ((!(Array.isArray(data4))) && (data4 !== null)) return false;
      if(Array.isArray(data4)){
        const len0 = data4.length;
        for(let i0=0; i0<len0; i0++){
          if (!PublishTokenType(data4[i0])) return false;
        }
      }
    }
    if(data.name !== undefined){
      let data6 = data.name;
      if ((typeof data6 !== "string") && (data6 !== null)) return false;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 255) && isPrintableText(data6))) return false;
      }
    }
    if(data.address !== undefined){
      let data7 = data.address;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 255) && isPrintableText(data7))) return false;
      }
      else return false;
    }
    if(data.city !== undefined){
      let data8 = data.city;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 45) && isPrintableText(data8))) return false;
      }
      else return false;
    }
    if(data.postal_code !== undefined){
      let data9 = data.postal_code;
      if ((typeof data9 !== "string") && (data9 !== null)) return false;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 10) && isPrintableText(data9))) return false;
      }
    }
    if(data.state !== undefined){
      let data10 = data.state;
      if ((typeof data10 !== "string") && (data10 !== null)) return false;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 45) && isPrintableText(data10))) return false;
      }
    }
    if(data.country !== undefined){
      let data11 = data.country;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 3) && isPrintableText(data11) && isThreeCapitalsOrNa(data11))) return false;
      }
      else return false;
    }
    if(data.coordinates !== undefined){
      if (!GeoLocation(data.coordinates)) return false;
    }
    if(data.related_locations !== undefined){
      let data13 = data.related_locations;
      if ((!(Array.isArray(data13))) && (data13 !== null)) return false;
      if(Array.isArray(data13)){
        const len1 = data13.length;
        for(let i1=0; i1<len1; i1++){
          if (!AdditionalGeoLocation(data13[i1])) return false;
        }
      }
    }
    if(data.parking_type !== undefined){
      let data15 = data.parking_type;
      if (!(((((((data15 === "ALONG_MOTORWAY") || (data15 === "PARKING_GARAGE")) || (data15 === "PARKING_LOT")) || (data15 === "ON_DRIVEWAY")) || (data15 === "ON_STREET")) || (data15 === "UNDERGROUND_GARAGE")) || (data15 === null))) return false;
    }
    if(data.evses !== undefined){
      let data16 = data.evses;
      if ((!(Array.isArray(data16))) && (data16 !== null)) return false;
      if(Array.isArray(data16)){
        const len2 = data16.length;
        for(let i2=0; i2<len2; i2++){
          if (!EVSE(data16[i2])) return false;
        }
      }
    }
    if(data.directions !== undefined){
      let data18 = data.directions;
      if ((!(Array.isArray(data18))) && (data18 !== null)) return false;
      if(Array.isArray(data18)){
        const len3 = data18.length;
        for(let i3=0; i3<len3; i3++){
          if (!DisplayText(data18[i3])) return false;
        }
      }
    }
    if(data.operator !== undefined){
      let data20 = data.operator;
      if (data20 !== null && !BusinessDetails(data20)) return false;
    }
    if(data.suboperator !== undefined){
      let data21 = data.suboperator;
      if (data21 !== null && !BusinessDetails(data21)) return false;
    }
    if(data.owner !== undefined){
      let data22 = data.owner;
      if (data22 !== null && !BusinessDetails(data22)) return false;
    }
    if(data.facilities !== undefined){
      let data23 = data.facilities;
      if ((!(Array.isArray(data23))) && (data23 !== null)) return false;
      if(Array.isArray(data23)){
        const len4 = data23.length;
        for(let i4=0; i4<len4; i4++){
          let data24 = data23[i4];
          if (!((((((((((((((((((((data24 === "HOTEL") || (data24 === "RESTAURANT")) || (data24 === "CAFE")) || (data24 === "MALL")) || (data24 === "SUPERMARKET")) || (data24 === "SPORT")) || (data24 === "RECREATION_AREA")) || (data24 === "NATURE")) || (data24 === "MUSEUM")) || (data24 === "BIKE_SHARING")) || (data24 === "BUS_STOP")) || (data24 === "TAXI_STAND")) || (data24 === "TRAM_STOP")) || (data24 === "METRO_STATION")) || (data24 === "TRAIN_STATION")) || (data24 === "AIRPORT")) || (data24 === "PARKING_LOT")) || (data24 === "CARPOOL_PARKING")) || (data24 === "FUEL_STATION")) || (data24 === "WIFI"))) return false;
        }
      }
    }
    if(data.time_zone !== undefined){
      let data25 = data.time_zone;
      if(typeof data25 === "string"){
        if (!(isWithin(data25, 255) && isPrintableText(data25) && isTimeZoneOrNa(data25))) return false;
      }
      else return false;
    }
    if(data.opening_times !== undefined){
      let data26 = data.opening_times;
      if (data26 !== null && !Hours(data26)) return false;
    }
    if(data.charging_when_closed !== undefined){
      let data27 = data.charging_when_closed;
      if ((typeof data27 !== "boolean") && (data27 !== null)) return false;
    }
    if(data.images !== undefined){
      let data28 = data.images;
      if ((!(Array.isArray(data28))) && (data28 !== null)) return false;
      if(Array.isArray(data28)){
        const len5 = data28.length;
        for(let i5=0; i5<len5; i5++){
          if (!Image(data28[i5])) return false;
        }
      }
    }
    if(data.energy_mix !== undefined){
      let data30 = data.energy_mix;
      if (data30 !== null && !EnergyMix(data30)) return false;
    }
    if(data.last_updated !== undefined){
      let data31 = data.last_updated;
      if(typeof data31 === "string"){
        if (!(isDateTime(data31))) return false;
      }
      else return false;
    }
    if (conditionsOfLocation !== null && !conditionsOfLocation(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid EVSE. */
export function EVSE(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.uid === undefined) return false;
    if (data.status === undefined) return false;
    if (data.connectors === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.uid !== undefined){
      let data0 = data.uid;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.evse_id !== undefined){
      let data1 = data.evse_id;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 48) && isAsciiText(data1))) return false;
      }
    }
    if(data.status !== undefined){
      let data2 = data.status;
      if (!(((((((((data2 === "AVAILABLE") || (data2 === "BLOCKED")) || (data2 === "CHARGING")) || (data2 === "INOPERATIVE")) || (data2 === "OUTOFORDER")) || (data2 === "PLANNED")) || (data2 === "REMOVED")) || (data2 === "RESERVED")) || (data2 === "UNKNOWN"))) return false;
    }
    if(data.status_schedule !== undefined){
      let data3 = data.status_schedule;
      if ((!(Array.isArray(data3))) && (data3 !== null)) return false;
      if(Array.isArray(data3)){
        const len0 = data3.length;
        for(let i0=0; i0<len0; i0++){
          if (!StatusSchedule(data3[i0])) return false;
        }
      }
    }
    if(data.capabilities !== undefined){
      let data5 = data.capabilities;
      if ((!(Array.isArray(data5))) && (data5 !== null)) return false;
      if(Array.isArray(data5)){
        const len1 = data5.length;
        for(let i1=0; i1<len1; i1++){
          let data6 = data5[i1];
          if (!(((((((((((((data6 === "CHARGING_PROFILE_CAPABLE") || (data6 === "CHARGING_PREFERENCES_CAPABLE")) || (data6 === "CHIP_CARD_SUPPORT")) || (data6 === "CONTACTLESS_CARD_SUPPORT")) || (data6 === "CREDIT_CARD_PAYABLE")) || (data6 === "DEBIT_CARD_PAYABLE")) || (data6 === "PED_TERMINAL")) || (data6 === "REMOTE_START_STOP_CAPABLE")) || (data6 === "RESERVABLE")) || (data6 === "RFID_READER")) || (data6 === "START_SESSION_CONNECTOR_REQUIRED")) || (data6 === "TOKEN_GROUP_CAPABLE")) || (data6 === "UNLOCK_CAPABLE"))) return false;
        }
      }
    }
    if(data.connectors !== undefined){
      let data7 = data.connectors;
      if(Array.isArray(data7)){
        if (data7.length < 1) return false;
        const len2 = data7.length;
        for(let i2=0; i2<len2; i2++){
          if (!Connector(data7[i2])) return false;
        }
      }
      else return false;
    }
    if(data.floor_level !== undefined){
      let data9 = data.floor_level;
      if ((typeof data9 !== "string") && (data9 !== null)) return false;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 4) && isPrintableText(data9))) return false;
      }
    }
    if(data.coordinates !== undefined){
      let data10 = data.coordinates;
      if (data10 !== null && !GeoLocation(data10)) return false;
    }
    if(data.physical_reference !== undefined){
      let data11 = data.physical_reference;
      if ((typeof data11 !== "string") && (data11 !== null)) return false;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 16) && isPrintableText(data11))) return false;
      }
    }
    if(data.directions !== undefined){
      let data12 = data.directions;
      if ((!(Array.isArray(data12))) && (data12 !== null)) return false;
      if(Array.isArray(data12)){
        const len3 = data12.length;
        for(let i3=0; i3<len3; i3++){
          if (!DisplayText(data12[i3])) return false;
        }
      }
    }
    if(data.parking_restrictions !== undefined){
      let data14 = data.parking_restrictions;
      if ((!(Array.isArray(data14))) && (data14 !== null)) return false;
      if(Array.isArray(data14)){
        const len4 = data14.length;
        for(let i4=0; i4<len4; i4++){
          let data15 = data14[i4];
          if (!(((((data15 === "EV_ONLY") || (data15 === "PLUGGED")) || (data15 === "DISABLED")) || (data15 === "CUSTOMERS")) || (data15 === "MOTORCYCLES"))) return false;
        }
      }
    }
    if(data.images !== undefined){
      let data16 = data.images;
      if ((!(Array.isArray(data16))) && (data16 !== null)) return false;
      if(Array.isArray(data16)){
        const len5 = data16.length;
        for(let i5=0; i5<len5; i5++){
          if (!Image(data16[i5])) return false;
        }
      }
    }
    if(data.last_updated !== undefined){
      let data18 = data.last_updated;
      if(typeof data18 === "string"){
        if (!(isDateTime(data18))) return false;
      }
      else return false;
    }
    if (conditionsOfEVSE !== null && !conditionsOfEVSE(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid EVSEPatch. */
export function EVSEPatch(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.last_updated === undefined) return false;
    if(data.uid !== undefined){
      let data0 = data.uid;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.evse_id !== undefined){
      let data1 = data.evse_id;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 48) && isAsciiText(data1))) return false;
      }
    }
    if(data.status !== undefined){
      let data2 = data.status;
      if (!(((((((((data2 === "AVAILABLE") || (data2 === "BLOCKED")) || (data2 === "CHARGING")) || (data2 === "INOPERATIVE")) || (data2 === "OUTOFORDER")) || (data2 === "PLANNED")) || (data2 === "REMOVED")) || (data2 === "RESERVED")) || (data2 === "UNKNOWN"))) return false;
    }
    if(data.status_schedule !== undefined){
      let data3 = data.status_schedule;
      if ((!(Array.isArray(data3))) && (data3 !== null)) return false;
      if(Array.isArray(data3)){
        const len0 = data3.length;
        for(let i0=0; i0<len0; i0++){
          if (!StatusSchedule(data3[i0])) return false;
        }
      }
    }
    if(data.capabilities !== undefined){
      let data5 = data.capabilities;
      if ((!(Array.isArray(data5))) && (data5 !== null)) return false;
      if(Array.isArray(data5)){
        const len1 = data5.length;
        for(let i1=0; i1<len1; i1++){
          let data6 = data5[i1];
          if (!(((((((((((((data6 === "CHARGING_PROFILE_CAPABLE") || (data6 === "CHARGING_PREFERENCES_CAPABLE")) || (data6 === "CHIP_CARD_SUPPORT")) || (data6 === "CONTACTLESS_CARD_SUPPORT")) || (data6 === "CREDIT_CARD_PAYABLE")) || (data6 === "DEBIT_CARD_PAYABLE")) || (data6 === "PED_TERMINAL")) || (data6 === "REMOTE_START_STOP_CAPABLE")) || (data6 === "RESERVABLE")) || (data6 === "RFID_READER")) || (data6 === "START_SESSION_CONNECTOR_REQUIRED")) || (data6 === "TOKEN_GROUP_CAPABLE")) || (data6 === "UNLOCK_CAPABLE"))) return false;
        }
      }
    }
    if(data.connectors !== undefined){
      let data7 = data.connectors;
      if(Array.isArray(data7)){
        if (data7.length < 1) return false;
        const len2 = data7.length;
        for(let i2=0; i2<len2; i2++){
          if (!Connector(data7[i2])) return false;
        }
      }
      else return false;
    }
    if(data.floor_level !== undefined){
      let data9 = data.floor_level;
      if ((typeof data9 !== "string") && (data9 !== null)) return false;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 4) && isPrintableText(data9))) return false;
      }
    }
    if(data.coordinates !== undefined){
      let data10 = data.coordinates;
      if (data10 !== null && !GeoLocation(data10)) return false;
    }
    if(data.physical_reference !== undefined){
      let data11 = data.physical_reference;
      if ((typeof data11 !== "string") && (data11 !== null)) return false;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 16) && isPrintableText(data11))) return false;
      }
    }
    if(data.directions !== undefined){
      let data12 = data.directions;
      if ((!(Array.isArray(data12))) && (data12 !== null)) return false;
      if(Array.isArray(data12)){
        const len3 = data12.length;
        for(let i3=0; i3<len3; i3++){
          if (!DisplayText(data12[i3])) return false;
        }
      }
    }
    if(data.parking_restrictions !== undefined){
      let data14 = data.parking_restrictions;
      if ((!(Array.isArray(data14))) && (data14 !== null)) return false;
      if(Array.isArray(data14)){
        const len4 = data14.length;
        for(let i4=0; i4<len4; i4++){
          let data15 = data14[i4];
          if (!(((((data15 === "EV_ONLY") || (data15 === "PLUGGED")) || (data15 === "DISABLED")) || (data15 === "CUSTOMERS")) || (data15 === "MOTORCYCLES"))) return false;
        }
      }
    }
    if(data.images !== undefined){
      let data16 = data.images;
      if ((!(Array.isArray(data16))) && (data16 !== null)) return false;
      if(Array.isArray(data16)){
        const len5 = data16.length;
        for(let i5=0; i5<len5; i5++){
          if (!Image(data16[i5])) return false;
        }
      }
    }
    if(data.last_updated !== undefined){
      let data18 = data.last_updated;
      if(typeof data18 === "string"){
        if (!(isDateTime(data18))) return false;
      }
      else return false;
    }
    if (conditionsOfEVSE !== null && !conditionsOfEVSE(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Connector. */
export function Connector(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.id === undefined) return false;
    if (data.standard === undefined) return false;
    if (data.format === undefined) return false;
    if (data.power_type === undefined) return false;
    if (data.max_voltage === undefined) return false;
    if (data.max_amperage === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.standard !== undefined){
      let data1 = data.standard;
      if (!((((((((((((((((((((((((((((((((((((((((data1 === "CHADEMO") || (data1 === "CHAOJI")) || (data1 === "DOMESTIC_A")) || (data1 === "DOMESTIC_B")) || (data1 === "DOMESTIC_C")) || (data1 === "DOMESTIC_D")) || (data1 === "DOMESTIC_E")) || (data1 === "DOMESTIC_F")) || (data1 === "DOMESTIC_G")) || (data1 === "DOMESTIC_H")) || (data1 === "DOMESTIC_I")) || (data1 === "DOMESTIC_J")) || (data1 === "DOMESTIC_K")) || (data1 === "DOMESTIC_L")) || (data1 === "DOMESTIC_M")) || (data1 === "DOMESTIC_N")) || (data1 === "DOMESTIC_O")) || (data1 === "GBT_AC")) || (data1 === "GBT_DC")) || (data1 === "IEC_60309_2_single_16")) || (data1 === "IEC_60309_2_three_16")) || (data1 === "IEC_60309_2_three_32")) || (data1 === "IEC_60309_2_three_64")) || (data1 === "IEC_62196_T1")) || (data1 === "IEC_62196_T1_COMBO")) || (data1 === "IEC_62196_T2")) || (data1 === "IEC_62196_T2_COMBO")) || (data1 === "IEC_62196_T3A")) || (data1 === "IEC_62196_T3C")) || (data1 === "NEMA_5_20")) || (data1 === "NEMA_6_30")) || (data1 === "NEMA_6_50")) || (data1 === "NEMA_10_30")) || (data1 === "NEMA_10_50")) || (data1 === "NEMA_14_30")) || (data1 === "NEMA_14_50")) || (data1 === "PANTOGRAPH_BOTTOM_UP")) || (data1 === "PANTOGRAPH_TOP_DOWN")) || (data1 === "TESLA_R")) || (data1 === "TESLA_S"))) return false;
    }
    if(data.format !== undefined){
      let data2 = data.format;
      if (!((data2 === "SOCKET") || (data2 === "CABLE"))) return false;
    }
    if(data.power_type !== undefined){
      let data3 = data.power_type;
      if (!(((((data3 === "AC_1_PHASE") || (data3 === "AC_2_PHASE")) || (data3 === "AC_2_PHASE_SPLIT")) || (data3 === "AC_3_PHASE")) || (data3 === "DC"))) return false;
    }
    if(data.max_voltage !== undefined){
      let data4 = data.max_voltage;
      if (!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))) return false;
    }
    if(data.max_amperage !== undefined){
      let data5 = data.max_amperage;
      if (!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) return false;
    }
    if(data.max_electric_power !== undefined){
      let data6 = data.max_electric_power;
      if ((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (data6 !== null)) return false;
    }
    if(data.tariff_ids !== undefined){
      let data7 = data.tariff_ids;
      if ((!(Array.isArray(data7))) && (data7 !== null)) return false;
      if(Array.isArray(data7)){
        const len0 = data7.length;
        for(let i0=0; i0<len0; i0++){
          let data8 = data7[i0];
          if(typeof data8 === "string"){
            if (!(isWithin(data8, 36) && isAsciiText(data8))) return false;
          }
          else return false;
        }
      }
    }
    if(data.terms_and_conditions !== undefined){
      let data9 = data.terms_and_conditions;
      if ((typeof data9 !== "string") && (data9 !== null)) return false;
      if(typeof data9 === "string"){
        if (!(isUrl(data9))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data10 = data.last_updated;
      if(typeof data10 === "string"){
        if (!(isDateTime(data10))) return false;
      }
      else return false;
    }
    if (conditionsOfConnector !== null && !conditionsOfConnector(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ConnectorPatch. */
export function ConnectorPatch(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.last_updated === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.standard !== undefined){
      let data1 = data.standard;
      if (!((((((((((((((((((((((((((((((((((((((((data1 === "CHADEMO") || (data1 === "CHAOJI")) || (data1 === "DOMESTIC_A")) || (data1 === "DOMESTIC_B")) || (data1 === "DOMESTIC_C")) || (data1 === "DOMESTIC_D")) || (data1 === "DOMESTIC_E")) || (data1 === "DOMESTIC_F")) || (data1 === "DOMESTIC_G")) || (data1 === "DOMESTIC_H")) || (data1 === "DOMESTIC_I")) || (data1 === "DOMESTIC_J")) || (data1 === "DOMESTIC_K")) || (data1 === "DOMESTIC_L")) || (data1 === "DOMESTIC_M")) || (data1 === "DOMESTIC_N")) || (data1 === "DOMESTIC_O")) || (data1 === "GBT_AC")) || (data1 === "GBT_DC")) || (data1 === "IEC_60309_2_single_16")) || (data1 === "IEC_60309_2_three_16")) || (data1 === "IEC_60309_2_three_32")) || (data1 === "IEC_60309_2_three_64")) || (data1 === "IEC_62196_T1")) || (data1 === "IEC_62196_T1_COMBO")) || (data1 === "IEC_62196_T2")) || (data1 === "IEC_62196_T2_COMBO")) || (data1 === "IEC_62196_T3A")) || (data1 === "IEC_62196_T3C")) || (data1 === "NEMA_5_20")) || (data1 === "NEMA_6_30")) || (data1 === "NEMA_6_50")) || (data1 === "NEMA_10_30")) || (data1 === "NEMA_10_50")) || (data1 === "NEMA_14_30")) || (data1 === "NEMA_14_50")) || (data1 === "PANTOGRAPH_BOTTOM_UP")) || (data1 === "PANTOGRAPH_TOP_DOWN")) || (data1 === "TESLA_R")) || (data1 === "TESLA_S"))) return false;
    }
    if(data.format !== undefined){
      let data2 = data.format;
      if (!((data2 === "SOCKET") || (data2 === "CABLE"))) return false;
    }
    if(data.power_type !== undefined){
      let data3 = data.power_type;
      if (!(((((data3 === "AC_1_PHASE") || (data3 === "AC_2_PHASE")) || (data3 === "AC_2_PHASE_SPLIT")) || (data3 === "AC_3_PHASE")) || (data3 === "DC"))) return false;
    }
    if(data.max_voltage !== undefined){
      let data4 = data.max_voltage;
      if (!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))) return false;
    }
    if(data.max_amperage !== undefined){
      let data5 = data.max_amperage;
      if (!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) return false;
    }
    if(data.max_electric_power !== undefined){
      let data6 = data.max_electric_power;
      if ((!(((typeof data6 == "number") && (!(data6 % 1) && !isNaN(data6))) && (isFinite(data6)))) && (data6 !== null)) return false;
    }
    if(data.tariff_ids !== undefined){
      let data7 = data.tariff_ids;
      if ((!(Array.isArray(data7))) && (data7 !== null)) return false;
      if(Array.isArray(data7)){
        const len0 = data7.length;
        for(let i0=0; i0<len0; i0++){
          let data8 = data7[i0];
          if(typeof data8 === "string"){
            if (!(isWithin(data8, 36) && isAsciiText(data8))) return false;
          }
          else return false;
        }
      }
    }
    if(data.terms_and_conditions !== undefined){
      let data9 = data.terms_and_conditions;
      if ((typeof data9 !== "string") && (data9 !== null)) return false;
      if(typeof data9 === "string"){
        if (!(isUrl(data9))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data10 = data.last_updated;
      if(typeof data10 === "string"){
        if (!(isDateTime(data10))) return false;
      }
      else return false;
    }
    if (conditionsOfConnector !== null && !conditionsOfConnector(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid AdditionalGeoLocation. */
export function AdditionalGeoLocation(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.latitude === undefined) return false;
    if (data.longitude === undefined) return false;
    if(data.latitude !== undefined){
      let data0 = data.latitude;
      if(typeof data0 === "string"){
        if (!(isLatitude(data0))) return false;
      }
      else return false;
    }
    if(data.longitude !== undefined){
      let data1 = data.longitude;
      if(typeof data1 === "string"){
        if (!(isLongitude(data1))) return false;
      }
      else return false;
    }
    if(data.name !== undefined){
      let data2 = data.name;
      if (data2 !== null && !DisplayText(data2)) return false;
    }
    if (conditionsOfAdditionalGeoLocation !== null && !conditionsOfAdditionalGeoLocation(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid BusinessDetails. */
export function BusinessDetails(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.name === undefined) return false;
    if(data.name !== undefined){
      let data0 = data.name;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 100) && isPrintableText(data0))) return false;
      }
      else return false;
    }
    if(data.website !== undefined){
      let data1 = data.website;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isUrl(data1))) return false;
      }
    }
    if(data.logo !== undefined){
      let data2 = data.logo;
      if (data2 !== null && !Image(data2)) return false;
    }
    if (conditionsOfBusinessDetails !== null && !conditionsOfBusinessDetails(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid EnergyMix. */
export function EnergyMix(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.is_green_energy === undefined) return false;
    if(data.is_green_energy !== undefined){
      if (typeof data.is_green_energy !== "boolean") return false;
    }
    if(data.energy_sources !== undefined){
      let data1 = data.energy_sources;
      if ((!(Array.isArray(data1))) && (data1 !== null)) return false;
      if(Array.isArray(data1)){
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!EnergySource(data1[i0])) return false;
        }
      }
    }
    if(data.environ_impact !== undefined){
      let data3 = data.environ_impact;
      if ((!(Array.isArray(data3))) && (data3 !== null)) return false;
      if(Array.isArray(data3)){
        const len1 = data3.length;
        for(let i1=0; i1<len1; i1++){
          if (!EnvironmentalImpact(data3[i1])) return false;
        }
      }
    }
    if(data.supplier_name !== undefined){
      let data5 = data.supplier_name;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 64) && isPrintableText(data5))) return false;
      }
    }
    if(data.energy_product_name !== undefined){
      let data6 = data.energy_product_name;
      if ((typeof data6 !== "string") && (data6 !== null)) return false;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 64) && isPrintableText(data6))) return false;
      }
    }
    if (conditionsOfEnergyMix !== null && !conditionsOfEnergyMix(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid EnergySource. */
export function EnergySource(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.source === undefined) return false;
    if (data.percentage === undefined) return false;
    if(data.source !== undefined){
      let data0 = data.source;
      if (!((((((((data0 === "NUCLEAR") || (data0 === "GENERAL_FOSSIL")) || (data0 === "COAL")) || (data0 === "GAS")) || (data0 === "GENERAL_GREEN")) || (data0 === "SOLAR")) || (data0 === "WIND")) || (data0 === "WATER"))) return false;
    }
    if(data.percentage !== undefined){
      let data1 = data.percentage;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfEnergySource !== null && !conditionsOfEnergySource(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid EnvironmentalImpact. */
export function EnvironmentalImpact(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.category === undefined) return false;
    if (data.amount === undefined) return false;
    if(data.category !== undefined){
      let data0 = data.category;
      if (!((data0 === "NUCLEAR_WASTE") || (data0 === "CARBON_DIOXIDE"))) return false;
    }
    if(data.amount !== undefined){
      let data1 = data.amount;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfEnvironmentalImpact !== null && !conditionsOfEnvironmentalImpact(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ExceptionalPeriod. */
export function ExceptionalPeriod(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.period_begin === undefined) return false;
    if (data.period_end === undefined) return false;
    if(data.period_begin !== undefined){
      let data0 = data.period_begin;
      if(typeof data0 === "string"){
        if (!(isDateTime(data0))) return false;
      }
      else return false;
    }
    if(data.period_end !== undefined){
      let data1 = data.period_end;
      if(typeof data1 === "string"){
        if (!(isDateTime(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfExceptionalPeriod !== null && !conditionsOfExceptionalPeriod(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid GeoLocation. */
export function GeoLocation(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.latitude === undefined) return false;
    if (data.longitude === undefined) return false;
    if(data.latitude !== undefined){
      let data0 = data.latitude;
      if(typeof data0 === "string"){
        if (!(isLatitude(data0))) return false;
      }
      else return false;
    }
    if(data.longitude !== undefined){
      let data1 = data.longitude;
      if(typeof data1 === "string"){
        if (!(isLongitude(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfGeoLocation !== null && !conditionsOfGeoLocation(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Hours. */
export function Hours(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.twentyfourseven === undefined) return false;
    if(data.twentyfourseven !== undefined){
      if (typeof data.twentyfourseven !== "boolean") return false;
    }
    if(data.regular_hours !== undefined){
      let data1 = data.regular_hours;
      if ((!(Array.isArray(data1))) && (data1 !== null)) return false;
      if(Array.isArray(data1)){
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!RegularHours(data1[i0])) return false;
        }
      }
    }
    if(data.exceptional_openings !== undefined){
      let data3 = data.exceptional_openings;
      if ((!(Array.isArray(data3))) && (data3 !== null)) return false;
      if(Array.isArray(data3)){
        const len1 = data3.length;
        for(let i1=0; i1<len1; i1++){
          if (!ExceptionalPeriod(data3[i1])) return false;
        }
      }
    }
    if(data.exceptional_closings !== undefined){
      let data5 = data.exceptional_closings;
      if ((!(Array.isArray(data5))) && (data5 !== null)) return false;
      if(Array.isArray(data5)){
        const len2 = data5.length;
        for(let i2=0; i2<len2; i2++){
          if (!ExceptionalPeriod(data5[i2])) return false;
        }
      }
    }
    if (conditionsOfHours !== null && !conditionsOfHours(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Image. */
export function Image(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.url === undefined) return false;
    if (data.category === undefined) return false;
    if (data.type === undefined) return false;
    if(data.url !== undefined){
      let data0 = data.url;
      if(typeof data0 === "string"){
        if (!(isUrl(data0))) return false;
      }
      else return false;
    }
    if(data.thumbnail !== undefined){
      let data1 = data.thumbnail;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isUrl(data1))) return false;
      }
    }
    if(data.category !== undefined){
      let data2 = data.category;
      if (!(((((((data2 === "CHARGER") || (data2 === "ENTRANCE")) || (data2 === "LOCATION")) || (data2 === "NETWORK")) || (data2 === "OPERATOR")) || (data2 === "OTHER")) || (data2 === "OWNER"))) return false;
    }
    if(data.type !== undefined){
      let data3 = data.type;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 4) && isAsciiText(data3))) return false;
      }
      else return false;
    }
    if(data.width !== undefined){
      let data4 = data.width;
      if ((!(((typeof data4 == "number") && (!(data4 % 1) && !isNaN(data4))) && (isFinite(data4)))) && (data4 !== null)) return false;
      if((typeof data4 == "number") && (isFinite(data4))){
        if (!(hasDigits(data4, 5))) return false;
      }
    }
    if(data.height !== undefined){
      let data5 = data.height;
      if ((!(((typeof data5 == "number") && (!(data5 % 1) && !isNaN(data5))) && (isFinite(data5)))) && (data5 !== null)) return false;
      if((typeof data5 == "number") && (isFinite(data5))){
        if (!(hasDigits(data5, 5))) return false;
      }
    }
    if (conditionsOfImage !== null && !conditionsOfImage(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid PublishTokenType. */
export function PublishTokenType(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if(data.uid !== undefined){
      let data0 = data.uid;
      if ((typeof data0 !== "string") && (data0 !== null)) return false;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
    }
    if(data.type !== undefined){
      let data1 = data.type;
      if (!(((((data1 === "AD_HOC_USER") || (data1 === "APP_USER")) || (data1 === "OTHER")) || (data1 === "RFID")) || (data1 === null))) return false;
    }
    if(data.visual_number !== undefined){
      let data2 = data.visual_number;
      if ((typeof data2 !== "string") && (data2 !== null)) return false;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 64) && isPrintableText(data2))) return false;
      }
    }
    if(data.issuer !== undefined){
      let data3 = data.issuer;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 64) && isPrintableText(data3))) return false;
      }
    }
    if(data.group_id !== undefined){
      let data4 = data.group_id;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
    }
    if (conditionsOfPublishTokenType !== null && !conditionsOfPublishTokenType(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid RegularHours. */
export function RegularHours(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.weekday === undefined) return false;
    if (data.period_begin === undefined) return false;
    if (data.period_end === undefined) return false;
    if(data.weekday !== undefined){
      let data0 = data.weekday;
      if (!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))) return false;
      if((typeof data0 == "number") && (isFinite(data0))){
        if (!(hasDigits(data0, 1))) return false;
      }
    }
    if(data.period_begin !== undefined){
      let data1 = data.period_begin;
      if(typeof data1 === "string"){
        if (!(isLocalTime(data1))) return false;
      }
      else return false;
    }
    if(data.period_end !== undefined){
      let data2 = data.period_end;
      if(typeof data2 === "string"){
        if (!(isLocalTime(data2))) return false;
      }
      else return false;
    }
    if (conditionsOfRegularHours !== null && !conditionsOfRegularHours(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid StatusSchedule. */
export function StatusSchedule(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.period_begin === undefined) return false;
    if (data.status === undefined) return false;
    if(data.period_begin !== undefined){
      let data0 = data.period_begin;
      if(typeof data0 === "string"){
        if (!(isDateTime(data0))) return false;
      }
      else return false;
    }
    if(data.period_end !== undefined){
      let data1 = data.period_end;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isDateTime(data1))) return false;
      }
    }
    if(data.status !== undefined){
      let data2 = data.status;
      if (!(((((((((data2 === "AVAILABLE") || (data2 === "BLOCKED")) || (data2 === "CHARGING")) || (data2 === "INOPERATIVE")) || (data2 === "OUTOFORDER")) || (data2 === "PLANNED")) || (data2 === "REMOVED")) || (data2 === "RESERVED")) || (data2 === "UNKNOWN"))) return false;
    }
    if (conditionsOfStatusSchedule !== null && !conditionsOfStatusSchedule(data, false)) return false;
  }
  else return false;
  return true;
}