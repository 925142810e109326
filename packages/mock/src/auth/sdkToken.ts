/**
 * Whether a token has the form of those that the vendor's SDKs (Poseidon) make by themselves: one or more RSA blocks
 * in base64. Its content is encrypted for the real server. [seen in samples]
 */
export function isSdkToken(token: string): boolean {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(token) || token.length % 4 !== 0) return false;
  const bytes = (token.length / 4) * 3 - (token.match(/=/g)?.length ?? 0);
  return bytes >= 128 && bytes % 128 === 0;
}
