/** An OCPI object as JSON. */
export type OcpiObject = Readonly<Record<string, unknown>>;

/** The value as an object; empty when it is none. */
export function asObject(value: unknown): OcpiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as OcpiObject) : {};
}

/** The objects of a list; empty when it is none. */
export function asObjects(value: unknown): readonly OcpiObject[] {
  return Array.isArray(value) ? value.map(asObject) : [];
}

/** The owner of an object, as `NL/ABC`. */
export function ownerOf(object: OcpiObject): string {
  return `${String(object['country_code'])}/${String(object['party_id'])}`;
}
