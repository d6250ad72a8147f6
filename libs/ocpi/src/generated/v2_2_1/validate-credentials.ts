// OCPI 2.2.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isCountryAlpha2, isPrintableText, isUrl, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { BusinessDetails } from './validate-locations.js';
const conditionsOfCredentials = verdictOn('2.2.1', 'Credentials');
const conditionsOfCredentialsRole = verdictOn('2.2.1', 'CredentialsRole');
/** Whether the value is a valid Credentials. */
export function Credentials(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.token === undefined) return false;
    if (data.url === undefined) return false;
    if (data.roles === undefined) return false;
    if(data.token !== undefined){
      let data0 = data.token;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 64) && isPrintableText(data0))) return false;
      }
      else return false;
    }
    if(data.url !== undefined){
      let data1 = data.url;
      if(typeof data1 === "string"){
        if (!(isUrl(data1))) return false;
      }
      else return false;
    }
    if(data.roles !== undefined){
      let data2 = data.roles;
      if(Array.isArray(data2)){
        if (data2.length < 1) return false;
        const len0 = data2.length;
        for(let i0=0; i0<len0; i0++){
          if (!CredentialsRole(data2[i0])) return false;
        }
      }
      else return false;
    }
    if (conditionsOfCredentials !== null && !conditionsOfCredentials(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CredentialsRole. */
export function CredentialsRole(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.role === undefined) return false;
    if (data.business_details === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.country_code === undefined) return false;
    if(data.role !== undefined){
      let data0 = data.role;
      if (!(((((((data0 === "CPO") || (data0 === "EMSP")) || (data0 === "HUB")) || (data0 === "NAP")) || (data0 === "NSP")) || (data0 === "OTHER")) || (data0 === "SCSP"))) return false;
    }
    if(data.business_details !== undefined){
      if (!BusinessDetails(data.business_details)) return false;
    }
    if(data.party_id !== undefined){
      let data2 = data.party_id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 3) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.country_code !== undefined){
      let data3 = data.country_code;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 2) && isAsciiText(data3) && isCountryAlpha2(data3))) return false;
      }
      else return false;
    }
    if (conditionsOfCredentialsRole !== null && !conditionsOfCredentialsRole(data, false)) return false;
  }
  else return false;
  return true;
}