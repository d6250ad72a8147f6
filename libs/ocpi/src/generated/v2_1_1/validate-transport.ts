// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isWholeDateTime } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfResponseFormat = verdictOn('2.1.1', 'ResponseFormat');
/** Whether the value is a valid ResponseFormat. */
export function ResponseFormat(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.status_code === undefined) return false;
    if (data.timestamp === undefined) return false;
    if(data.status_code !== undefined){
      let data0 = data.status_code;
      if (!(((typeof data0 == "number") && (!(data0 % 1) && !isNaN(data0))) && (isFinite(data0)))) return false;
    }
    if(data.status_message !== undefined){
      let data1 = data.status_message;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isAsciiText(data1))) return false;
      }
    }
    if(data.timestamp !== undefined){
      let data2 = data.timestamp;
      if(typeof data2 === "string"){
        if (!(isWholeDateTime(data2))) return false;
      }
      else return false;
    }
    if (conditionsOfResponseFormat !== null && !conditionsOfResponseFormat(data, false)) return false;
  }
  else return false;
  return true;
}