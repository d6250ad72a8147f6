import { promisify } from 'node:util';

const after = promisify(setTimeout);

/** What something that a test stands in for takes, in ms. A test that waits for something uses `eventually`. */
export async function takes(ms: number): Promise<void> {
  await after(ms);
}

/** Lets so long pass in which nothing is to happen, in ms: there is nothing to wait for. */
export async function quietFor(ms: number): Promise<void> {
  await after(ms);
}
