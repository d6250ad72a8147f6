import { findEndpoint } from './endpoints.js';
import { Exchange, MOST_VIOLATIONS, type Knowledge, type MessageToValidate } from './exchange.js';
import { readUrl } from './url-parameters.js';
import { Findings, type Violation } from './violation.js';

/** Says what is wrong with messages of one version and module. */
export class MessageJudge {
  constructor(private readonly known: Knowledge) {}

  validate(message: MessageToValidate): readonly Violation[] {
    const { module, version } = this.known;
    const findings = new Findings(version, message.most ?? MOST_VIOLATIONS);
    const endpoint = findEndpoint(module, { ...message, isCallback: message.isCallback ?? false });
    if (typeof endpoint === 'string') {
      // From 2.3.0 on there can be commands of other names, and their objects are not ours to judge.
      if (
        this.known.tables.enums['CommandType']?.isOpen &&
        endpoint === 'path' &&
        module === this.known.tables.modules['commands']
      )
        return [];
      const found =
        endpoint === 'path' ? `${message.segments.length} segments` : `a method of ${message.method.length} characters`;
      if (message.direction === 'request')
        findings.add({ path: 'url', rule: endpoint, section: module.section, found });
      return findings.violations;
    }
    const url = readUrl(endpoint, { segments: message.segments, query: message.query ?? '' });
    const exchange = new Exchange(this.known, { endpoint, url, depth: message.segments.length, findings });
    if (message.direction === 'request') exchange.request(message);
    else exchange.answer(message);
    return findings.violations;
  }
}
