// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isUrl, isWholeDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { Token } from './validate-tokens.js';
const conditionsOfCommandResponse = verdictOn('2.1.1', 'CommandResponse');
const conditionsOfReserveNow = verdictOn('2.1.1', 'ReserveNow');
const conditionsOfStartSession = verdictOn('2.1.1', 'StartSession');
const conditionsOfStopSession = verdictOn('2.1.1', 'StopSession');
const conditionsOfUnlockConnector = verdictOn('2.1.1', 'UnlockConnector');
/** Whether the value is a valid CommandResponse. */
export function CommandResponse(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!(((((data0 === "NOT_SUPPORTED") || (data0 === "REJECTED")) || (data0 === "ACCEPTED")) || (data0 === "TIMEOUT")) || (data0 === "UNKNOWN_SESSION"))) return false;
    }
    if (conditionsOfCommandResponse !== null && !conditionsOfCommandResponse(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ReserveNow. */
export function ReserveNow(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.response_url === undefined) return false;
    if (data.token === undefined) return false;
    if (data.expiry_date === undefined) return false;
    if (data.reservation_id === undefined) return false;
    if (data.location_id === undefined) return false;
    if(data.response_url !== undefined){
      let data0 = data.response_url;
      if(typeof data0 === "string"){
        if (!(isUrl(data0))) return false;
      }
      else return false;
    }
    if(data.token !== undefined){
      if (!Token(data.token)) return false;
    }
    if(data.expiry_date !== undefined){
      let data2 = data.expiry_date;
      if(typeof data2 === "string"){
        if (!(isWholeDateTime(data2))) return false;
      }
      else return false;
    }
    if(data.reservation_id !== undefined){
      let data3 = data.reservation_id;
      if (!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))) return false;
    }
    if(data.location_id !== undefined){
      let data4 = data.location_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 39) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data5 = data.evse_uid;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 39) && isAsciiText(data5))) return false;
      }
    }
    if (conditionsOfReserveNow !== null && !conditionsOfReserveNow(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid StartSession. */
export function StartSession(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.response_url === undefined) return false;
    if (data.token === undefined) return false;
    if (data.location_id === undefined) return false;
    if(data.response_url !== undefined){
      let data0 = data.response_url;
      if(typeof data0 === "string"){
        if (!(isUrl(data0))) return false;
      }
      else return false;
    }
    if(data.token !== undefined){
      if (!Token(data.token)) return false;
    }
    if(data.location_id !== undefined){
      let data2 = data.location_id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 39) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data3 = data.evse_uid;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 39) && isAsciiText(data3))) return false;
      }
    }
    if (conditionsOfStartSession !== null && !conditionsOfStartSession(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid StopSession. */
export function StopSession(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.response_url === undefined) return false;
    if (data.session_id === undefined) return false;
    if(data.response_url !== undefined){
      let data0 = data.response_url;
      if(typeof data0 === "string"){
        if (!(isUrl(data0))) return false;
      }
      else return false;
    }
    if(data.session_id !== undefined){
      let data1 = data.session_id;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 36) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfStopSession !== null && !conditionsOfStopSession(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid UnlockConnector. */
export function UnlockConnector(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.response_url === undefined) return false;
    if (data.location_id === undefined) return false;
    if (data.evse_uid === undefined) return false;
    if (data.connector_id === undefined) return false;
    if(data.response_url !== undefined){
      let data0 = data.response_url;
      if(typeof data0 === "string"){
        if (!(isUrl(data0))) return false;
      }
      else return false;
    }
    if(data.location_id !== undefined){
      let data1 = data.location_id;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 39) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data2 = data.evse_uid;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 39) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.connector_id !== undefined){
      let data3 = data.connector_id;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 36) && isAsciiText(data3))) return false;
      }
      else return false;
    }
    if (conditionsOfUnlockConnector !== null && !conditionsOfUnlockConnector(data, false)) return false;
  }
  else return false;
  return true;
}