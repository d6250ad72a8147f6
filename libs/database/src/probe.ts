import type { StoreRef } from './database.js';
import type { Store } from './typeorm-probe.js';

const ANSWER_WITHIN_MS = 1_000;

/** A store that touches no table. */
export const probeStore: StoreRef<Store> = {
  name: 'probe',
  url: new URL('./typeorm-probe.js', import.meta.url).href,
  load: () => import('./typeorm-probe.js'),
};

/** Whether the connection that writes answers within a second; never rejects. A reader may be busy with a long list. */
export async function probe(writer: Store): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ANSWER_WITHIN_MS);
  });
  const answers = writer.answers().then(
    () => true,
    () => false,
  );
  const isReachable = await Promise.race([answers, tooLate]);
  clearTimeout(timer);
  return isReachable;
}
