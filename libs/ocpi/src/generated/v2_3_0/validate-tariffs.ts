// OCPI 2.3.0, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isAsciiText, isCountryAlpha2, isDateTime, isLocalDate, isLocalTime, isPrintableText, isThreeCapitalsOrNa, isUrl, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { EnergyMix } from './validate-locations.js';
import { DisplayText } from './validate-types.js';
const conditionsOfTariff = verdictOn('2.3.0', 'Tariff');
const conditionsOfPriceComponent = verdictOn('2.3.0', 'PriceComponent');
const conditionsOfPriceLimit = verdictOn('2.3.0', 'PriceLimit');
const conditionsOfTariffElement = verdictOn('2.3.0', 'TariffElement');
const conditionsOfTariffRestrictions = verdictOn('2.3.0', 'TariffRestrictions');
/** Whether the value is a valid Tariff. */
export function Tariff(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.id === undefined) return false;
    if (data.currency === undefined) return false;
    if (data.elements === undefined) return false;
    if (data.tax_included === undefined) return false;
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
    if(data.currency !== undefined){
      let data3 = data.currency;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 3) && isPrintableText(data3) && isThreeCapitalsOrNa(data3))) return false;
      }
      else return false;
    }
    if(data.type !== undefined){
      let data4 = data.type;
      if (!((((((data4 === "AD_HOC_PAYMENT") || (data4 === "PROFILE_CHEAP")) || (data4 === "PROFILE_FAST")) || (data4 === "PROFILE_GREEN")) || (data4 === "REGULAR")) || (data4 === null))) return false;
    }
    if(data.tariff_alt_text !== undefined){
      let data5 = data.tariff_alt_text;
      if ((!(Array.isArray(data5))) && (data5 !== null)) return false;
      if(Array.isArray(data5)){
        const len0 = data5.length;
        for(let i0=0; i0<len0; i0++){
          if (!DisplayText(data5[i0])) return false;
        }
      }
    }
    if(data.tariff_alt_url !== undefined){
      let data7 = data.tariff_alt_url;
      if ((typeof data7 !== "string") && (data7 !== null)) return false;
      if(typeof data7 === "string"){
        if (!(isUrl(data7))) return false;
      }
    }
    if(data.min_price !== undefined){
      let data8 = data.min_price;
      if (data8 !== null && !PriceLimit(data8)) return false;
    }
    if(data.max_price !== undefined){
      let data9 = data.max_price;
      if (data9 !== null && !PriceLimit(data9)) return false;
    }
    if(data.elements !== undefined){
      let data10 = data.elements;
      if(Array.isArray(data10)){
        if (data10.length < 1) return false;
        const len1 = data10.length;
        for(let i1=0; i1<len1; i1++){
          if (!TariffElement(data10[i1])) return false;
        }
      }
      else return false;
    }
    if(data.tax_included !== undefined){
      let data12 = data.tax_included;
      if (!(((data12 === "YES") || (data12 === "NO")) || (data12 === "N/A"))) return false;
    }
    if(data.start_date_time !== undefined){
      let data13 = data.start_date_time;
      if ((typeof data13 !== "string") && (data13 !== null)) return false;
      if(typeof data13 === "string"){
        if (!(isDateTime(data13))) return false;
      }
    }
    if(data.end_date_time !== undefined){
      let data14 = data.end_date_time;
      if ((typeof data14 !== "string") && (data14 !== null)) return false;
      if(typeof data14 === "string"){
        if (!(isDateTime(data14))) return false;
      }
    }
    if(data.energy_mix !== undefined){
      let data15 = data.energy_mix;
      if (data15 !== null && !EnergyMix(data15)) return false;
    }
    if(data.last_updated !== undefined){
      let data16 = data.last_updated;
      if(typeof data16 === "string"){
        if (!(isDateTime(data16))) return false;
      }
      else return false;
    }
    if (conditionsOfTariff !== null && !conditionsOfTariff(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid PriceComponent. */
export function PriceComponent(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.type === undefined) return false;
    if (data.price === undefined) return false;
    if (data.step_size === undefined) return false;
    if(data.type !== undefined){
      let data0 = data.type;
      if (!((((data0 === "ENERGY") || (data0 === "FLAT")) || (data0 === "PARKING_TIME")) || (data0 === "TIME"))) return false;
    }
    if(data.price !== undefined){
      let data1 = data.price;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
      else return false;
    }
    if(data.vat !== undefined){
      let data2 = data.vat;
      if ((!((typeof data2 == "number") && (isFinite(data2)))) && (data2 !== null)) return false;
      if((typeof data2 == "number") && (isFinite(data2))){
        if (!(hasFourDecimals(data2))) return false;
      }
    }
    if(data.step_size !== undefined){
      let data3 = data.step_size;
      if (!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))) return false;
    }
    if (conditionsOfPriceComponent !== null && !conditionsOfPriceComponent(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid PriceLimit. */
export function PriceLimit(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.before_taxes === undefined) return false;
    if(data.before_taxes !== undefined){
      let data0 = data.before_taxes;
      if((typeof data0 == "number") && (isFinite(data0))){
        if (!(hasFourDecimals(data0))) return false;
      }
      else return false;
    }
    if(data.after_taxes !== undefined){
      let data1 = data.after_taxes;
      if ((!((typeof data1 == "number") && (isFinite(data1)))) && (data1 !== null)) return false;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
    }
    if (conditionsOfPriceLimit !== null && !conditionsOfPriceLimit(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid TariffElement. */
export function TariffElement(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.price_components === undefined) return false;
    if(data.price_components !== undefined){
      let data0 = data.price_components;
      if(Array.isArray(data0)){
        if (data0.length < 1) return false;
        const len0 = data0.length;
        for(let i0=0; i0<len0; i0++){
          if (!PriceComponent(data0[i0])) return false;
        }
      }
      else return false;
    }
    if(data.restrictions !== undefined){
      let data2 = data.restrictions;
      if (data2 !== null && !TariffRestrictions(data2)) return false;
    }
    if (conditionsOfTariffElement !== null && !conditionsOfTariffElement(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid TariffRestrictions. */
export function TariffRestrictions(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if(data.start_time !== undefined){
      let data0 = data.start_time;
      if ((typeof data0 !== "string") && (data0 !== null)) return false;
      if(typeof data0 === "string"){
        if (!(isLocalTime(data0))) return false;
      }
    }
    if(data.end_time !== undefined){
      let data1 = data.end_time;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isLocalTime(data1))) return false;
      }
    }
    if(data.start_date !== undefined){
      let data2 = data.start_date;
      if ((typeof data2 !== "string") && (data2 !== null)) return false;
      if(typeof data2 === "string"){
        if (!(isLocalDate(data2))) return false;
      }
    }
    if(data.end_date !== undefined){
      let data3 = data.end_date;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isLocalDate(data3))) return false;
      }
    }
    if(data.min_kwh !== undefined){
      let data4 = data.min_kwh;
      if ((!((typeof data4 == "number") && (isFinite(data4)))) && (data4 !== null)) return false;
      if((typeof data4 == "number") && (isFinite(data4))){
        if (!(hasFourDecimals(data4))) return false;
      }
    }
    if(data.max_kwh !== undefined){
      let data5 = data.max_kwh;
      if ((!((typeof data5 == "number") && (isFinite(data5)))) && (data5 !== null)) return false;
      if((typeof data5 == "number") && (isFinite(data5))){
        if (!(hasFourDecimals(data5))) return false;
      }
    }
    if(data.min_current !== undefined){
      let data6 = data.min_current;
      if ((!((typeof data6 == "number") && (isFinite(data6)))) && (data6 !== null)) return false;
      if((typeof data6 == "number") && (isFinite(data6))){
        if (!(hasFourDecimals(data6))) return false;
      }
    }
    if(data.max_current !== undefined){
      let data7 = data.max_current;
      if ((!((typeof data7 == "number") && (isFinite(data7)))) && (data7 !== null)) return false;
      if((typeof data7 == "number") && (isFinite(data7))){
        if (!(hasFourDecimals(data7))) return false;
      }
    }
    if(data.min_power !== undefined){
      let data8 = data.min_power;
      if ((!((typeof data8 == "number") && (isFinite(data8)))) && (data8 !== null)) return false;
      if((typeof data8 == "number") && (isFinite(data8))){
        if (!(hasFourDecimals(data8))) return false;
      }
    }
    if(data.max_power !== undefined){
      let data9 = data.max_power;
      if ((!((typeof data9 == "number") && (isFinite(data9)))) && (data9 !== null)) return false;
      if((typeof data9 == "number") && (isFinite(data9))){
        if (!(hasFourDecimals(data9))) return false;
      }
    }
    if(data.min_duration !== undefined){
      let data10 = data.min_duration;
      if ((!(((typeof data10 == "number") && (!(data10 % 1) && !isNaN(data10))) && (isFinite(data10)))) && (data10 !== null)) return false;
    }
    if(data.max_duration !== undefined){
      let data11 = data.max_duration;
      if ((!(((typeof data11 == "number") && (!(data11 % 1) && !isNaN(data11))) && (isFinite(data11)))) && (data11 !== null)) return false;
    }
    if(data.day_of_week !== undefined){
      let data12 = data.day_of_week;
      if ((!(Array.isArray(data12))) && (data12 !== null)) return false;
      if(Array.isArray(data12)){
        const len0 = data12.length;
        for(let i0=0; i0<len0; i0++){
          let data13 = data12[i0];
          if (!(((((((data13 === "MONDAY") || (data13 === "TUESDAY")) || (data13 === "WEDNESDAY")) || (data13 === "THURSDAY")) || (data13 === "FRIDAY")) || (data13 === "SATURDAY")) || (data13 === "SUNDAY"))) return false;
        }
      }
    }
    if(data.reservation !== undefined){
      let data14 = data.reservation;
      if (!(((data14 === "RESERVATION") || (data14 === "RESERVATION_EXPIRES")) || (data14 === null))) return false;
    }
    if (conditionsOfTariffRestrictions !== null && !conditionsOfTariffRestrictions(data, false)) return false;
  }
  else return false;
  return true;
}