const FNV_OFFSET = 0x811c_9dc5;
const FNV_PRIME = 0x0100_0193;

/** FNV-1a over the UTF-16 units, as a signed 32-bit integer. It only narrows a search; equality is decided by the id itself. */
export function correlationHash(correlationId: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < correlationId.length; index++) {
    hash = Math.imul(hash ^ correlationId.charCodeAt(index), FNV_PRIME);
  }
  return hash | 0;
}
