/** One request to the operator API. */
export interface OperatorRequest {
  readonly method: string;
  /** Below /api/v1, with its leading slash and perhaps a query. */
  readonly path: string;
  /** Sent as JSON; left out when undefined. */
  readonly body?: unknown;
  /** Lower-case names; `authorization` replaces the operator key. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the operator API answered; `Body` is what the test expects there, and is not checked. */
export interface OperatorAnswer<Body = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON, text where it is not, null where there is none. */
  readonly body: Body;
}

/** Asks the operator API of a running hub with its key. */
export async function requestOperatorApi<Body>(
  operatorUrl: string,
  operatorKey: string,
  { method, path, body, headers }: OperatorRequest,
): Promise<OperatorAnswer<Body>> {
  const answer = await fetch(`${operatorUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${operatorKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: parsed(await answer.text()) as Body };
}

function parsed(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
