// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isLanguage, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfDisplayText = verdictOn('2.1.1', 'DisplayText');
/** Whether the value is a valid DisplayText. */
export function DisplayText(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.language === undefined) return false;
    if (data.text === undefined) return false;
    if(data.language !== undefined){
      let data0 = data.language;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 2) && isAsciiText(data0) && isLanguage(data0))) return false;
      }
      else return false;
    }
    if(data.text !== undefined){
      let data1 = data.text;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 512) && isAsciiText(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfDisplayText !== null && !conditionsOfDisplayText(data, false)) return false;
  }
  else return false;
  return true;
}