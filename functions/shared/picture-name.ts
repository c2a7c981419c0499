/** Where the bytes of a merchant's picture lie in the bucket; `hash` is that of the bytes, so equal pictures lie there once. */
export function pictureName(m: string, hash: string): string {
  return `pictures/${m}/${hash}`;
}
