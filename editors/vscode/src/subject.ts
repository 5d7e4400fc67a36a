/** What stands at a place of a text and can be explained. */

/** A number in any of the forms that languages have, or a name. */
export const SUBJECT = /0[xob][\da-f_]+|\d[\d_]*(?:e\d+)?(?:[ui]\d+)?|[\p{L}_$][\p{L}\d_$]*/iu;

/** `0x3e8`, `1e3`, `1_001` and `1001u16` are the numbers that they are; a name stays what it is. */
export function subject(word: string): string {
  if (!/^\d/.test(word)) {
    return word;
  }
  const bare = word.replaceAll("_", "");
  const plain = /^0x/i.test(bare) ? bare : bare.replace(/[ui]\d+$/i, "");
  const number = Number(plain);
  return Number.isSafeInteger(number) ? String(number) : word;
}
