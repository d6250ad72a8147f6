// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isAsciiText, isThreeCapitals, isWholeDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { Location } from './validate-locations.js';
import { Tariff } from './validate-tariffs.js';
const conditionsOfCDR = verdictOn('2.1.1', 'CDR');
const conditionsOfCdrDimension = verdictOn('2.1.1', 'CdrDimension');
const conditionsOfChargingPeriod = verdictOn('2.1.1', 'ChargingPeriod');
/** Whether the value is a valid CDR. */
export function CDR(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.id === undefined) return false;
    if (data.start_date_time === undefined) return false;
    if (data.stop_date_time === undefined) return false;
    if (data.auth_id === undefined) return false;
    if (data.auth_method === undefined) return false;
    if (data.location === undefined) return false;
    if (data.currency === undefined) return false;
    if (data.charging_periods === undefined) return false;
    if (data.total_cost === undefined) return false;
    if (data.total_energy === undefined) return false;
    if (data.total_time === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.start_date_time !== undefined){
      let data1 = data.start_date_time;
      if(typeof data1 === "string"){
        if (!(isWholeDateTime(data1))) return false;
      }
      else return false;
    }
    if(data.stop_date_time !== undefined){
      let data2 = data.stop_date_time;
      if(typeof data2 === "string"){
        if (!(isWholeDateTime(data2))) return false;
      }
      else return false;
    }
    if(data.auth_id !== undefined){
      let data3 = data.auth_id;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 36) && isAsciiText(data3))) return false;
      }
      else return false;
    }
    if(data.auth_method !== undefined){
      let data4 = data.auth_method;
      if (!((data4 === "AUTH_REQUEST") || (data4 === "WHITELIST"))) return false;
    }
    if(data.location !== undefined){
      if (!Location(data.location)) return false;
    }
    if(data.meter_id !== undefined){
      let data6 = data.meter_id;
      if ((typeof data6 !== "string") && (data6 !== null)) return false;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 255) && isAsciiText(data6))) return false;
      }
    }
    if(data.currency !== undefined){
      let data7 = data.currency;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 3) && isAsciiText(data7) && isThreeCapitals(data7))) return false;
      }
      else return false;
    }
    if(data.tariffs !== undefined){
      let data8 = data.tariffs;
      if ((!(Array.isArray(data8))) && (data8 !== null)) return false;
      if(Array.isArray(data8)){
        const len0 = data8.length;
        for(let i0=0; i0<len0; i0++){
          if (!Tariff(data8[i0])) return false;
        }
      }
    }
    if(data.charging_periods !== undefined){
      let data10 = data.charging_periods;
      if(Array.isArray(data10)){
        if (data10.length < 1) return false;
        const len1 = data10.length;
        for(let i1=0; i1<len1; i1++){
          if (!ChargingPeriod(data10[i1])) return false;
        }
      }
      else return false;
    }
    if(data.total_cost !== undefined){
      let data12 = data.total_cost;
      if((typeof data12 == "number") && (isFinite(data12))){
        if (!(hasFourDecimals(data12))) return false;
      }
      else return false;
    }
    if(data.total_energy !== undefined){
      let data13 = data.total_energy;
      if((typeof data13 == "number") && (isFinite(data13))){
        if (!(hasFourDecimals(data13))) return false;
      }
      else return false;
    }
    if(data.total_time !== undefined){
      let data14 = data.total_time;
      if((typeof data14 == "number") && (isFinite(data14))){
        if (!(hasFourDecimals(data14))) return false;
      }
      else return false;
    }
    if(data.total_parking_time !== undefined){
      let data15 = data.total_parking_time;
      if ((!((typeof data15 == "number") && (isFinite(data15)))) && (data15 !== null)) return false;
      if((typeof data15 == "number") && (isFinite(data15))){
        if (!(hasFourDecimals(data15))) return false;
      }
    }
    if(data.remark !== undefined){
      let data16 = data.remark;
      if ((typeof data16 !== "string") && (data16 !== null)) return false;
      if(typeof data16 === "string"){
        if (!(isWithin(data16, 255) && isAsciiText(data16))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data17 = data.last_updated;
      if(typeof data17 === "string"){
        if (!(isWholeDateTime(data17))) return false;
      }
      else return false;
    }
    if (conditionsOfCDR !== null && !conditionsOfCDR(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CdrDimension. */
export function CdrDimension(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.type === undefined) return false;
    if (data.volume === undefined) return false;
    if(data.type !== undefined){
      let data0 = data.type;
      if (!((((((data0 === "ENERGY") || (data0 === "FLAT")) || (data0 === "MAX_CURRENT")) || (data0 === "MIN_CURRENT")) || (data0 === "PARKING_TIME")) || (data0 === "TIME"))) return false;
    }
    if(data.volume !== undefined){
      let data1 = data.volume;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfCdrDimension !== null && !conditionsOfCdrDimension(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ChargingPeriod. */
export function ChargingPeriod(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.start_date_time === undefined) return false;
    if (data.dimensions === undefined) return false;
    if(data.start_date_time !== undefined){
      let data0 = data.start_date_time;
      if(typeof data0 === "string"){
        if (!(isWholeDateTime(data0))) return false;
      }
      else return false;
    }
    if(data.dimensions !== undefined){
      let data1 = data.dimensions;
      if(Array.isArray(data1)){
        if (data1.length < 1) return false;
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!CdrDimension(data1[i0])) return false;
        }
      }
      else return false;
    }
    if (conditionsOfChargingPeriod !== null && !conditionsOfChargingPeriod(data, false)) return false;
  }
  else return false;
  return true;
}