/**
 * A stream's or object's name as a number of 53 bits (cyrb53), for an index. Two streams of one lane that share a number are only
 * loaded and put off together; what belongs to which is decided by the names.
 */
export function streamHash(stream: string): number {
  let [high, low] = [0xdead_beef, 0x41c6_ce57];
  for (let index = 0; index < stream.length; index++) {
    const unit = stream.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e37_79b1);
    low = Math.imul(low ^ unit, 0x5f35_6495);
  }
  high = mix(high, low);
  low = mix(low, high);
  return 0x1_0000_0000 * (0x1f_ffff & low) + (high >>> 0);
}

function mix(half: number, other: number): number {
  return Math.imul(half ^ (half >>> 16), 0x85eb_ca6b) ^ Math.imul(other ^ (other >>> 13), 0xc2b2_ae35);
}
