import { hostOf } from '@busbar/ocpi';
import type { Platform } from '../registry.js';

/** Whether a URL is on a host that the platform publishes in its versions or details: only there does its token go. */
export function isOnOwnHost(url: string, platform: Platform): boolean {
  const host = hostOf(url);
  return host !== null && platform.registration?.hosts.includes(host) === true;
}
