/** Injects the log of the process (a `Log` of `@busbar/observability`) into the operator API. */
export const OPERATOR_LOG = Symbol('operator log');
