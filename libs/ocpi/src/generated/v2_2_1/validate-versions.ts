// OCPI 2.2.1, made by `npm run generate` from libs/ocpi/facts: compiled by ajv.
import { isUrl } from '../../validation/checks.js';
import { verdictOn } from '../../validation/conditions.js';
const conditionsOfVersion = verdictOn('2.2.1', 'Version');
const conditionsOfEndpoint = verdictOn('2.2.1', 'Endpoint');
const conditionsOfVersionDetails = verdictOn('2.2.1', 'VersionDetails');
/** Whether the value is a valid Version. */
export function Version(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.version === undefined) return false;
    if (data.url === undefined) return false;
    if(data.version !== undefined){
      if (typeof data.version !== "string") return false;
    }
    if(data.url !== undefined){
      let data1 = data.url;
      if(typeof data1 === "string"){
        if (!(isUrl(data1))) return false;
      }
      else return false;
    }
    if (conditionsOfVersion !== null && !conditionsOfVersion(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid Endpoint. */
export function Endpoint(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.identifier === undefined) return false;
    if (data.role === undefined) return false;
    if (data.url === undefined) return false;
    if(data.identifier !== undefined){
      if (typeof data.identifier !== "string") return false;
    }
    if(data.role !== undefined){
      let data1 = data.role;
      if (!((data1 === "SENDER") || (data1 === "RECEIVER"))) return false;
    }
    if(data.url !== undefined){
      let data2 = data.url;
      if(typeof data2 === "string"){
        if (!(isUrl(data2))) return false;
      }
      else return false;
    }
    if (conditionsOfEndpoint !== null && !conditionsOfEndpoint(data, false)) return false;
  }
  else return false;
  return true;
}
/** Whether the value is a valid VersionDetails. */
export function VersionDetails(data: any): boolean {
  if(data && typeof data == "object" && !Array.isArray(data)){
    if (data.version === undefined) return false;
    if (data.endpoints === undefined) return false;
    if(data.version !== undefined){
      if (typeof data.version !== "string") return false;
    }
    if(data.endpoints !== undefined){
      let data1 = data.endpoints;
      if(Array.isArray(data1)){
        if (data1.length < 1) return false;
        const len0 = data1.length;
        for(let i0=0; i0<len0; i0++){
          if (!Endpoint(data1[i0])) return false;
        }
      }
      else return false;
    }
    if (conditionsOfVersionDetails !== null && !conditionsOfVersionDetails(data, false)) return false;
  }
  else return false;
  return true;
}