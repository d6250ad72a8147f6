// OCPI 2.3.0, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isAsciiText, isCountryAlpha2, isDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfInvoiceReconciliationRecord = verdictOn('2.3.0', 'InvoiceReconciliationRecord');
/** Whether the value is a valid InvoiceReconciliationRecord. */
export function InvoiceReconciliationRecord(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.id === undefined) return false;
    if (data.invoice_id === undefined) return false;
    if (data.cdrs === undefined) return false;
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
    if(data.id !== undefined){
      let data2 = data.id;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.invoice_id !== undefined){
      let data3 = data.invoice_id;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 255) && isAsciiText(data3))) return false;
      }
      else return false;
    }
    if(data.cdrs !== undefined){
      let data4 = data.cdrs;
      if(Array.isArray(data4)){
        if (data4.length < 1) return false;
        const len0 = data4.length;
        for(let i0=0; i0<len0; i0++){
          let data5 = data4[i0];
          if(typeof data5 === "string"){
            if (!(isWithin(data5, 36) && isAsciiText(data5))) return false;
          }
          else return false;
        }
      }
      else return false;
    }
    if(data.last_updated !== undefined){
      let data6 = data.last_updated;
      if(typeof data6 === "string"){
        if (!(isDateTime(data6))) return false;
      }
      else return false;
    }
    if (conditionsOfInvoiceReconciliationRecord !== null && !conditionsOfInvoiceReconciliationRecord(data, false)) return false;
  }
  else return false;
  return true;
}