import type { ValueCheck } from './value-checks.js';

/** How often a field occurs (Terminology > Cardinality): `1` and `+` are required, `*` and `+` are lists. */
export type Cardinality = '1' | '?' | '*' | '+';

/** What JSON has to be there; which of its kinds an object is, `object` names. */
export type JsonType = 'string' | 'number' | 'integer' | 'boolean' | 'object';

/** One field of an object. */
export interface FieldTable {
  readonly name: string;
  readonly card: Cardinality;
  readonly type: JsonType;
  readonly object?: string;
  readonly enum?: string;
  readonly checks?: readonly ValueCheck[];
}

/** One object of a version; `patch` names what a PATCH of it must carry, where there is such a PATCH. */
export interface ObjectTable {
  readonly section: string;
  readonly fields: readonly FieldTable[];
  readonly patch?: readonly string[];
}

/** One enum of a version; an open one has further values than those that are known. */
export interface EnumTable {
  readonly section: string;
  readonly isOpen: boolean;
  readonly values: readonly string[];
}

/** A part of an endpoint's path: a word that stands there, or a name for what does. */
export interface SegmentTable {
  readonly word?: string;
  readonly name?: string;
  readonly isOptional: boolean;
}

/** What a body or the data of an answer holds; with `isByDepth` the number of optional segments chooses among the types. */
export interface ContentTable {
  readonly card: Cardinality;
  readonly types: readonly string[];
  readonly isByDepth: boolean;
}

/** A URL segment or query parameter. */
export interface ParameterTable extends FieldTable {
  readonly where: 'path' | 'query';
}

/** One method of one path below an endpoint; `segments` is null where the URL is not OCPI's to define. */
export interface EndpointTable {
  readonly method: string;
  readonly segments: readonly SegmentTable[] | null;
  readonly isCallback?: boolean;
  readonly isPatch?: boolean;
  readonly request: ContentTable | null;
  /** Null where nothing is stated of the data; `omitted` where there must be none. */
  readonly response: ContentTable | 'omitted' | null;
  readonly parameters: readonly ParameterTable[];
}

/** The interfaces of a module: SENDER and RECEIVER, or BOTH where the two sides have the same one. */
export interface ModuleTable {
  readonly section: string;
  readonly interfaces: Readonly<Record<string, readonly EndpointTable[]>>;
}

/** Everything that is stated of one version's objects, enums and endpoints. */
export interface VersionTables {
  readonly version: string;
  readonly objects: Readonly<Record<string, ObjectTable>>;
  readonly enums: Readonly<Record<string, EnumTable>>;
  readonly modules: Readonly<Record<string, ModuleTable>>;
}
