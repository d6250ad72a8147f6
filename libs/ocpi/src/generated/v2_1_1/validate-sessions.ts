// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isAsciiText, isThreeCapitals, isWholeDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { Location } from './validate-locations.js';
import { ChargingPeriod } from './validate-cdrs.js';
const conditionsOfSession = verdictOn('2.1.1', 'Session');
/** Whether the value is a valid Session. */
export function Session(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.id === undefined) return false;
    if (data.start_datetime === undefined) return false;
    if (data.kwh === undefined) return false;
    if (data.auth_id === undefined) return false;
    if (data.auth_method === undefined) return false;
    if (data.location === undefined) return false;
    if (data.currency === undefined) return false;
    if (data.status === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.start_datetime !== undefined){
      let data1 = data.start_datetime;
      if(typeof data1 === "string"){
        if (!(isWholeDateTime(data1))) return false;
      }
      else return false;
    }
    if(data.end_datetime !== undefined){
      let data2 = data.end_datetime;
      if ((typeof data2 !== "string") && (data2 !== null)) return false;
      if(typeof data2 === "string"){
        if (!(isWholeDateTime(data2))) return false;
      }
    }
    if(data.kwh !== undefined){
      let data3 = data.kwh;
      if((typeof data3 == "number") && (isFinite(data3))){
        if (!(hasFourDecimals(data3))) return false;
      }
      else return false;
    }
    if(data.auth_id !== undefined){
      let data4 = data.auth_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.auth_method !== undefined){
      let data5 = data.auth_method;
      if (!((data5 === "AUTH_REQUEST") || (data5 === "WHITELIST"))) return false;
    }
    if(data.location !== undefined){
      if (!Location(data.location)) return false;
    }
    if(data.meter_id !== undefined){
      let data7 = data.meter_id;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 255) && isAsciiText(data7))) return false;
      }
    }
    if(data.currency !== undefined){
      let data8 = data.currency;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 3) && isAsciiText(data8) && isThreeCapitals(data8))) return false;
      }
      else return false;
    }
    if(data.charging_periods !== undefined){
      let data9 = data.charging_periods;
      if ((!(Array.isArray(data9))) && (data9 !== null)) return false;
      if(Array.isArray(data9)){
        const len0 = data9.length;
        for(let i0=0; i0<len0; i0++){
          if (!ChargingPeriod(data9[i0])) return false;
        }
      }
    }
    if(data.total_cost !== undefined){
      let data11 = data.total_cost;
      if ((!((typeof data11 == "number") && (isFinite(data11)))) && (data11 !== null)) return false;
      if((typeof data11 == "number") && (isFinite(data11))){
        if (!(hasFourDecimals(data11))) return false;
      }
    }
    if(data.status !== undefined){
      let data12 = data.status;
      if (!((((data12 === "ACTIVE") || (data12 === "COMPLETED")) || (data12 === "INVALID")) || (data12 === "PENDING"))) return false;
    }
    if(data.last_updated !== undefined){
      let data13 = data.last_updated;
      if(typeof data13 === "string"){
        if (!(isWholeDateTime(data13))) return false;
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
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.start_datetime !== undefined){
      let data1 = data.start_datetime;
      if(typeof data1 === "string"){
        if (!(isWholeDateTime(data1))) return false;
      }
      else return false;
    }
    if(data.end_datetime !== undefined){
      let data2 = data.end_datetime;
      if ((typeof data2 !== "string") && (data2 !== null)) return false;
      if(typeof data2 === "string"){
        if (!(isWholeDateTime(data2))) return false;
      }
    }
    if(data.kwh !== undefined){
      let data3 = data.kwh;
      if((typeof data3 == "number") && (isFinite(data3))){
        if (!(hasFourDecimals(data3))) return false;
      }
      else return false;
    }
    if(data.auth_id !== undefined){
      let data4 = data.auth_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.auth_method !== undefined){
      let data5 = data.auth_method;
      if (!((data5 === "AUTH_REQUEST") || (data5 === "WHITELIST"))) return false;
    }
    if(data.location !== undefined){
      if (!Location(data.location)) return false;
    }
    if(data.meter_id !== undefined){
      let data7 = data.meter_id;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 255) && isAsciiText(data7))) return false;
      }
    }
    if(data.currency !== undefined){
      let data8 = data.currency;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 3) && isAsciiText(data8) && isThreeCapitals(data8))) return false;
      }
      else return false;
    }
    if(data.charging_periods !== undefined){
      let data9 = data.charging_periods;
      if ((!(Array.isArray(data9))) && (data9 !== null)) return false;
      if(Array.isArray(data9)){
        const len0 = data9.length;
        for(let i0=0; i0<len0; i0++){
          if (!ChargingPeriod(data9[i0])) return false;
        }
      }
    }
    if(data.total_cost !== undefined){
      let data11 = data.total_cost;
      if ((!((typeof data11 == "number") && (isFinite(data11)))) && (data11 !== null)) return false;
      if((typeof data11 == "number") && (isFinite(data11))){
        if (!(hasFourDecimals(data11))) return false;
      }
    }
    if(data.status !== undefined){
      let data12 = data.status;
      if (!((((data12 === "ACTIVE") || (data12 === "COMPLETED")) || (data12 === "INVALID")) || (data12 === "PENDING"))) return false;
    }
    if(data.last_updated !== undefined){
      let data13 = data.last_updated;
      if(typeof data13 === "string"){
        if (!(isWholeDateTime(data13))) return false;
      }
      else return false;
    }
    if (conditionsOfSession !== null && !conditionsOfSession(data, true)) return false;
  }
  else return false;
  return true;
}