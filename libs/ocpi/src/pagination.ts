/** One link of a Link header (RFC 8288). */
export interface WebLink {
  readonly url: string;
  readonly rel: string;
}

const LINK = /<([^<>]*)>((?:[^,"<]|"[^"]*")*)/g;
const REL = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i;

/** Reads a Link header leniently: peers leave out the space, quote or not, or send it empty on the last page. */
export function parseLinks(header: string): readonly WebLink[] {
  const links: WebLink[] = [];
  for (const match of header.matchAll(LINK)) {
    const rel = REL.exec(match[2] ?? '');
    links.push({ url: match[1] ?? '', rel: (rel?.[1] ?? rel?.[2] ?? '').toLowerCase() });
  }
  return links;
}

/** The URL of the next page, or null on the last one. OCPI 2.2.1, Transport and format > Paginated response. */
export function nextPageUrl(header: string): string | null {
  return parseLinks(header).find((link) => link.rel.split(/\s+/).includes('next'))?.url || null;
}

/** The Link header that points at the next page. */
export function nextPageLink(url: string): string {
  return `<${url}>; rel="next"`;
}
