// OCPI 2.3.0, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isLanguage, isPrintableText, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfDisplayText = verdictOn('2.3.0', 'DisplayText');
const conditionsOfPrice = verdictOn('2.3.0', 'Price');
const conditionsOfTaxAmount = verdictOn('2.3.0', 'TaxAmount');
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
    if (data.before_taxes === undefined) return false;
    if(data.before_taxes !== undefined){
      let data0 = data.before_taxes;
      if((typeof data0 == "number") && (isFinite(data0))){
        if (!(hasFourDecimals(data0))) return false;
      }
      else return false;
    }
    if(data.taxes !== undefined){
      let data1 = data.taxes;
      if ((!(Array.isArray(data1))) && (data1 !== null)) return false;
      if(Array.isArray(data1)){
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!TaxAmount(data1[i0])) return false;
        }
      }
    }
    if (conditionsOfPrice !== null && !conditionsOfPrice(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid TaxAmount. */
export function TaxAmount(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.name === undefined) return false;
    if (data.amount === undefined) return false;
    if(data.name !== undefined){
      let data0 = data.name;
      if(typeof data0 === "string"){
        if (!(isPrintableText(data0))) return false;
      }
      else return false;
    }
    if(data.account_number !== undefined){
      let data1 = data.account_number;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isPrintableText(data1))) return false;
      }
    }
    if(data.percentage !== undefined){
      let data2 = data.percentage;
      if ((!((typeof data2 == "number") && (isFinite(data2)))) && (data2 !== null)) return false;
      if((typeof data2 == "number") && (isFinite(data2))){
        if (!(hasFourDecimals(data2))) return false;
      }
    }
    if(data.amount !== undefined){
      let data3 = data.amount;
      if((typeof data3 == "number") && (isFinite(data3))){
        if (!(hasFourDecimals(data3))) return false;
      }
      else return false;
    }
    if (conditionsOfTaxAmount !== null && !conditionsOfTaxAmount(data, false)) return false;
  }
  else return false;
  return true;
}