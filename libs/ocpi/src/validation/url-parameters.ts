import { findQueryParameter } from '../query.js';
import type { Examiner } from './examine.js';
import type { EndpointTable, ParameterTable } from './tables.js';
import type { UrlIds } from './url-ids.js';
import { describe, type Findings } from './violation.js';

/** What follows the endpoint's URL: the segments, decoded, and the raw query without its question mark. */
export interface UrlRest {
  readonly segments: readonly string[];
  readonly query: string;
}

/** The parameters of a request's URL by the names that the endpoint gives them. A parameter that stands twice counts as absent. */
export function readUrl(endpoint: EndpointTable, rest: UrlRest): UrlIds {
  const segments = new Map<string, string>();
  for (const [index, text] of rest.segments.entries()) {
    const name = endpoint.segments?.[index]?.name;
    if (name !== undefined) segments.set(name, text);
  }
  const query = new Map<string, string>();
  for (const { name, where } of endpoint.parameters) {
    const found = where === 'query' ? findQueryParameter(rest.query, name) : null;
    if (found !== null && found !== 'duplicate') query.set(name, found.value);
  }
  return { segments, query };
}

/** Looks at every segment and parameter that the endpoint describes; others are nobody's business. */
export function examineUrl(
  endpoint: EndpointTable,
  url: UrlIds,
  by: { readonly examiner: Examiner; readonly findings: Findings; readonly section: string },
): void {
  for (const parameter of endpoint.parameters) {
    const text = (parameter.where === 'path' ? url.segments : url.query).get(parameter.name);
    const path = `${parameter.where === 'path' ? 'url' : 'query'}.${parameter.name}`;
    if (text !== undefined)
      by.examiner.single(parameter, { value: asValue(text, parameter), path, section: by.section });
    else if (parameter.card === '1' && parameter.where === 'query') {
      by.findings.add({ path, rule: 'required', section: by.section, found: describe(undefined) });
    }
  }
}

/** A number in a URL is text; what is no plain number stays text and is reported as such. */
function asValue(text: string, { type }: ParameterTable): unknown {
  return type === 'integer' && /^\d{1,15}$/.test(text) ? Number(text) : text;
}
