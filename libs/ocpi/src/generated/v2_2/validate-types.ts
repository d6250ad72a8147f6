// OCPI 2.2, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isLanguage, isPrintableText, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfDisplayText = verdictOn('2.2', 'DisplayText');
const conditionsOfPrice = verdictOn('2.2', 'Price');
/** Whether the value is a valid DisplayText. */
export function DisplayText(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.language === undefined) return false;
    if (data.text === undefined) return false;
    if(data.language !== undefined){
      let data0 = data.language;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 2) && isPrintableText(data0) && isLanguage(data0))) return false;
      }
      else return false;
    }
    if(data.text !== undefined){
      let data1 = data.text;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 512) && isPrintableText(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfDisplayText !== null && !conditionsOfDisplayText(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Price. */
export function Price(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.excl_vat === undefined) return false;
    if(data.excl_vat !== undefined){
      let data0 = data.excl_vat;
      if((typeof data0 == "number") && (isFinite(data0))){
        if (!(hasFourDecimals(data0))) return false;
      }
      else return false;
    }
    if(data.incl_vat !== undefined){
      let data1 = data.incl_vat;
      if ((!((typeof data1 == "number") && (isFinite(data1)))) && (data1 !== null)) return false;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
    }
    if (conditionsOfPrice !== null && !conditionsOfPrice(data, false)) return false;
  }
  else return false;
  return true;
}