import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { carriedPlace } from './carried-url.js';
import { HEADER } from './headers.js';
import {
  FUNCTIONAL_MODULES,
  isClientOwnedPush,
  isConfigurationModule,
  isLaterThan211,
  otherInterface,
  ownInterface,
  rolesInOrderFor,
  type InterfaceRole,
} from './modules.js';
import { OCPI_STATUS, statusIn } from './status-codes.js';
import { namesParties, OCPI_VERSIONS } from './versions.js';

interface Facts {
  readonly modules: Record<string, ModuleFacts>;
  readonly transport: { readonly statusCodes: number[]; readonly routingHeaders?: { readonly name: string }[] };
}
interface ModuleFacts {
  readonly type: string;
  readonly identifier: string | null;
  /** What OCPI 2.1.1 calls the interfaces. */
  readonly specInterfaceNames?: Readonly<Record<InterfaceRole, 'CPO' | 'eMSP'>>;
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

  it('answer no status code that the version has not', () => {
    const own = Object.values(OCPI_STATUS).map((code) => statusIn(version, code));
    const { statusCodes } = factsOf(version).transport;
    // 4000 is of 2.2.1, and 2.2 leaves room for it: 4xxx are "Hub errors".
    expect(own.filter((code) => !statusCodes.includes(code) && code !== OCPI_STATUS.hubError)).toEqual([]);
    expect(own.map((code) => Math.floor(code / 1000)).includes(4)).toBe(namesParties(version));
  });

  it('agree on whether parties are named in headers', () => {
    expect((factsOf(version).transport.routingHeaders ?? []).length > 0).toBe(namesParties(version));
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

describe('OCPI 2.1.1, which names no roles,', () => {
  const modules = Object.entries(factsOf('2.1.1').modules).filter(([, { type }]) => type === 'functional');

  it('has an interface of CPOs and one of eMSPs in each module', () => {
    for (const [module, { specInterfaceNames }] of modules) {
      expect([module, specInterfaceNames?.[ownInterface(module, 'CPO')]]).toEqual([module, 'CPO']);
      expect([module, specInterfaceNames?.[ownInterface(module, 'EMSP')]]).toEqual([module, 'eMSP']);
      expect(otherInterface(ownInterface(module, 'CPO'))).toBe(ownInterface(module, 'EMSP'));
    }
  });

  it('lacks the modules that later versions have and it has not', () => {
    const later = OCPI_VERSIONS.flatMap((version) => Object.keys(factsOf(version).modules));
    for (const module of new Set(later)) {
      const isConfiguration = isConfigurationModule(module) && module !== 'hubclientinfo';
      const isOf211 = isConfiguration || FUNCTIONAL_MODULES['2.1.1'].includes(module);
      expect([module, isLaterThan211(module)]).toEqual([module, !isOf211]);
    }
  });
});

describe.each(['2.1.1', '2.2', '2.2.1', '2.3.0'])('what carries a URL in OCPI %s', (version) => {
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
    const ours = [HEADER.toPartyId, HEADER.toCountryCode, HEADER.fromPartyId, HEADER.fromCountryCode];
    expect(names).toEqual(version === '2.1.1' ? [] : ours);
  });
});
