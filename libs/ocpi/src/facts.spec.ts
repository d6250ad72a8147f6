import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { carriedPlace } from './carried-url.js';
import { HEADER } from './headers.js';
import { FUNCTIONAL_MODULES, isClientOwnedPush, rolesInOrderFor, type InterfaceRole } from './modules.js';
import { OCPI_STATUS } from './status-codes.js';
import { OCPI_VERSIONS } from './versions.js';

interface Facts {
  readonly modules: Record<string, ModuleFacts>;
  readonly transport: { readonly statusCodes: number[]; readonly routingHeaders?: { readonly name: string }[] };
}
interface ModuleFacts {
  readonly type: string;
  readonly identifier: string | null;
  readonly typicalRoles?: Partial<Record<InterfaceRole, string[]>>;
  readonly interfaces: Partial<Record<InterfaceRole, EndpointFacts[]>>;
}
interface EndpointFacts {
  readonly method: string;
  readonly path: string | null;
  readonly paginated: boolean;
  readonly callback?: boolean;
  readonly query: string[];
  readonly responseHeaders?: { readonly name: string }[];
}

const factsOf = (version: string): Facts =>
  JSON.parse(readFileSync(join('libs/ocpi/facts', `${version}.json`), 'utf8')) as Facts;
const INTERFACES = ['SENDER', 'RECEIVER'] as const;

/** Every endpoint of the functional modules of a version. */
function endpointsOf(version: string): { module: string; interfaceRole: InterfaceRole; endpoint: EndpointFacts }[] {
  const modules = Object.entries(factsOf(version).modules).filter(([, module]) => module.type === 'functional');
  return modules.flatMap(([module, facts]) =>
    INTERFACES.flatMap((interfaceRole) =>
      (facts.interfaces[interfaceRole] ?? []).map((endpoint) => ({ module, interfaceRole, endpoint })),
    ),
  );
}

describe.each(OCPI_VERSIONS)('the protocol code and the facts of OCPI %s', (version) => {
  it('name the same functional modules', () => {
    const named = Object.values(factsOf(version).modules).filter((module) => module.type === 'functional');
    expect([...FUNCTIONAL_MODULES[version]].sort()).toEqual(named.map((module) => module.identifier).sort());
  });

  it('agree on which status codes exist', () => {
    const known = new Set<number>(Object.values(OCPI_STATUS));
    expect(factsOf(version).transport.statusCodes.filter((code) => !known.has(code))).toEqual([]);
  });

  it('agree on which pushes name their owner in the URL', () => {
    for (const { module, interfaceRole, endpoint } of endpointsOf(version)) {
      const namesOwner = endpoint.path?.startsWith('/{country_code}/{party_id}') ?? false;
      const isWrite = endpoint.method !== 'GET';
      expect([module, endpoint.method, isClientOwnedPush(module, interfaceRole, endpoint.method)]).toEqual([
        module,
        endpoint.method,
        namesOwner && isWrite,
      ]);
    }
  });
});

describe.each(['2.2', '2.2.1', '2.3.0'])('what carries a URL in OCPI %s', (version) => {
  it('is every request with a response_url, every page and every created CDR', () => {
    for (const { module, interfaceRole, endpoint } of endpointsOf(version)) {
      const place = carriedPlace(module, interfaceRole, endpoint.method);
      if (endpoint.query.includes('response_url')) expect(place?.where).toBe('query');
      if (endpoint.paginated) expect(place?.where).toBe('link');
      if (endpoint.responseHeaders?.some((header) => header.name === 'Location')) expect(place?.where).toBe('location');
    }
  });

  it('is typically implemented by the role that comes first for the interface', () => {
    for (const [module, facts] of Object.entries(factsOf(version).modules)) {
      if (facts.type !== 'functional') continue;
      for (const interfaceRole of INTERFACES) {
        const isCpo = facts.typicalRoles?.[interfaceRole]?.includes('CPO');
        if (isCpo !== undefined)
          expect([module, rolesInOrderFor(module, interfaceRole)[0] === 'CPO']).toEqual([module, isCpo]);
      }
    }
  });

  it('travels with the routing headers of the specification', () => {
    const names = factsOf(version).transport.routingHeaders?.map((header) => header.name) ?? [];
    expect([HEADER.toPartyId, HEADER.toCountryCode, HEADER.fromPartyId, HEADER.fromCountryCode]).toEqual(names);
  });
});
