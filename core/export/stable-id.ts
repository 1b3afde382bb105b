/** Constants of MurmurHash3 (Austin Appleby, public domain), 32 bit. */
const factorA = 0xcc9e2d51;
const factorB = 0x1b873593;

function lane(text: string, seed: number): number {
  let hash = seed;
  for (let index = 0; index < text.length; index++) {
    let unit = Math.imul(text.charCodeAt(index), factorA);
    unit = Math.imul((unit << 15) | (unit >>> 17), factorB);
    hash ^= unit;
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64;
  }
  hash ^= text.length;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * A UUID (version 8, https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-8) that depends on the name alone: what comes from
 * elsewhere without a UUID gets the same one at every import, so that importing twice adds nothing. Not a cryptographic hash.
 */
export function stableId(name: string): string {
  const hex = [0x2f6b1a11, 0x5bd1e995, 0x27d4eb2f, 0x165667b1].map((seed) => lane(name, seed).toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}
