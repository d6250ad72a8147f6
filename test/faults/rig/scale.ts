/** Whether the folder runs at full scale: `npm run test:faults -- --full`. */
export const IS_FULL_SCALE = process.env['BUSBAR_TEST_FULL_SCALE'] === 'true';

/** How much of a fault is tried: as much as fits into a build, or the whole of it. */
export function scaled<T>(inBuild: T, full: T): T {
  return IS_FULL_SCALE ? full : inBuild;
}

/** How long a fault test may take, in ms. */
export const FAULT_TIMEOUT_MS = scaled(120_000, 7_200_000);
