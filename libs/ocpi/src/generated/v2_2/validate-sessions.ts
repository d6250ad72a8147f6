// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isAsciiText, isCountryAlpha2, isDateTime, isPrintableText, isThreeCapitalsOrNa, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { CdrToken, ChargingPeriod } from './validate-cdrs.js';
import { Price } from './validate-types.js';
const conditionsOfSession = verdictOn('2.2', 'Session');
const conditionsOfChargingPreferences = verdictOn('2.2', 'ChargingPreferences');
/** Whether the value is a valid Session. */
export function Session(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.id === undefined) return false;
    if (data.start_date_time === undefined) return false;
    if (data.kwh === undefined) return false;
    if (data.cdr_token === undefined) return false;
    if (data.auth_method === undefined) return false;
    if (data.location_id === undefined) return false;
    if (data.evse_uid === undefined) return false;
    if (data.connector_id === undefined) return false;
    if (data.currency === undefined) return false;
    if (data.status === undefined) return false;
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
    if(data.start_date_time !== undefined){
      let data3 = data.start_date_time;
      if(typeof data3 === "string"){
        if (!(isDateTime(data3))) return false;
      }
      else return false;
    }
    if(data.end_date_time !== undefined){
      let data4 = data.end_date_time;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isDateTime(data4))) return false;
      }
    }
    if(data.kwh !== undefined){
      let data5 = data.kwh;
      if((typeof data5 == "number") && (isFinite(data5))){
        if (!(hasFourDecimals(data5))) return false;
      }
      else return false;
    }
    if(data.cdr_token !== undefined){
      if (!CdrToken(data.cdr_token)) return false;
    }
    if(data.auth_method !== undefined){
      let data7 = data.auth_method;
      if (!(((data7 === "AUTH_REQUEST") || (data7 === "COMMAND")) || (data7 === "WHITELIST"))) return false;
    }
    if(data.authorization_reference !== undefined){
      let data8 = data.authorization_reference;
      if ((typeof data8 !== "string") && (data8 !== null)) return false;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 36) && isAsciiText(data8))) return false;
      }
    }
    if(data.location_id !== undefined){
      let data9 = data.location_id;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 36) && isAsciiText(data9))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data10 = data.evse_uid;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 36) && isAsciiText(data10))) return false;
      }
      else return false;
    }
    if(data.connector_id !== undefined){
      let data11 = data.connector_id;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 36) && isAsciiText(data11))) return false;
      }
      else return false;
    }
    if(data.meter_id !== undefined){
      let data12 = data.meter_id;
      if ((typeof data12 !== "string") && (data12 !== null)) return false;
      if(typeof data12 === "string"){
        if (!(isWithin(data12, 255) && isPrintableText(data12))) return false;
      }
    }
    if(data.currency !== undefined){
      let data13 = data.currency;
      if(typeof data13 === "string"){
        if (!(isWithin(data13, 3) && isPrintableText(data13) && isThreeCapitalsOrNa(data13))) return false;
      }
      else return false;
    }
    if(data.charging_periods !== undefined){
      let data14 = data.charging_periods;
      if ((!(Array.isArray(data14))) && (data14 !== null)) return false;
      if(Array.isArray(data14)){
        const len0 = data14.length;
        for(let i0=0; i0<len0; i0++){
          if (!ChargingPeriod(data14[i0])) return false;
        }
      }
    }
    if(data.total_cost !== undefined){
      let data16 = data.total_cost;
      if (data16 !== null && !Price(data16)) return false;
    }
    if(data.status !== undefined){
      let data17 = data.status;
      if (!(((((data17 === "ACTIVE") || (data17 === "COMPLETED")) || (data17 === "INVALID")) || (data17 === "PENDING")) || (data17 === "RESERVATION"))) return false;
    }
    if(data.last_updated !== undefined){
      let data18 = data.last_updated;
      if(typeof data18 === "string"){
        if (!(isDateTime(data18))) return false;
      }
      else return false;
    }
    if (conditionsOfSession !== null && !conditionsOfSession(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid SessionPatch. */
export function SessionPatch(data: any): boolean {
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
    if(data.start_date_time !== undefined){
      let data3 = data.start_date_time;
      if(typeof data3 === "string"){
        if (!(isDateTime(data3))) return false;
      }
      else return false;
    }
    if(data.end_date_time !== undefined){
      let data4 = data.end_date_time;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isDateTime(data4))) return false;
      }
    }
    if(data.kwh !== undefined){
      let data5 = data.kwh;
      if((typeof data5 == "number") && (isFinite(data5))){
        if (!(hasFourDecimals(data5))) return false;
      }
      else return false;
    }
    if(data.cdr_token !== undefined){
      if (!CdrToken(data.cdr_token)) return false;
    }
    if(data.auth_method !== undefined){
      let data7 = data.auth_method;
      if (!(((data7 === "AUTH_REQUEST") || (data7 === "COMMAND")) || (data7 === "WHITELIST"))) return false;
    }
    if(data.authorization_reference !== undefined){
      let data8 = data.authorization_reference;
      if ((typeof data8 !== "string") && (data8 !== null)) return false;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 36) && isAsciiText(data8))) return false;
      }
    }
    if(data.location_id !== undefined){
      let data9 = data.location_id;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 36) && isAsciiText(data9))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data10 = data.evse_uid;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 36) && isAsciiText(data10))) return false;
      }
      else return false;
    }
    if(data.connector_id !== undefined){
      let data11 = data.connector_id;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 36) && isAsciiText(data11))) return false;
      }
      else return false;
    }
    if(data.meter_id !== undefined){
      let data12 = data.meter_id;
      if ((typeof data12 !== "string") && (data12 !== null)) return false;
      if(typeof data12 === "string"){
        if (!(isWithin(data12, 255) && isPrintableText(data12))) return false;
      }
    }
    if(data.currency !== undefined){
      let data13 = data.currency;
      if(typeof data13 === "string"){
        if (!(isWithin(data13, 3) && isPrintableText(data13) && isThreeCapitalsOrNa(data13))) return false;
      }
      else return false;
    }
    if(data.charging_periods !== undefined){
      let data14 = data.charging_periods;
      if ((!(Array.isArray(data14))) && (data14 !== null)) return false;
      if(Array.isArray(data14)){
        const len0 = data14.length;
        for(let i0=0; i0<len0; i0++){
          if (!ChargingPeriod(data14[i0])) return false;
        }
      }
    }
    if(data.total_cost !== undefined){
      let data16 = data.total_cost;
      if (data16 !== null && !Price(data16)) return false;
    }
    if(data.status !== undefined){
      let data17 = data.status;
      if (!(((((data17 === "ACTIVE") || (data17 === "COMPLETED")) || (data17 === "INVALID")) || (data17 === "PENDING")) || (data17 === "RESERVATION"))) return false;
    }
    if(data.last_updated !== undefined){
      let data18 = data.last_updated;
      if(typeof data18 === "string"){
        if (!(isDateTime(data18))) return false;
      }
      else return false;
    }
    if (conditionsOfSession !== null && !conditionsOfSession(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ChargingPreferences. */
export function ChargingPreferences(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.profile_type === undefined) return false;
    if(data.profile_type !== undefined){
      let data0 = data.profile_type;
      if (!((((data0 === "CHEAP") || (data0 === "FAST")) || (data0 === "GREEN")) || (data0 === "REGULAR"))) return false;
    }
    if(data.departure_time !== undefined){
      let data1 = data.departure_time;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isDateTime(data1))) return false;
      }
    }
    if(data.energy_need !== undefined){
      let data2 = data.energy_need;
      if ((!((typeof data2 == "number") && (isFinite(data2)))) && (data2 !== null)) return false;
      if((typeof data2 == "number") && (isFinite(data2))){
        if (!(hasFourDecimals(data2))) return false;
      }
    }
    if(data.discharge_allowed !== undefined){
      let data3 = data.discharge_allowed;
      if ((typeof data3 !== "boolean") && (data3 !== null)) return false;
    }
    if (conditionsOfChargingPreferences !== null && !conditionsOfChargingPreferences(data, false)) return false;
  }
  else return false;
  return true;
}