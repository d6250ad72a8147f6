/** One message of a version that the specification accepts, or an answer. */
export interface ExampleMessage {
  /** What it shows, as the specification introduces its example. */
  readonly title: string;
  readonly module: string;
  readonly interfaceRole?: 'SENDER' | 'RECEIVER';
  readonly method: string;
  /** What follows the endpoint's URL. */
  readonly segments: readonly string[];
  readonly query?: string;
  readonly isAnswer?: true;
  readonly json: unknown;
}
