// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isUrl, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { BusinessDetails } from './validate-locations.js';
const conditionsOfCredentials = verdictOn('2.1.1', 'Credentials');
/** Whether the value is a valid Credentials. */
export function Credentials(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.token === undefined) return false;
    if (data.url === undefined) return false;
    if (data.business_details === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.country_code === undefined) return false;
    if(data.token !== undefined){
      let data0 = data.token;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 64) && isAsciiText(data0))) return false;
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
    if(data.business_details !== undefined){
      if (!BusinessDetails(data.business_details)) return false;
    }
    if(data.party_id !== undefined){
      let data3 = data.party_id;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 3) && isAsciiText(data3))) return false;
      }
      else return false;
    }
    if(data.country_code !== undefined){
      let data4 = data.country_code;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 2) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if (conditionsOfCredentials !== null && !conditionsOfCredentials(data, false)) return false;
  }
  else return false;
  return true;
}