// OCPI 2.3.0, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasDigits, hasFourDecimals, isAsciiText, isCountryAlpha2, isDateTime, isLatitude, isLocalTime, isLongitude, isPrintableText, isThreeCapitalsOrNa, isTimeZoneOrNa, isUrl, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { DisplayText } from './validate-types.js';
const conditionsOfLocation = verdictOn('2.3.0', 'Location');
const conditionsOfEVSE = verdictOn('2.3.0', 'EVSE');
const conditionsOfConnector = verdictOn('2.3.0', 'Connector');
const conditionsOfParking = verdictOn('2.3.0', 'Parking');
const conditionsOfAdditionalGeoLocation = verdictOn('2.3.0', 'AdditionalGeoLocation');
const conditionsOfBusinessDetails = verdictOn('2.3.0', 'BusinessDetails');
const conditionsOfEnergyMix = verdictOn('2.3.0', 'EnergyMix');
const conditionsOfEnergySource = verdictOn('2.3.0', 'EnergySource');
const conditionsOfEnvironmentalImpact = verdictOn('2.3.0', 'EnvironmentalImpact');
const conditionsOfEVSEParking = verdictOn('2.3.0', 'EVSEParking');
const conditionsOfExceptionalPeriod = verdictOn('2.3.0', 'ExceptionalPeriod');
const conditionsOfGeoLocation = verdictOn('2.3.0', 'GeoLocation');
const conditionsOfHours = verdictOn('2.3.0', 'Hours');
const conditionsOfImage = verdictOn('2.3.0', 'Image');
const conditionsOfPublishTokenType = verdictOn('2.3.0', 'PublishTokenType');
const conditionsOfRegularHours = verdictOn('2.3.0', 'RegularHours');
const conditionsOfStatusSchedule = verdictOn('2.3.0', 'StatusSchedule');
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
      if ((typeof data15 !== "string") && (data15 !== null)) return false;
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
    if(data.parking_places !== undefined){
      let data18 = data.parking_places;
      if ((!(Array.isArray(data18))) && (data18 !== null)) return false;
      if(Array.isArray(data18)){
        const len3 = data18.length;
        for(let i3=0; i3<len3; i3++){
          if (!Parking(data18[i3])) return false;
        }
      }
    }
    if(data.directions !== undefined){
      let data20 = data.directions;
      if ((!(Array.isArray(data20))) && (data20 !== null)) return false;
      if(Array.isArray(data20)){
        const len4 = data20.length;
        for(let i4=0; i4<len4; i4++){
          if (!DisplayText(data20[i4])) return false;
        }
      }
    }
    if(data.operator !== undefined){
      let data22 = data.operator;
      if (data22 !== null && !BusinessDetails(data22)) return false;
    }
    if(data.suboperator !== undefined){
      let data23 = data.suboperator;
      if (data23 !== null && !BusinessDetails(data23)) return false;
    }
    if(data.owner !== undefined){
      let data24 = data.owner;
      if (data24 !== null && !BusinessDetails(data24)) return false;
    }
    if(data.facilities !== undefined){
      let data25 = data.facilities;
      if ((!(Array.isArray(data25))) && (data25 !== null)) return false;
      if(Array.isArray(data25)){
        const len5 = data25.length;
        for(let i5=0; i5<len5; i5++){
          if (typeof data25[i5] !== "string") return false;
        }
      }
    }
    if(data.time_zone !== undefined){
      let data27 = data.time_zone;
      if(typeof data27 === "string"){
        if (!(isWithin(data27, 255) && isPrintableText(data27) && isTimeZoneOrNa(data27))) return false;
      }
      else return false;
    }
    if(data.opening_times !== undefined){
      let data28 = data.opening_times;
      if (data28 !== null && !Hours(data28)) return false;
    }
    if(data.charging_when_closed !== undefined){
      let data29 = data.charging_when_closed;
      if ((typeof data29 !== "boolean") && (data29 !== null)) return false;
    }
    if(data.images !== undefined){
      let data30 = data.images;
      if ((!(Array.isArray(data30))) && (data30 !== null)) return false;
      if(Array.isArray(data30)){
        const len6 = data30.length;
        for(let i6=0; i6<len6; i6++){
          if (!Image(data30[i6])) return false;
        }
      }
    }
    if(data.energy_mix !== undefined){
      let data32 = data.energy_mix;
      if (data32 !== null && !EnergyMix(data32)) return false;
    }
    if(data.help_phone !== undefined){
      let data33 = data.help_phone;
      if ((typeof data33 !== "string") && (data33 !== null)) return false;
      if(typeof data33 === "string"){
        if (!(isWithin(data33, 25) && isAsciiText(data33))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data34 = data.last_updated;
      if(typeof data34 === "string"){
        if (!(isDateTime(data34))) return false;
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
      if ((typeof data15 !== "string") && (data15 !== null)) return false;
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
    if(data.parking_places !== undefined){
      let data18 = data.parking_places;
      if ((!(Array.isArray(data18))) && (data18 !== null)) return false;
      if(Array.isArray(data18)){
        const len3 = data18.length;
        for(let i3=0; i3<len3; i3++){
          if (!Parking(data18[i3])) return false;
        }
      }
    }
    if(data.directions !== undefined){
      let data20 = data.directions;
      if ((!(Array.isArray(data20))) && (data20 !== null)) return false;
      if(Array.isArray(data20)){
        const len4 = data20.length;
        for(let i4=0; i4<len4; i4++){
          if (!DisplayText(data20[i4])) return false;
        }
      }
    }
    if(data.operator !== undefined){
      let data22 = data.operator;
      if (data22 !== null && !BusinessDetails(data22)) return false;
    }
    if(data.suboperator !== undefined){
      let data23 = data.suboperator;
      if (data23 !== null && !BusinessDetails(data23)) return false;
    }
    if(data.owner !== undefined){
      let data24 = data.owner;
      if (data24 !== null && !BusinessDetails(data24)) return false;
    }
    if(data.facilities !== undefined){
      let data25 = data.facilities;
      if ((!(Array.isArray(data25))) && (data25 !== null)) return false;
      if(Array.isArray(data25)){
        const len5 = data25.length;
        for(let i5=0; i5<len5; i5++){
          if (typeof data25[i5] !== "string") return false;
        }
      }
    }
    if(data.time_zone !== undefined){
      let data27 = data.time_zone;
      if(typeof data27 === "string"){
        if (!(isWithin(data27, 255) && isPrintableText(data27) && isTimeZoneOrNa(data27))) return false;
      }
      else return false;
    }
    if(data.opening_times !== undefined){
      let data28 = data.opening_times;
      if (data28 !== null && !Hours(data28)) return false;
    }
    if(data.charging_when_closed !== undefined){
      let data29 = data.charging_when_closed;
      if ((typeof data29 !== "boolean") && (data29 !== null)) return false;
    }
    if(data.images !== undefined){
      let data30 = data.images;
      if ((!(Array.isArray(data30))) && (data30 !== null)) return false;
      if(Array.isArray(data30)){
        const len6 = data30.length;
        for(let i6=0; i6<len6; i6++){
          if (!Image(data30[i6])) return false;
        }
      }
    }
    if(data.energy_mix !== undefined){
      let data32 = data.energy_mix;
      if (data32 !== null && !EnergyMix(data32)) return false;
    }
    if(data.help_phone !== undefined){
      let data33 = data.help_phone;
      if ((typeof data33 !== "string") && (data33 !== null)) return false;
      if(typeof data33 === "string"){
        if (!(isWithin(data33, 25) && isAsciiText(data33))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data34 = data.last_updated;
      if(typeof data34 === "string"){
        if (!(isDateTime(data34))) return false;
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
          if (typeof data5[i1] !== "string") return false;
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
          if (typeof data14[i4] !== "string") return false;
        }
      }
    }
    if(data.parking !== undefined){
      let data16 = data.parking;
      if ((!(Array.isArray(data16))) && (data16 !== null)) return false;
      if(Array.isArray(data16)){
        const len5 = data16.length;
        for(let i5=0; i5<len5; i5++){
          if (!EVSEParking(data16[i5])) return false;
        }
      }
    }
    if(data.images !== undefined){
      let data18 = data.images;
      if ((!(Array.isArray(data18))) && (data18 !== null)) return false;
      if(Array.isArray(data18)){
        const len6 = data18.length;
        for(let i6=0; i6<len6; i6++){
          if (!Image(data18[i6])) return false;
        }
      }
    }
    if(data.accepted_service_providers !== undefined){
      let data20 = data.accepted_service_providers;
      if ((!(Array.isArray(data20))) && (data20 !== null)) return false;
      if(Array.isArray(data20)){
        const len7 = data20.length;
        for(let i7=0; i7<len7; i7++){
          let data21 = data20[i7];
          if(typeof data21 === "string"){
            if (!(isWithin(data21, 50) && isPrintableText(data21))) return false;
          }
          else return false;
        }
      }
    }
    if(data.last_updated !== undefined){
      let data22 = data.last_updated;
      if(typeof data22 === "string"){
        if (!(isDateTime(data22))) return false;
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
          if (typeof data5[i1] !== "string") return false;
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
          if (typeof data14[i4] !== "string") return false;
        }
      }
    }
    if(data.parking !== undefined){
      let data16 = data.parking;
      if ((!(Array.isArray(data16))) && (data16 !== null)) return false;
      if(Array.isArray(data16)){
        const len5 = data16.length;
        for(let i5=0; i5<len5; i5++){
          if (!EVSEParking(data16[i5])) return false;
        }
      }
    }
    if(data.images !== undefined){
      let data18 = data.images;
      if ((!(Array.isArray(data18))) && (data18 !== null)) return false;
      if(Array.isArray(data18)){
        const len6 = data18.length;
        for(let i6=0; i6<len6; i6++){
          if (!Image(data18[i6])) return false;
        }
      }
    }
    if(data.accepted_service_providers !== undefined){
      let data20 = data.accepted_service_providers;
      if ((!(Array.isArray(data20))) && (data20 !== null)) return false;
      if(Array.isArray(data20)){
        const len7 = data20.length;
        for(let i7=0; i7<len7; i7++){
          let data21 = data20[i7];
          if(typeof data21 === "string"){
            if (!(isWithin(data21, 50) && isPrintableText(data21))) return false;
          }
          else return false;
        }
      }
    }
    if(data.last_updated !== undefined){
      let data22 = data.last_updated;
      if(typeof data22 === "string"){
        if (!(isDateTime(data22))) return false;
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
      if (typeof data.standard !== "string") return false;
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
    if(data.capabilities !== undefined){
      let data10 = data.capabilities;
      if ((!(Array.isArray(data10))) && (data10 !== null)) return false;
      if(Array.isArray(data10)){
        const len1 = data10.length;
        for(let i1=0; i1<len1; i1++){
          if (typeof data10[i1] !== "string") return false;
        }
      }
    }
    if(data.last_updated !== undefined){
      let data12 = data.last_updated;
      if(typeof data12 === "string"){
        if (!(isDateTime(data12))) return false;
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
      if (typeof data.standard !== "string") return false;
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
    if(data.capabilities !== undefined){
      let data10 = data.capabilities;
      if ((!(Array.isArray(data10))) && (data10 !== null)) return false;
      if(Array.isArray(data10)){
        const len1 = data10.length;
        for(let i1=0; i1<len1; i1++){
          if (typeof data10[i1] !== "string") return false;
        }
      }
    }
    if(data.last_updated !== undefined){
      let data12 = data.last_updated;
      if(typeof data12 === "string"){
        if (!(isDateTime(data12))) return false;
      }
      else return false;
    }
    if (conditionsOfConnector !== null && !conditionsOfConnector(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Parking. */
export function Parking(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.id === undefined) return false;
    if (data.vehicle_types === undefined) return false;
    if (data.restricted_to_type === undefined) return false;
    if (data.reservation_required === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.physical_reference !== undefined){
      let data1 = data.physical_reference;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 12) && isPrintableText(data1))) return false;
      }
    }
    if(data.vehicle_types !== undefined){
      let data2 = data.vehicle_types;
      if(Array.isArray(data2)){
        if (data2.length < 1) return false;
        const len0 = data2.length;
        for(let i0=0; i0<len0; i0++){
          if (typeof data2[i0] !== "string") return false;
        }
      }
      else return false;
    }
    if(data.max_vehicle_weight !== undefined){
      let data4 = data.max_vehicle_weight;
      if ((!((typeof data4 == "number") && (isFinite(data4)))) && (data4 !== null)) return false;
      if((typeof data4 == "number") && (isFinite(data4))){
        if (!(hasFourDecimals(data4))) return false;
      }
    }
    if(data.max_vehicle_height !== undefined){
      let data5 = data.max_vehicle_height;
      if ((!((typeof data5 == "number") && (isFinite(data5)))) && (data5 !== null)) return false;
      if((typeof data5 == "number") && (isFinite(data5))){
        if (!(hasFourDecimals(data5))) return false;
      }
    }
    if(data.max_vehicle_length !== undefined){
      let data6 = data.max_vehicle_length;
      if ((!((typeof data6 == "number") && (isFinite(data6)))) && (data6 !== null)) return false;
      if((typeof data6 == "number") && (isFinite(data6))){
        if (!(hasFourDecimals(data6))) return false;
      }
    }
    if(data.max_vehicle_width !== undefined){
      let data7 = data.max_vehicle_width;
      if ((!((typeof data7 == "number") && (isFinite(data7)))) && (data7 !== null)) return false;
      if((typeof data7 == "number") && (isFinite(data7))){
        if (!(hasFourDecimals(data7))) return false;
      }
    }
    if(data.parking_space_length !== undefined){
      let data8 = data.parking_space_length;
      if ((!((typeof data8 == "number") && (isFinite(data8)))) && (data8 !== null)) return false;
      if((typeof data8 == "number") && (isFinite(data8))){
        if (!(hasFourDecimals(data8))) return false;
      }
    }
    if(data.parking_space_width !== undefined){
      let data9 = data.parking_space_width;
      if ((!((typeof data9 == "number") && (isFinite(data9)))) && (data9 !== null)) return false;
      if((typeof data9 == "number") && (isFinite(data9))){
        if (!(hasFourDecimals(data9))) return false;
      }
    }
    if(data.dangerous_goods_allowed !== undefined){
      let data10 = data.dangerous_goods_allowed;
      if ((typeof data10 !== "boolean") && (data10 !== null)) return false;
    }
    if(data.direction !== undefined){
      let data11 = data.direction;
      if (!((((data11 === "PARALLEL") || (data11 === "PERPENDICULAR")) || (data11 === "ANGLE")) || (data11 === null))) return false;
    }
    if(data.drive_through !== undefined){
      let data12 = data.drive_through;
      if ((typeof data12 !== "boolean") && (data12 !== null)) return false;
    }
    if(data.restricted_to_type !== undefined){
      if (typeof data.restricted_to_type !== "boolean") return false;
    }
    if(data.reservation_required !== undefined){
      if (typeof data.reservation_required !== "boolean") return false;
    }
    if(data.time_limit !== undefined){
      let data15 = data.time_limit;
      if ((!((typeof data15 == "number") && (isFinite(data15)))) && (data15 !== null)) return false;
      if((typeof data15 == "number") && (isFinite(data15))){
        if (!(hasFourDecimals(data15))) return false;
      }
    }
    if(data.roofed !== undefined){
      let data16 = data.roofed;
      if ((typeof data16 !== "boolean") && (data16 !== null)) return false;
    }
    if(data.images !== undefined){
      let data17 = data.images;
      if ((!(Array.isArray(data17))) && (data17 !== null)) return false;
      if(Array.isArray(data17)){
        const len1 = data17.length;
        for(let i1=0; i1<len1; i1++){
          if (!Image(data17[i1])) return false;
        }
      }
    }
    if(data.lighting !== undefined){
      let data19 = data.lighting;
      if ((typeof data19 !== "boolean") && (data19 !== null)) return false;
    }
    if(data.refrigeration_outlet !== undefined){
      let data20 = data.refrigeration_outlet;
      if ((typeof data20 !== "boolean") && (data20 !== null)) return false;
    }
    if(data.standards !== undefined){
      let data21 = data.standards;
      if ((!(Array.isArray(data21))) && (data21 !== null)) return false;
      if(Array.isArray(data21)){
        const len2 = data21.length;
        for(let i2=0; i2<len2; i2++){
          let data22 = data21[i2];
          if(typeof data22 === "string"){
            if (!(isWithin(data22, 36) && isAsciiText(data22))) return false;
          }
          else return false;
        }
      }
    }
    if(data.apds_reference !== undefined){
      let data23 = data.apds_reference;
      if ((typeof data23 !== "string") && (data23 !== null)) return false;
      if(typeof data23 === "string"){
        if (!(isAsciiText(data23))) return false;
      }
    }
    if (conditionsOfParking !== null && !conditionsOfParking(data, false)) return false;
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
      if (typeof data.category !== "string") return false;
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
/** Whether the value is a valid EVSEParking. */
export function EVSEParking(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.parking_id === undefined) return false;
    if(data.parking_id !== undefined){
      let data0 = data.parking_id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.evse_position !== undefined){
      let data1 = data.evse_position;
      if (!((((data1 === "LEFT") || (data1 === "RIGHT")) || (data1 === "CENTER")) || (data1 === null))) return false;
    }
    if (conditionsOfEVSEParking !== null && !conditionsOfEVSEParking(data, false)) return false;
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
      if (typeof data.category !== "string") return false;
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
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
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