// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isCountryAlpha2, isDateTime, isLanguage, isPrintableText, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { DisplayText } from './validate-types.js';
const conditionsOfAuthorizationInfo = verdictOn('2.2', 'AuthorizationInfo');
const conditionsOfToken = verdictOn('2.2', 'Token');
const conditionsOfEnergyContract = verdictOn('2.2', 'EnergyContract');
const conditionsOfLocationReferences = verdictOn('2.2', 'LocationReferences');
/** Whether the value is a valid AuthorizationInfo. */
export function AuthorizationInfo(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.allowed === undefined) return false;
    if (data.token === undefined) return false;
    if(data.allowed !== undefined){
      let data0 = data.allowed;
      if (!(((((data0 === "ALLOWED") || (data0 === "BLOCKED")) || (data0 === "EXPIRED")) || (data0 === "NO_CREDIT")) || (data0 === "NOT_ALLOWED"))) return false;
    }
    if(data.token !== undefined){
      if (!Token(data.token)) return false;
    }
    if(data.location !== undefined){
      let data2 = data.location;
      if (data2 !== null && !LocationReferences(data2)) return false;
    }
    if(data.authorization_reference !== undefined){
      let data3 = data.authorization_reference;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 36) && isAsciiText(data3))) return false;
      }
    }
    if(data.info !== undefined){
      let data4 = data.info;
      if (data4 !== null && !DisplayText(data4)) return false;
    }
    if (conditionsOfAuthorizationInfo !== null && !conditionsOfAuthorizationInfo(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Token. */
export function Token(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.uid === undefined) return false;
    if (data.type === undefined) return false;
    if (data.contract_id === undefined) return false;
    if (data.issuer === undefined) return false;
    if (data.valid === undefined) return false;
    if (data.whitelist === undefined) return false;
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
    if(data.uid !== undefined){
      let data2 = data.uid;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.type !== undefined){
      let data3 = data.type;
      if (!((((data3 === "AD_HOC_USER") || (data3 === "APP_USER")) || (data3 === "OTHER")) || (data3 === "RFID"))) return false;
    }
    if(data.contract_id !== undefined){
      let data4 = data.contract_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.visual_number !== undefined){
      let data5 = data.visual_number;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 64) && isPrintableText(data5))) return false;
      }
    }
    if(data.issuer !== undefined){
      let data6 = data.issuer;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 64) && isPrintableText(data6))) return false;
      }
      else return false;
    }
    if(data.group_id !== undefined){
      let data7 = data.group_id;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 36) && isAsciiText(data7))) return false;
      }
    }
    if(data.valid !== undefined){
      if (typeof data.valid !== "boolean") return false;
    }
    if(data.whitelist !== undefined){
      let data9 = data.whitelist;
      if (!((((data9 === "ALWAYS") || (data9 === "ALLOWED")) || (data9 === "ALLOWED_OFFLINE")) || (data9 === "NEVER"))) return false;
    }
    if(data.language !== undefined){
      let data10 = data.language;
      if ((typeof data10 !== "string") && (data10 !== null)) return false;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 2) && isPrintableText(data10) && isLanguage(data10))) return false;
      }
    }
    if(data.default_profile_type !== undefined){
      let data11 = data.default_profile_type;
      if (!(((((data11 === "CHEAP") || (data11 === "FAST")) || (data11 === "GREEN")) || (data11 === "REGULAR")) || (data11 === null))) return false;
    }
    if(data.energy_contract !== undefined){
      let data12 = data.energy_contract;
      if (data12 !== null && !EnergyContract(data12)) return false;
    }
    if(data.last_updated !== undefined){
      let data13 = data.last_updated;
      if(typeof data13 === "string"){
        if (!(isDateTime(data13))) return false;
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
    if(data.uid !== undefined){
      let data2 = data.uid;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.type !== undefined){
      let data3 = data.type;
      if (!((((data3 === "AD_HOC_USER") || (data3 === "APP_USER")) || (data3 === "OTHER")) || (data3 === "RFID"))) return false;
    }
    if(data.contract_id !== undefined){
      let data4 = data.contract_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if(data.visual_number !== undefined){
      let data5 = data.visual_number;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 64) && isPrintableText(data5))) return false;
      }
    }
    if(data.issuer !== undefined){
      let data6 = data.issuer;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 64) && isPrintableText(data6))) return false;
      }
      else return false;
    }
    if(data.group_id !== undefined){
      let data7 = data.group_id;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isWithin(data7, 36) && isAsciiText(data7))) return false;
      }
    }
    if(data.valid !== undefined){
      if (typeof data.valid !== "boolean") return false;
    }
    if(data.whitelist !== undefined){
      let data9 = data.whitelist;
      if (!((((data9 === "ALWAYS") || (data9 === "ALLOWED")) || (data9 === "ALLOWED_OFFLINE")) || (data9 === "NEVER"))) return false;
    }
    if(data.language !== undefined){
      let data10 = data.language;
      if ((typeof data10 !== "string") && (data10 !== null)) return false;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 2) && isPrintableText(data10) && isLanguage(data10))) return false;
      }
    }
    if(data.default_profile_type !== undefined){
      let data11 = data.default_profile_type;
      if (!(((((data11 === "CHEAP") || (data11 === "FAST")) || (data11 === "GREEN")) || (data11 === "REGULAR")) || (data11 === null))) return false;
    }
    if(data.energy_contract !== undefined){
      let data12 = data.energy_contract;
      if (data12 !== null && !EnergyContract(data12)) return false;
    }
    if(data.last_updated !== undefined){
      let data13 = data.last_updated;
      if(typeof data13 === "string"){
        if (!(isDateTime(data13))) return false;
      }
      else return false;
    }
    if (conditionsOfToken !== null && !conditionsOfToken(data, true)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid EnergyContract. */
export function EnergyContract(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.supplier_name === undefined) return false;
    if(data.supplier_name !== undefined){
      let data0 = data.supplier_name;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 64) && isPrintableText(data0))) return false;
      }
      else return false;
    }
    if(data.contract_id !== undefined){
      let data1 = data.contract_id;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 64) && isPrintableText(data1))) return false;
      }
    }
    if (conditionsOfEnergyContract !== null && !conditionsOfEnergyContract(data, false)) return false;
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
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
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
            if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
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