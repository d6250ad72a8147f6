// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isDateTime, isUrl } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfChargingProfileResponse = verdictOn('2.2', 'ChargingProfileResponse');
const conditionsOfActiveChargingProfileResult = verdictOn('2.2', 'ActiveChargingProfileResult');
const conditionsOfChargingProfileResult = verdictOn('2.2', 'ChargingProfileResult');
const conditionsOfClearProfileResult = verdictOn('2.2', 'ClearProfileResult');
const conditionsOfSetChargingProfile = verdictOn('2.2', 'SetChargingProfile');
const conditionsOfActiveChargingProfile = verdictOn('2.2', 'ActiveChargingProfile');
const conditionsOfChargingProfile = verdictOn('2.2', 'ChargingProfile');
const conditionsOfChargingProfilePeriod = verdictOn('2.2', 'ChargingProfilePeriod');
/** Whether the value is a valid ChargingProfileResponse. */
export function ChargingProfileResponse(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if (data.timeout === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!(((((data0 === "ACCEPTED") || (data0 === "NOT_SUPPORTED")) || (data0 === "REJECTED")) || (data0 === "TOO_OFTEN")) || (data0 === "UNKNOWN_SESSION"))) return false;
    }
    if(data.timeout !== undefined){
      let data1 = data.timeout;
      if (!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))) return false;
    }
    if (conditionsOfChargingProfileResponse !== null && !conditionsOfChargingProfileResponse(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ActiveChargingProfileResult. */
export function ActiveChargingProfileResult(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!(((data0 === "ACCEPTED") || (data0 === "REJECTED")) || (data0 === "UNKNOWN"))) return false;
    }
    if(data.profile !== undefined){
      let data1 = data.profile;
      if (data1 !== null && !ActiveChargingProfile(data1)) return false;
    }
    if (conditionsOfActiveChargingProfileResult !== null && !conditionsOfActiveChargingProfileResult(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ChargingProfileResult. */
export function ChargingProfileResult(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!(((data0 === "ACCEPTED") || (data0 === "REJECTED")) || (data0 === "UNKNOWN"))) return false;
    }
    if (conditionsOfChargingProfileResult !== null && !conditionsOfChargingProfileResult(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ClearProfileResult. */
export function ClearProfileResult(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!(((data0 === "ACCEPTED") || (data0 === "REJECTED")) || (data0 === "UNKNOWN"))) return false;
    }
    if (conditionsOfClearProfileResult !== null && !conditionsOfClearProfileResult(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid SetChargingProfile. */
export function SetChargingProfile(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.charging_profile === undefined) return false;
    if (data.response_url === undefined) return false;
    if(data.charging_profile !== undefined){
      if (!ChargingProfile(data.charging_profile)) return false;
    }
    if(data.response_url !== undefined){
      let data1 = data.response_url;
      if(typeof data1 === "string"){
        if (!(isUrl(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfSetChargingProfile !== null && !conditionsOfSetChargingProfile(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ActiveChargingProfile. */
export function ActiveChargingProfile(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.start_date_time === undefined) return false;
    if (data.charging_profile === undefined) return false;
    if(data.start_date_time !== undefined){
      let data0 = data.start_date_time;
      if(typeof data0 === "string"){
        if (!(isDateTime(data0))) return false;
      }
      else return false;
    }
    if(data.charging_profile !== undefined){
      if (!ChargingProfile(data.charging_profile)) return false;
    }
    if (conditionsOfActiveChargingProfile !== null && !conditionsOfActiveChargingProfile(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ChargingProfile. */
export function ChargingProfile(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.charging_rate_unit === undefined) return false;
    if(data.start_date_time !== undefined){
      let data0 = data.start_date_time;
      if ((typeof data0 !== "string") && (data0 !== null)) return false;
      if(typeof data0 === "string"){
        if (!(isDateTime(data0))) return false;
      }
    }
    if(data.duration !== undefined){
      let data1 = data.duration;
      if ((!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))) && (data1 !== null)) return false;
    }
    if(data.charging_rate_unit !== undefined){
      let data2 = data.charging_rate_unit;
      if (!((data2 === "W") || (data2 === "A"))) return false;
    }
    if(data.min_charging_rate !== undefined){
      let data3 = data.min_charging_rate;
      if ((!((typeof data3 == "number") && (isFinite(data3)))) && (data3 !== null)) return false;
      if((typeof data3 == "number") && (isFinite(data3))){
        if (!(hasFourDecimals(data3))) return false;
      }
    }
    if(data.charging_profile_period !== undefined){
      let data4 = data.charging_profile_period;
      if ((!(Array.isArray(data4))) && (data4 !== null)) return false;
      if(Array.isArray(data4)){
        const len0 = data4.length;
        for(let i0=0; i0<len0; i0++){
          if (!ChargingProfilePeriod(data4[i0])) return false;
        }
      }
    }
    if (conditionsOfChargingProfile !== null && !conditionsOfChargingProfile(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ChargingProfilePeriod. */
export function ChargingProfilePeriod(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.start_period === undefined) return false;
    if (data.limit === undefined) return false;
    if(data.start_period !== undefined){
      let data0 = data.start_period;
      if (!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))) return false;
    }
    if(data.limit !== undefined){
      let data1 = data.limit;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfChargingProfilePeriod !== null && !conditionsOfChargingProfilePeriod(data, false)) return false;
  }
  else return false;
  return true;
}