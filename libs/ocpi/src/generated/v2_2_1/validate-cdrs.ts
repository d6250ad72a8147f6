// OCPI 2.2.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { hasFourDecimals, isAsciiText, isCountryAlpha2, isDateTime, isDateTimeOrUnknown, isPrintableText, isThreeCapitalsOrNa, isWithin } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
import { GeoLocation } from './validate-locations.js';
import { Tariff } from './validate-tariffs.js';
import { Price } from './validate-types.js';
const conditionsOfCDR = verdictOn('2.2.1', 'CDR');
const conditionsOfCdrDimension = verdictOn('2.2.1', 'CdrDimension');
const conditionsOfCdrLocation = verdictOn('2.2.1', 'CdrLocation');
const conditionsOfCdrToken = verdictOn('2.2.1', 'CdrToken');
const conditionsOfChargingPeriod = verdictOn('2.2.1', 'ChargingPeriod');
const conditionsOfSignedData = verdictOn('2.2.1', 'SignedData');
const conditionsOfSignedValue = verdictOn('2.2.1', 'SignedValue');
/** Whether the value is a valid CDR. */
export function CDR(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.id === undefined) return false;
    if (data.start_date_time === undefined) return false;
    if (data.end_date_time === undefined) return false;
    if (data.cdr_token === undefined) return false;
    if (data.auth_method === undefined) return false;
    if (data.cdr_location === undefined) return false;
    if (data.currency === undefined) return false;
    if (data.charging_periods === undefined) return false;
    if (data.total_cost === undefined) return false;
    if (data.total_energy === undefined) return false;
    if (data.total_time === undefined) return false;
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
        if (!(isWithin(data2, 39) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.start_date_time !== undefined){
      let data3 = data.start_date_time;
      if(typeof data3 === "string"){
        if (!(isDateTimeOrUnknown(data3))) return false;
      }
      else return false;
    }
    if(data.end_date_time !== undefined){
      let data4 = data.end_date_time;
      if(typeof data4 === "string"){
        if (!(isDateTimeOrUnknown(data4))) return false;
      }
      else return false;
    }
    if(data.session_id !== undefined){
      let data5 = data.session_id;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 36) && isAsciiText(data5))) return false;
      }
    }
    if(data.cdr_token !== undefined){
      if (!CdrToken(data.cdr_token)) return false;
    }
    if(data.auth_method !== undefined){
      let data7 = data.auth_method;
      if (!(((data7 === "AUTH_REQUEST") || (data7 === "COMMAND")) || (data7 === "WHITELIST"))) return false;
    }
    if(data.authorization_reference !== undefined){
      let data8 = data.authorization_reference;
      if ((typeof data8 !== "string") && (data8 !== null)) return false;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 36) && isAsciiText(data8))) return false;
      }
    }
    if(data.cdr_location !== undefined){
      if (!CdrLocation(data.cdr_location)) return false;
    }
    if(data.meter_id !== undefined){
      let data10 = data.meter_id;
      if ((typeof data10 !== "string") && (data10 !== null)) return false;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 255) && isPrintableText(data10))) return false;
      }
    }
    if(data.currency !== undefined){
      let data11 = data.currency;
      if(typeof data11 === "string"){
        if (!(isWithin(data11, 3) && isPrintableText(data11) && isThreeCapitalsOrNa(data11))) return false;
      }
      else return false;
    }
    if(data.tariffs !== undefined){
      let data12 = data.tariffs;
      if ((!(Array.isArray(data12))) && (data12 !== null)) return false;
      if(Array.isArray(data12)){
        const len0 = data12.length;
        for(let i0=0; i0<len0; i0++){
          if (!Tariff(data12[i0])) return false;
        }
      }
    }
    if(data.charging_periods !== undefined){
      let data14 = data.charging_periods;
      if(Array.isArray(data14)){
        if (data14.length < 1) return false;
        const len1 = data14.length;
        for(let i1=0; i1<len1; i1++){
          if (!ChargingPeriod(data14[i1])) return false;
        }
      }
      else return false;
    }
    if(data.signed_data !== undefined){
      let data16 = data.signed_data;
      if (data16 !== null && !SignedData(data16)) return false;
    }
    if(data.total_cost !== undefined){
      if (!Price(data.total_cost)) return false;
    }
    if(data.total_fixed_cost !== undefined){
      let data18 = data.total_fixed_cost;
      if (data18 !== null && !Price(data18)) return false;
    }
    if(data.total_energy !== undefined){
      let data19 = data.total_energy;
      if((typeof data19 == "number") && (isFinite(data19))){
        if (!(hasFourDecimals(data19))) return false;
      }
      else return false;
    }
    if(data.total_energy_cost !== undefined){
      let data20 = data.total_energy_cost;
      if (data20 !== null && !Price(data20)) return false;
    }
    if(data.total_time !== undefined){
      let data21 = data.total_time;
      if((typeof data21 == "number") && (isFinite(data21))){
        if (!(hasFourDecimals(data21))) return false;
      }
      else return false;
    }
    if(data.total_time_cost !== undefined){
      let data22 = data.total_time_cost;
      if (data22 !== null && !Price(data22)) return false;
    }
    if(data.total_parking_time !== undefined){
      let data23 = data.total_parking_time;
      if ((!((typeof data23 == "number") && (isFinite(data23)))) && (data23 !== null)) return false;
      if((typeof data23 == "number") && (isFinite(data23))){
        if (!(hasFourDecimals(data23))) return false;
      }
    }
    if(data.total_parking_cost !== undefined){
      let data24 = data.total_parking_cost;
      if (data24 !== null && !Price(data24)) return false;
    }
    if(data.total_reservation_cost !== undefined){
      let data25 = data.total_reservation_cost;
      if (data25 !== null && !Price(data25)) return false;
    }
    if(data.remark !== undefined){
      let data26 = data.remark;
      if ((typeof data26 !== "string") && (data26 !== null)) return false;
      if(typeof data26 === "string"){
        if (!(isWithin(data26, 255) && isPrintableText(data26))) return false;
      }
    }
    if(data.invoice_reference_id !== undefined){
      let data27 = data.invoice_reference_id;
      if ((typeof data27 !== "string") && (data27 !== null)) return false;
      if(typeof data27 === "string"){
        if (!(isWithin(data27, 39) && isAsciiText(data27))) return false;
      }
    }
    if(data.credit !== undefined){
      let data28 = data.credit;
      if ((typeof data28 !== "boolean") && (data28 !== null)) return false;
    }
    if(data.credit_reference_id !== undefined){
      let data29 = data.credit_reference_id;
      if ((typeof data29 !== "string") && (data29 !== null)) return false;
      if(typeof data29 === "string"){
        if (!(isWithin(data29, 39) && isAsciiText(data29))) return false;
      }
    }
    if(data.home_charging_compensation !== undefined){
      let data30 = data.home_charging_compensation;
      if ((typeof data30 !== "boolean") && (data30 !== null)) return false;
    }
    if(data.last_updated !== undefined){
      let data31 = data.last_updated;
      if(typeof data31 === "string"){
        if (!(isDateTime(data31))) return false;
      }
      else return false;
    }
    if (conditionsOfCDR !== null && !conditionsOfCDR(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CdrDimension. */
export function CdrDimension(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.type === undefined) return false;
    if (data.volume === undefined) return false;
    if(data.type !== undefined){
      let data0 = data.type;
      if (!(((((((((((((data0 === "CURRENT") || (data0 === "ENERGY")) || (data0 === "ENERGY_EXPORT")) || (data0 === "ENERGY_IMPORT")) || (data0 === "MAX_CURRENT")) || (data0 === "MIN_CURRENT")) || (data0 === "MAX_POWER")) || (data0 === "MIN_POWER")) || (data0 === "PARKING_TIME")) || (data0 === "POWER")) || (data0 === "RESERVATION_TIME")) || (data0 === "STATE_OF_CHARGE")) || (data0 === "TIME"))) return false;
    }
    if(data.volume !== undefined){
      let data1 = data.volume;
      if((typeof data1 == "number") && (isFinite(data1))){
        if (!(hasFourDecimals(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfCdrDimension !== null && !conditionsOfCdrDimension(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CdrLocation. */
export function CdrLocation(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.id === undefined) return false;
    if (data.address === undefined) return false;
    if (data.city === undefined) return false;
    if (data.country === undefined) return false;
    if (data.coordinates === undefined) return false;
    if (data.evse_uid === undefined) return false;
    if (data.evse_id === undefined) return false;
    if (data.connector_id === undefined) return false;
    if (data.connector_standard === undefined) return false;
    if (data.connector_format === undefined) return false;
    if (data.connector_power_type === undefined) return false;
    if(data.id !== undefined){
      let data0 = data.id;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.name !== undefined){
      let data1 = data.name;
      if ((typeof data1 !== "string") && (data1 !== null)) return false;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 255) && isPrintableText(data1))) return false;
      }
    }
    if(data.address !== undefined){
      let data2 = data.address;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 45) && isPrintableText(data2))) return false;
      }
      else return false;
    }
    if(data.city !== undefined){
      let data3 = data.city;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 45) && isPrintableText(data3))) return false;
      }
      else return false;
    }
    if(data.postal_code !== undefined){
      let data4 = data.postal_code;
      if ((typeof data4 !== "string") && (data4 !== null)) return false;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 10) && isPrintableText(data4))) return false;
      }
    }
    if(data.state !== undefined){
      let data5 = data.state;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 20) && isPrintableText(data5))) return false;
      }
    }
    if(data.country !== undefined){
      let data6 = data.country;
      if(typeof data6 === "string"){
        if (!(isWithin(data6, 3) && isPrintableText(data6) && isThreeCapitalsOrNa(data6))) return false;
      }
      else return false;
    }
    if(data.coordinates !== undefined){
      if (!GeoLocation(data.coordinates)) return false;
    }
    if(data.evse_uid !== undefined){
      let data8 = data.evse_uid;
      if(typeof data8 === "string"){
        if (!(isWithin(data8, 36) && isAsciiText(data8))) return false;
      }
      else return false;
    }
    if(data.evse_id !== undefined){
      let data9 = data.evse_id;
      if(typeof data9 === "string"){
        if (!(isWithin(data9, 48) && isAsciiText(data9))) return false;
      }
      else return false;
    }
    if(data.connector_id !== undefined){
      let data10 = data.connector_id;
      if(typeof data10 === "string"){
        if (!(isWithin(data10, 36) && isAsciiText(data10))) return false;
      }
      else return false;
    }
    if(data.connector_standard !== undefined){
      let data11 = data.connector_standard;
      if (!((((((((((((((((((((((((((((((((((((((((data11 === "CHADEMO") || (data11 === "CHAOJI")) || (data11 === "DOMESTIC_A")) || (data11 === "DOMESTIC_B")) || (data11 === "DOMESTIC_C")) || (data11 === "DOMESTIC_D")) || (data11 === "DOMESTIC_E")) || (data11 === "DOMESTIC_F")) || (data11 === "DOMESTIC_G")) || (data11 === "DOMESTIC_H")) || (data11 === "DOMESTIC_I")) || (data11 === "DOMESTIC_J")) || (data11 === "DOMESTIC_K")) || (data11 === "DOMESTIC_L")) || (data11 === "DOMESTIC_M")) || (data11 === "DOMESTIC_N")) || (data11 === "DOMESTIC_O")) || (data11 === "GBT_AC")) || (data11 === "GBT_DC")) || (data11 === "IEC_60309_2_single_16")) || (data11 === "IEC_60309_2_three_16")) || (data11 === "IEC_60309_2_three_32")) || (data11 === "IEC_60309_2_three_64")) || (data11 === "IEC_62196_T1")) || (data11 === "IEC_62196_T1_COMBO")) || (data11 === "IEC_62196_T2")) || (data11 === "IEC_62196_T2_COMBO")) || (data11 === "IEC_62196_T3A")) || (data11 === "IEC_62196_T3C")) || (data11 === "NEMA_5_20")) || (data11 === "NEMA_6_30")) || (data11 === "NEMA_6_50")) || (data11 === "NEMA_10_30")) || (data11 === "NEMA_10_50")) || (data11 === "NEMA_14_30")) || (data11 === "NEMA_14_50")) || (data11 === "PANTOGRAPH_BOTTOM_UP")) || (data11 === "PANTOGRAPH_TOP_DOWN")) || (data11 === "TESLA_R")) || (data11 === "TESLA_S"))) return false;
    }
    if(data.connector_format !== undefined){
      let data12 = data.connector_format;
      if (!((data12 === "SOCKET") || (data12 === "CABLE"))) return false;
    }
    if(data.connector_power_type !== undefined){
      let data13 = data.connector_power_type;
      if (!(((((data13 === "AC_1_PHASE") || (data13 === "AC_2_PHASE")) || (data13 === "AC_2_PHASE_SPLIT")) || (data13 === "AC_3_PHASE")) || (data13 === "DC"))) return false;
    }
    if (conditionsOfCdrLocation !== null && !conditionsOfCdrLocation(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid CdrToken. */
export function CdrToken(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.country_code === undefined) return false;
    if (data.party_id === undefined) return false;
    if (data.uid === undefined) return false;
    if (data.type === undefined) return false;
    if (data.contract_id === undefined) return false;
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
    if(data.uid !== undefined){
      let data2 = data.uid;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 36) && isAsciiText(data2))) return false;
      }
      else return false;
    }
    if(data.type !== undefined){
      let data3 = data.type;
      if (!((((data3 === "AD_HOC_USER") || (data3 === "APP_USER")) || (data3 === "OTHER")) || (data3 === "RFID"))) return false;
    }
    if(data.contract_id !== undefined){
      let data4 = data.contract_id;
      if(typeof data4 === "string"){
        if (!(isWithin(data4, 36) && isAsciiText(data4))) return false;
      }
      else return false;
    }
    if (conditionsOfCdrToken !== null && !conditionsOfCdrToken(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid ChargingPeriod. */
export function ChargingPeriod(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.start_date_time === undefined) return false;
    if (data.dimensions === undefined) return false;
    if(data.start_date_time !== undefined){
      let data0 = data.start_date_time;
      if(typeof data0 === "string"){
        if (!(isDateTime(data0))) return false;
      }
      else return false;
    }
    if(data.dimensions !== undefined){
      let data1 = data.dimensions;
      if(Array.isArray(data1)){
        if (data1.length < 1) return false;
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!CdrDimension(data1[i0])) return false;
        }
      }
      else return false;
    }
    if(data.tariff_id !== undefined){
      let data3 = data.tariff_id;
      if ((typeof data3 !== "string") && (data3 !== null)) return false;
      if(typeof data3 === "string"){
        if (!(isWithin(data3, 36) && isAsciiText(data3))) return false;
      }
    }
    if (conditionsOfChargingPeriod !== null && !conditionsOfChargingPeriod(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid SignedData. */
export function SignedData(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.encoding_method === undefined) return false;
    if (data.signed_values === undefined) return false;
    if(data.encoding_method !== undefined){
      let data0 = data.encoding_method;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 36) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.encoding_method_version !== undefined){
      let data1 = data.encoding_method_version;
      if ((!(((typeof data1 == "number") && (!(data1 % 1) && !isNaN(data1))) && (isFinite(data1)))) && (data1 !== null)) return false;
    }
    if(data.public_key !== undefined){
      let data2 = data.public_key;
      if ((typeof data2 !== "string") && (data2 !== null)) return false;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 512) && isPrintableText(data2))) return false;
      }
    }
    if(data.signed_values !== undefined){
      let data3 = data.signed_values;
      if(Array.isArray(data3)){
        if (data3.length < 1) return false;
        const len0 = data3.length;
        for(let i0=0; i0<len0; i0++){
          if (!SignedValue(data3[i0])) return false;
        }
      }
      else return false;
    }
    if(data.url !== undefined){
      let data5 = data.url;
      if ((typeof data5 !== "string") && (data5 !== null)) return false;
      if(typeof data5 === "string"){
        if (!(isWithin(data5, 512) && isPrintableText(data5))) return false;
      }
    }
    if (conditionsOfSignedData !== null && !conditionsOfSignedData(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid SignedValue. */
export function SignedValue(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.nature === undefined) return false;
    if (data.plain_data === undefined) return false;
    if (data.signed_data === undefined) return false;
    if(data.nature !== undefined){
      let data0 = data.nature;
      if(typeof data0 === "string"){
        if (!(isWithin(data0, 32) && isAsciiText(data0))) return false;
      }
      else return false;
    }
    if(data.plain_data !== undefined){
      let data1 = data.plain_data;
      if(typeof data1 === "string"){
        if (!(isWithin(data1, 5000) && isPrintableText(data1))) return false;
      }
      else return false;
    }
    if(data.signed_data !== undefined){
      let data2 = data.signed_data;
      if(typeof data2 === "string"){
        if (!(isWithin(data2, 5000) && isPrintableText(data2))) return false;
      }
      else return false;
    }
    if (conditionsOfSignedValue !== null && !conditionsOfSignedValue(data, false)) return false;
  }
  else return false;
  return true;
}