/** Where a command speaks. */
export interface Terminal {
  /** A line of the result. */
  print(line: string): void;
  /** A line about what went wrong. */
  complain(line: string): void;
}

/** The terminal or pipe this process was started with. */
export const processTerminal: Terminal = {
  print: (line) => void process.stdout.write(`${line}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
};
