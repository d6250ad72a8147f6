/** Where a command speaks. */
export interface Terminal {
  /** A line of the result. */
  print(line: string): void;
  /** A line about what went wrong. */
  complain(line: string): void;
  /** Resolves when nobody reads any more, as behind `| head`. */
  untilClosed(): Promise<void>;
}

/** The terminal or pipe this process was started with. A reader that goes away is no error: what it did not read is lost. */
export function processTerminal(): Terminal {
  const closed = new Promise<void>((resolve) => {
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => resolve());
  });
  return {
    print: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    untilClosed: async () => closed,
  };
}
