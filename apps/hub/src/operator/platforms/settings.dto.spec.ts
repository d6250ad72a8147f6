import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_PLATFORM_SETTINGS } from '@busbar/core';
import type { Problem } from '../problems/problem.js';
import { ProblemException } from '../problems/problem.js';
import { validationPipe } from '../fields/validation.js';
import { applySettings, PlatformSettingsDto } from './settings.dto.js';

async function check(body: unknown): Promise<PlatformSettingsDto> {
  return (await validationPipe().transform(body, {
    type: 'body',
    metatype: PlatformSettingsDto,
  })) as PlatformSettingsDto;
}

async function refusalOf(body: unknown): Promise<Problem> {
  try {
    await check(body);
  } catch (error) {
    if (error instanceof ProblemException) return error.of;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('settings of a platform', () => {
  it.each([
    ['token_encoding', 'utf-8'],
    ['to_self_is_hub', 'true'],
    ['trailing_slash', null],
    ['lenient_callbacks', 1],
    ['forward_headers', 'x-trace'],
    ['forward_headers', ['not a token']],
    ['forward_headers', ['x-trace', 'x-trace']],
    ['forward_headers', Array.from({ length: 33 }, (_, index) => `x-${index}`)],
    ['allowed_networks', ['10.0.0.0/33']],
    ['allowed_networks', ['10.0.0.0.0/8']],
    ['allowed_networks', ['localhost']],
    ['allowed_networks', [8]],
    ['in_flight', 0],
    ['in_flight', 10_001],
    ['in_flight', 1.5],
    ['in_flight', null],
    ['timeout_ms', 99],
    ['timeout_ms', 120_001],
    ['validation', 'strict'],
    ['store_and_forward', ['commands']],
    ['pull', ['cdrs']],
    ['bridge_defaults', []],
    ['bridge_defaults', 'publish'],
    ['bridge_defaults', { publish: { nested: true } }],
    ['bridge_defaults', { note: 'x'.repeat(256) }],
    ['bridge_defaults', Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`name${index}`, true]))],
    ['time_zone', 'Europe/Amsterdam'],
  ])('refuses %s: %j and names it', async (name, value) => {
    const refusal = await refusalOf({ [name]: value });
    expect(refusal.problem).toBe('invalid-request');
    expect(refusal.errors.map((error) => error.field)).toContain(name);
  });

  it.each([
    ...['Authorization', 'Cookie', 'Set-Cookie', 'Host', 'Proxy-Authorization', 'X-Forwarded-For', 'Forwarded'],
    ...['Connection', 'Keep-Alive', 'TE', 'Trailer', 'Transfer-Encoding', 'Upgrade', 'Content-Length'],
    ...['OCPI-to-party-id', 'ocpi-from-country-code', 'X-Request-ID', 'X-Correlation-ID', 'Link', 'Location'],
    ...['Content-Encoding', 'Accept-Encoding', 'Expect', '__proto__', ''],
    ...['Content-Type', 'Accept', 'X-Total-Count', 'X-Limit', 'Retry-After'],
  ])('never let the header %s pass by a setting', async (header) => {
    expect((await refusalOf({ forward_headers: [header] })).errors[0]?.field).toBe('forward_headers');
  });

  it.each([
    [{ token_encoding: 'raw', in_flight: 10_000, timeout_ms: 100, validation: 'enforce' }],
    [{ timeout_ms: null, validation: null, pull: [], store_and_forward: ['cdrs'] }],
    [{ allowed_networks: ['10.20.0.0/16', 'fd12:3456::/32', '192.0.2.1'] }],
    [{ bridge_defaults: { publish: true, type: 'RFID', distance: 1.5 } }],
    [{}],
  ])('take %j', async (given) => {
    expect(applySettings(await check(given))).toEqual({ ...DEFAULT_PLATFORM_SETTINGS, ...given });
  });

  it('keep what is left out', async () => {
    const before = { ...DEFAULT_PLATFORM_SETTINGS, in_flight: 7, trailing_slash: true };
    expect(applySettings(await check({ in_flight: 8 }), before)).toEqual({ ...before, in_flight: 8 });
  });

  it('hold header names in lower case, each once', async () => {
    const settings = applySettings(await check({ forward_headers: ['X-Trace', 'x-trace', 'X-Vendor'] }));
    expect(settings.forward_headers).toEqual(['x-trace', 'x-vendor']);
  });
});
