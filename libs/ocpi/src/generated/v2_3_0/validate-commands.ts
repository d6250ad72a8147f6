// OCPI 2.3.0, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isDateTime, isUrl, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { Token } from './validate-tokens.js';
import { DisplayText } from './validate-types.js';
const conditionsOfCancelReservation = verdictOn('2.3.0', 'CancelReservation');
const conditionsOfCommandResponse = verdictOn('2.3.0', 'CommandResponse');
const conditionsOfCommandResult = verdictOn('2.3.0', 'CommandResult');
const conditionsOfReserveNow = verdictOn('2.3.0', 'ReserveNow');
const conditionsOfStartSession = verdictOn('2.3.0', 'StartSession');
const conditionsOfStopSession = verdictOn('2.3.0', 'StopSession');
const conditionsOfUnlockConnector = verdictOn('2.3.0', 'UnlockConnector');
/** Whether the value is a valid CancelReservation. */
export function CancelReservation(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.response_url === undefined) return false;
    if (data.reservation_id === undefined) return false;
    if(data.response_url !== undefined){
      let data0 = data.response_url;
      if(typeof data0 === "string"){
        if (!(isUrl(data0))) return false;
      }
      else return false;
    }
    if(data.reservation_id !== undefined){
      let data1 = data.reservation_id;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 36) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfCancelReservation !== null && !conditionsOfCancelReservation(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CommandResponse. */
export function CommandResponse(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if (data.timeout === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!((((data0 === "NOT_SUPPORTED") || (data0 === "REJECTED")) || (data0 === "ACCEPTED")) || (data0 === "UNKNOWN_SESSION"))) return false;
    }
    if(data.timeout !== undefined){
      let data1 = data.timeout;
      if (!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))) return false;
    }
    if(data.message !== undefined){
      let data2 = data.message;
      if ((!(Array.isArray(data2))) && (data2 !== null)) return false;
      if(Array.isArray(data2)){
        const len0 = data2.length;
        for(let i0=0; i0<len0; i0++){
          if (!DisplayText(data2[i0])) return false;
        }
      }
    }
    if (conditionsOfCommandResponse !== null && !conditionsOfCommandResponse(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CommandResult. */
export function CommandResult(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.result === undefined) return false;
    if(data.result !== undefined){
      let data0 = data.result;
      if (!(((((((((data0 === "ACCEPTED") || (data0 === "CANCELED_RESERVATION")) || (data0 === "EVSE_OCCUPIED")) || (data0 === "EVSE_INOPERATIVE")) || (data0 === "FAILED")) || (data0 === "NOT_SUPPORTED")) || (data0 === "REJECTED")) || (data0 === "TIMEOUT")) || (data0 === "UNKNOWN_RESERVATION"))) return false;
    }
    if(data.message !== undefined){
      let data1 = data.message;
      if ((!(Array.isArray(data1))) && (data1 !== null)) return false;
      if(Array.isArray(data1)){
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!DisplayText(data1[i0])) return false;
        }
      }
    }
    if (conditionsOfCommandResult !== null && !conditionsOfCommandResult(data, false)) return false;
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
        if (!(isDateTime(data2))) return false;
      }
      else return false;
    }
    if(data.reservation_id !== undefined){
      let data3 = data.reservation_id;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 36) && isAsciiText(data3))) return false;
      }
      else return false;
    }
    if(data.location_id !== undefined){
      let data4 = data.location_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data5 = data.evse_uid;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 36) && isAsciiText(data5))) return false;
      }
    }
    if(data.authorization_reference !== undefined){
      let data6 = data.authorization_reference;
      if ((typeof data6 !== "string") && (data6 !== null)) return false;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 36) && isAsciiText(data6))) return false;
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
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data3 = data.evse_uid;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 36) && isAsciiText(data3))) return false;
      }
    }
    if(data.connector_id !== undefined){
      let data4 = data.connector_id;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
    }
    if(data.authorization_reference !== undefined){
      let data5 = data.authorization_reference;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 36) && isAsciiText(data5))) return false;
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
        if (!(isWithin(data1, 36) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if(data.evse_uid !== undefined){
      let data2 = data.evse_uid;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
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