// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfClientInfo = verdictOn('2.2', 'ClientInfo');
/** Whether the value is a valid ClientInfo. */
export function ClientInfo(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.party_id === undefined) return false;
    if (data.country_code === undefined) return false;
    if (data.role === undefined) return false;
    if (data.status === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.party_id !== undefined){
      let data0 = data.party_id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 3) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.country_code !== undefined){
      let data1 = data.country_code;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 2) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if(data.role !== undefined){
      let data2 = data.role;
      if (!(((((((data2 === "CPO") || (data2 === "EMSP")) || (data2 === "HUB")) || (data2 === "NAP")) || (data2 === "NSP")) || (data2 === "OTHER")) || (data2 === "SCSP"))) return false;
    }
    if(data.status !== undefined){
      let data3 = data.status;
      if (!((((data3 === "CONNECTED") || (data3 === "OFFLINE")) || (data3 === "PLANNED")) || (data3 === "SUSPENDED"))) return false;
    }
    if(data.last_updated !== undefined){
      let data4 = data.last_updated;
      if(typeof data4 === "string"){
        if (!(isDateTime(data4))) return false;
      }
      else return false;
    }
    if (conditionsOfClientInfo !== null && !conditionsOfClientInfo(data, false)) return false;
  }
  else return false;
  return true;
}