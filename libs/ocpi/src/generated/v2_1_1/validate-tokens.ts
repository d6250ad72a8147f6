// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isLanguage, isWholeDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { DisplayText } from './validate-types.js';
const conditionsOfAuthorizationInfo = verdictOn('2.1.1', 'AuthorizationInfo');
const conditionsOfToken = verdictOn('2.1.1', 'Token');
const conditionsOfLocationReferences = verdictOn('2.1.1', 'LocationReferences');
/** Whether the value is a valid AuthorizationInfo. */
export function AuthorizationInfo(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.allowed === undefined) return false;
    if(data.allowed !== undefined){
      let data0 = data.allowed;
      if (!(((((data0 === "ALLOWED") || (data0 === "BLOCKED")) || (data0 === "EXPIRED")) || (data0 === "NO_CREDIT")) || (data0 === "NOT_ALLOWED"))) return false;
    }
    if(data.location !== undefined){
      let data1 = data.location;
      if (data1 !== null && !LocationReferences(data1)) return false;
    }
    if(data.info !== undefined){
      let data2 = data.info;
      if (data2 !== null && !DisplayText(data2)) return false;
    }
    if (conditionsOfAuthorizationInfo !== null && !conditionsOfAuthorizationInfo(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Token. */
export function Token(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.uid === undefined) return false;
    if (data.type === undefined) return false;
    if (data.auth_id === undefined) return false;
    if (data.issuer === undefined) return false;
    if (data.valid === undefined) return false;
    if (data.whitelist === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.uid !== undefined){
      let data0 = data.uid;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.type !== undefined){
      let data1 = data.type;
      if (!((data1 === "OTHER") || (data1 === "RFID"))) return false;
    }
    if(data.auth_id !== undefined){
      let data2 = data.auth_id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.visual_number !== undefined){
      let data3 = data.visual_number;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 64) && isAsciiText(data3))) return false;
      }
    }
    if(data.issuer !== undefined){
      let data4 = data.issuer;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 64) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.valid !== undefined){
      if (typeof data.valid !== "boolean") return false;
    }
    if(data.whitelist !== undefined){
      let data6 = data.whitelist;
      if (!((((data6 === "ALWAYS") || (data6 === "ALLOWED")) || (data6 === "ALLOWED_OFFLINE")) || (data6 === "NEVER"))) return false;
    }
    if(data.language !== undefined){
      let data7 = data.language;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 2) && isAsciiText(data7) && isLanguage(data7))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data8 = data.last_updated;
      if(typeof data8 === "string"){
        if (!(isWholeDateTime(data8))) return false;
      }
      else return false;
    }
    if (conditionsOfToken !== null && !conditionsOfToken(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid TokenPatch. */
export function TokenPatch(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if(data.uid !== undefined){
      let data0 = data.uid;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.type !== undefined){
      let data1 = data.type;
      if (!((data1 === "OTHER") || (data1 === "RFID"))) return false;
    }
    if(data.auth_id !== undefined){
      let data2 = data.auth_id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.visual_number !== undefined){
      let data3 = data.visual_number;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 64) && isAsciiText(data3))) return false;
      }
    }
    if(data.issuer !== undefined){
      let data4 = data.issuer;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 64) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.valid !== undefined){
      if (typeof data.valid !== "boolean") return false;
    }
    if(data.whitelist !== undefined){
      let data6 = data.whitelist;
      if (!((((data6 === "ALWAYS") || (data6 === "ALLOWED")) || (data6 === "ALLOWED_OFFLINE")) || (data6 === "NEVER"))) return false;
    }
    if(data.language !== undefined){
      let data7 = data.language;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 2) && isAsciiText(data7) && isLanguage(data7))) return false;
      }
    }
    if(data.last_updated !== undefined){
      let data8 = data.last_updated;
      if(typeof data8 === "string"){
        if (!(isWholeDateTime(data8))) return false;
      }
      else return false;
    }
    if (conditionsOfToken !== null && !conditionsOfToken(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid LocationReferences. */
export function LocationReferences(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.location_id === undefined) return false;
    if(data.location_id !== undefined){
      let data0 = data.location_id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 39) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.evse_uids !== undefined){
      let data1 = data.evse_uids;
      if ((!(Array.isArray(data1))) && (data1 !== null)) return false;
      if(Array.isArray(data1)){
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          let data2 = data1[i0];
          if(typeof data2 === "string"){
            if (!(isWithin(data2, 39) && isAsciiText(data2))) return false;
          }
          else return false;
        }
      }
    }
    if(data.connector_ids !== undefined){
      let data3 = data.connector_ids;
      if ((!(Array.isArray(data3))) && (data3 !== null)) return false;
      if(Array.isArray(data3)){
        const len1 = data3.length;
        for(let i1=0; i1<len1; i1++){
          let data4 = data3[i1];
          if(typeof data4 === "string"){
            if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
          }
          else return false;
        }
      }
    }
    if (conditionsOfLocationReferences !== null && !conditionsOfLocationReferences(data, false)) return false;
  }
  else return false;
  return true;
}