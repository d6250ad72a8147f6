// From the fact base of one version to what types, tables and validators are all made of: one reading of every field.

/** How the chapters of the specification are called in reports, by the file of the source without its ending. */
const CHAPTERS = {
  credentials: 'Credentials module',
  mod_cdrs: 'CDRs module',
  mod_charging_profiles: 'ChargingProfiles module',
  mod_commands: 'Commands module',
  mod_hub_client_info: 'HubClientInfo module',
  mod_invoice_reconciliation: 'Invoice Reconciliation module',
  mod_locations: 'Locations module',
  mod_sessions: 'Sessions module',
  mod_tariffs: 'Tariffs module',
  mod_tokens: 'Tokens module',
  transport_and_format: 'Transport and format',
  types: 'Types',
  version_information_endpoint: 'Version information endpoint',
};

/**
 * Enums that the tables print as closed and the text does not mean so: a platform lists all its versions whatever the version of
 * the reader, and modules may be custom (Version information endpoint > Custom Modules).
 */
const OPEN_IN_EVERY_VERSION = new Set(['VersionNumber', 'ModuleID']);

/** What a note of the specification allows beyond the field's type, from 2.2 on. */
const BEYOND_THE_TYPE = { 'CDR.start_date_time': 'isDateTimeOrUnknown', 'CDR.end_date_time': 'isDateTimeOrUnknown' };

/** The check that stands for each pattern of the facts; a pattern that is not here stops the generator. */
const PATTERNS = {
  '-?[0-9]{1,2}\\.[0-9]{6}': 'isLatitude6',
  '-?[0-9]{1,3}\\.[0-9]{6}': 'isLongitude6',
  '-?[0-9]{1,2}\\.[0-9]{5,7}': 'isLatitude',
  '-?[0-9]{1,3}\\.[0-9]{5,7}': 'isLongitude',
  '([0-1][0-9]|2[0-3]):[0-5][0-9]': 'isLocalTime',
  '([12][0-9]{3})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])': 'isLocalDate',
};

/** The check of each ISO or IANA format; the second where `#NA` may stand for the value. */
const FORMATS = {
  'iso3166-1-alpha-2': ['isCountryAlpha2', 'isCountryAlpha2'],
  'iso3166-1-alpha-3': ['isThreeCapitals', 'isThreeCapitalsOrNa'],
  iso4217: ['isThreeCapitals', 'isThreeCapitalsOrNa'],
  'iso639-1': ['isLanguage', 'isLanguage'],
  'iana-tz': ['isTimeZone', 'isTimeZoneOrNa'],
};

/** Everything of one version that code is made from. */
export function modelOf(facts) {
  const reader = new FactReader(facts);
  const patched = patchedObjects(facts);
  return {
    version: facts.version,
    objects: [
      ...Object.entries(facts.objects).map(([name, object]) => ({
        name,
        module: object.module,
        section: `${chapterOf(object.src)} > ${name} ${object.kind}`,
        fields: object.fields.map((field) => reader.field(name, field)),
        patch: patched.get(name) ?? null,
      })),
      envelopeOf(facts, reader),
    ],
    enums: Object.entries(facts.enums).map(([name, { values, src }]) => ({
      name,
      section: `${chapterOf(src)} > ${name} enum`,
      isOpen: reader.isOpen(name),
      values,
    })),
    modules: Object.entries(facts.modules).map(([name, module]) => ({
      name,
      section: chapterOf(module.src),
      interfaces: Object.entries(module.interfaces).map(([interfaceRole, endpoints]) => ({
        interfaceRole,
        endpoints: endpoints.map((endpoint) => reader.endpoint(endpoint)),
      })),
    })),
  };
}

/** Which objects have a PATCH, and what it must carry. */
function patchedObjects(facts) {
  const endpoints = Object.values(facts.modules).flatMap((module) => Object.values(module.interfaces).flat());
  return new Map(
    endpoints
      .filter((endpoint) => endpoint.partial)
      .flatMap(({ body, bodyRequires = [] }) => body.split('|').map((name) => [name, bodyRequires])),
  );
}

/** The envelope of every answer as an object; what its data holds depends on the endpoint. */
function envelopeOf(facts, reader) {
  const { src, responseEnvelope } = facts.transport;
  return {
    name: 'ResponseFormat',
    module: 'transport',
    section: `${chapterOf(src)} > Response format`,
    fields: responseEnvelope
      .filter(({ name }) => name !== 'data')
      .map((field) => reader.field('ResponseFormat', field)),
    patch: null,
  };
}

function chapterOf(src) {
  const chapter = CHAPTERS[src.split('.')[0]];
  if (chapter === undefined) throw new Error(`no name for the chapter in ${src}`);
  return chapter;
}

class FactReader {
  constructor(facts) {
    this.facts = facts;
    this.isFrom2_2 = facts.version !== '2.1.1';
  }

  isOpen(enumName) {
    return this.facts.enums[enumName].open || OPEN_IN_EVERY_VERSION.has(enumName);
  }

  field(objectName, field) {
    // One of two is required, and which one is a condition of the whole object.
    const card = field.choice === undefined || field.card !== '1' ? field.card : '?';
    return {
      name: field.name,
      card,
      ...this.value(field, this.isFrom2_2 ? BEYOND_THE_TYPE[`${objectName}.${field.name}`] : undefined),
    };
  }

  /** The type and the checks of a field, a URL segment or a query parameter. */
  value(field, otherCheck) {
    const { type } = field;
    if (type in this.facts.objects) return { type: 'object', object: type, checks: [] };
    if (type in this.facts.enums) {
      const words = this.isOpen(type) ? undefined : this.facts.enums[type].values;
      return { type: 'string', enum: type, words, checks: [] };
    }
    if (type === 'boolean') return { type, checks: [] };
    if (type === 'int') return { type: 'integer', checks: field.maxDigits ? [['hasDigits', field.maxDigits]] : [] };
    if (type === 'number') return { type, checks: [['hasFourDecimals']] };
    if (type === 'URL') return { type: 'string', is: type, checks: [['isUrl']] };
    if (type === 'DateTime') return { type: 'string', is: type, checks: [[otherCheck ?? this.dateTimeCheck()]] };
    if (type === 'CiString' || type === 'string') return { type: 'string', is: type, checks: this.textChecks(field) };
    throw new Error(`no reading of the type ${type}`);
  }

  dateTimeCheck() {
    return this.facts.types.DateTime.fractionalSeconds ? 'isDateTime' : 'isWholeDateTime';
  }

  textChecks({ type, maxLength, pattern, format }) {
    if (pattern) {
      if (PATTERNS[pattern] === undefined) throw new Error(`no check for the pattern ${pattern}`);
      return [[PATTERNS[pattern]]];
    }
    const isAscii = this.facts.types[type].charset === 'printable ASCII';
    const checks = [[isAscii ? 'isAsciiText' : 'isPrintableText']];
    if (maxLength) checks.unshift(['isWithin', maxLength]);
    if (format) checks.push([FORMATS[format][this.isFrom2_2 ? 1 : 0]]);
    return checks;
  }

  endpoint({ method, path, callback = false, body, response, partial = false, params, ...endpoint }) {
    const isAnywhere = path === null || callback;
    const segments = isAnywhere ? null : segmentsOf(path);
    return {
      method,
      segments,
      isCallback: callback,
      isPatch: partial,
      request: this.content(body, segments),
      response: endpoint.responseDataOmitted ? 'omitted' : this.content(response, segments),
      parameters: params.map((parameter) => ({
        name: parameter.name,
        where: parameter.in,
        isRequired: parameter.required,
        ...this.value(parameter),
      })),
    };
  }

  /** `Location|EVSE|Connector` is told apart by how deep the path goes where it can be, and is one of several where it cannot. */
  content(text, segments) {
    if (text === null) return null;
    const card = /[?*+]$/.test(text) ? text.at(-1) : '1';
    const types = text.replace(/[?*+]$/, '').split('|');
    const isByDepth = segments !== null && types.length > 1;
    if (isByDepth && types.length !== segments.filter((segment) => segment.isOptional).length + 1) {
      throw new Error(`${text} does not go with the path`);
    }
    return { card, types, isByDepth };
  }
}

/** `/{location_id}[/{evse_uid}]` as a list; a segment without braces is a word that stands there. */
function segmentsOf(path) {
  return [...path.matchAll(/(\[)?\/(?:\{(\w+)\}|(\w+))\]?/g)].map(([, optional, name, word]) => ({
    ...(name === undefined ? { word } : { name }),
    isOptional: optional !== undefined,
  }));
}
