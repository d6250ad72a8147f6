/** An ending that is told to the caller in one sentence, with exit code 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}
