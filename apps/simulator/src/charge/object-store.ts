import { ocpi, unknownObject, type PlainAnswer } from '../http/answer.js';
import type { RecordedRequest } from '../http/recorded-request.js';
import type { OcpiObject } from './json-objects.js';

/** Objects that others own and push to us, by their path `/{country_code}/{party_id}/{id}[/…]`. */
export class ObjectStore {
  private readonly objects = new Map<string, OcpiObject>();

  /** `unknownStatus` is the OCPI status of a GET or PATCH that finds nothing. */
  constructor(private readonly unknownStatus = 2003) {}

  get all(): readonly OcpiObject[] {
    return [...this.objects.values()];
  }

  /** The Receiver interface of a client-owned object. OCPI 2.2.1, Transport and format > Client Owned Object Push. */
  answer(request: RecordedRequest): PlainAnswer {
    // CiString: the same ids in other letters name the same object.
    const key = request.rest.toUpperCase();
    const known = this.objects.get(key);
    switch (request.method) {
      case 'GET':
        return known ? ocpi(known) : unknownObject(this.unknownStatus, `there is no object at ${request.rest}`);
      case 'PUT':
        this.objects.set(key, request.json as OcpiObject);
        return ocpi(undefined, { status: known ? 200 : 201 });
      case 'PATCH':
        if (!known) return unknownObject(this.unknownStatus, `there is no object at ${request.rest}; PUT it first`);
        this.objects.set(key, { ...known, ...(request.json as OcpiObject) });
        return ocpi();
      case 'DELETE':
        this.objects.delete(key);
        return ocpi();
      default:
        return ocpi(undefined, { status: 405, ocpiStatus: 2000, message: 'the interface has no such method' });
    }
  }
}
