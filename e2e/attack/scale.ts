/** How many cases a random attack tries: `ATTACK_SCALE=10` multiplies them. */
export function cases(count: number): number {
  return Math.ceil(count * Number(process.env["ATTACK_SCALE"] ?? 1));
}
