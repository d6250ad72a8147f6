// OCPI 2.1.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isAsciiText, isLocalTime, isThreeCapitals, isUrl, isWholeDateTime, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { EnergyMix } from './validate-locations.js';
import { DisplayText } from './validate-types.js';
const conditionsOfTariff = verdictOn('2.1.1', 'Tariff');
const conditionsOfPriceComponent = verdictOn('2.1.1', 'PriceComponent');
const conditionsOfTariffElement = verdictOn('2.1.1', 'TariffElement');
const conditionsOfTariffRestrictions = verdictOn('2.1.1', 'TariffRestrictions');
/** Whether the value is a valid Tariff. */
export function Tariff(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.id === undefined) return false;
    if (data.currency === undefined) return false;
    if (data.elements === undefined) return false;
    if (data.last_updated === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.currency !== undefined){
      let data1 = data.currency;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 3) && isAsciiText(data1) && isThreeCapitals(data1))) return false;
      }
      else return false;
    }
    if(data.tariff_alt_text !== undefined){
      let data2 = data.tariff_alt_text;
      if ((!(Array.isArray(data2))) && (data2 !== null)) return false;
      if(Array.isArray(data2)){
        const len0 = data2.length;
        for(let i0=0; i0<len0; i0++){
          if (!DisplayText(data2[i0])) return false;
        }
      }
    }
    if(data.tariff_alt_url !== undefined){
      let data4 = data.tariff_alt_url;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isUrl(data4))) return false;
      }
    }
    if(data.elements !== undefined){
      let data5 = data.elements;
      if(Array.isArray(data5)){
        if (data5.length < 1) return false;
        const len1 = data5.length;
        for(let i1=0; i1<len1; i1++){
          if (!TariffElement(data5[i1])) return false;
        }
      }
      else return false;
    }
    if(data.energy_mix !== undefined){
      let data7 = data.energy_mix;
      if (data7 !== null && !EnergyMix(data7)) return false;
    }
    if(data.last_updated !== undefined){
      let data8 = data.last_updated;
      if(typeof data8 === "string"){
        if (!(isWholeDateTime(data8))) return false;
      }
      else return false;
    }
    if (conditionsOfTariff !== null && !conditionsOfTariff(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid TariffPatch. */
export function TariffPatch(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.currency !== undefined){
      let data1 = data.currency;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 3) && isAsciiText(data1) && isThreeCapitals(data1))) return false;
      }
      else return false;
    }
    if(data.tariff_alt_text !== undefined){
      let data2 = data.tariff_alt_text;
      if ((!(Array.isArray(data2))) && (data2 !== null)) return false;
      if(Array.isArray(data2)){
        const len0 = data2.length;
        for(let i0=0; i0<len0; i0++){
          if (!DisplayText(data2[i0])) return false;
        }
      }
    }
    if(data.tariff_alt_url !== undefined){
      let data4 = data.tariff_alt_url;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isUrl(data4))) return false;
      }
    }
    if(data.elements !== undefined){
      let data5 = data.elements;
      if(Array.isArray(data5)){
        if (data5.length < 1) return false;
        const len1 = data5.length;
        for(let i1=0; i1<len1; i1++){
          if (!TariffElement(data5[i1])) return false;
        }
      }
      else return false;
    }
    if(data.energy_mix !== undefined){
      let data7 = data.energy_mix;
      if (data7 !== null && !EnergyMix(data7)) return false;
    }
    if(data.last_updated !== undefined){
      let data8 = data.last_updated;
      if(typeof data8 === "string"){
        if (!(isWholeDateTime(data8))) return false;
      }
      else return false;
    }
    if (conditionsOfTariff !== null && !conditionsOfTariff(data, true)) return false;
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
    if(data.step_size !== undefined){
      let data2 = data.step_size;
      if (!(((typeof data2 == "number") && (!(data2 % 1) && !isNaN(data2))) && (isFinite(data2)))) return false;
    }
    if (conditionsOfPriceComponent !== null && !conditionsOfPriceComponent(data, false)) return false;
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
        if (!(isWithin(data2, 10) && isAsciiText(data2))) return false;
      }
    }
    if(data.end_date !== undefined){
      let data3 = data.end_date;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 10) && isAsciiText(data3))) return false;
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
    if(data.min_power !== undefined){
      let data6 = data.min_power;
      if ((!((typeof data6 == "number") && (isFinite(data6)))) && (data6 !== null)) return false;
      if((typeof data6 == "number") && (isFinite(data6))){
        if (!(hasFourDecimals(data6))) return false;
      }
    }
    if(data.max_power !== undefined){
      let data7 = data.max_power;
      if ((!((typeof data7 == "number") && (isFinite(data7)))) && (data7 !== null)) return false;
      if((typeof data7 == "number") && (isFinite(data7))){
        if (!(hasFourDecimals(data7))) return false;
      }
    }
    if(data.min_duration !== undefined){
      let data8 = data.min_duration;
      if ((!(((typeof data8 == "number") && (!(data8 % 1) && !isNaN(data8))) && (isFinite(data8)))) && (data8 !== null)) return false;
    }
    if(data.max_duration !== undefined){
      let data9 = data.max_duration;
      if ((!(((typeof data9 == "number") && (!(data9 % 1) && !isNaN(data9))) && (isFinite(data9)))) && (data9 !== null)) return false;
    }
    if(data.day_of_week !== undefined){
      let data10 = data.day_of_week;
      if ((!(Array.isArray(data10))) && (data10 !== null)) return false;
      if(Array.isArray(data10)){
        const len0 = data10.length;
        for(let i0=0; i0<len0; i0++){
          let data11 = data10[i0];
          if (!(((((((data11 === "MONDAY") || (data11 === "TUESDAY")) || (data11 === "WEDNESDAY")) || (data11 === "THURSDAY")) || (data11 === "FRIDAY")) || (data11 === "SATURDAY")) || (data11 === "SUNDAY"))) return false;
        }
      }
    }
    if (conditionsOfTariffRestrictions !== null && !conditionsOfTariffRestrictions(data, false)) return false;
  }
  else return false;
  return true;
}