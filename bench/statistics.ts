// What is told about samples. Ratios are taken within a round, because the machine is fast in one second and slow in the
// next: two medians of separate runs differ by more than most subjects do.

/** The middle of samples: of an even number, the mean of both middle ones. */
export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2;
}

/** The bounds of a value: the true one lies between them with a probability of 95 %. */
export type Interval = readonly [low: number, high: number];

/** The 95 % interval of the median by bootstrap: samples are drawn with replacement `draws` times. */
export function medianInterval(samples: readonly number[], random: () => number, draws = 2_000): Interval {
  const medians = Array.from({ length: draws }, () =>
    median(samples.map(() => samples[Math.floor(random() * samples.length)] ?? Number.NaN)),
  ).sort((a, b) => a - b);
  const at = (share: number): number => medians[Math.round((draws - 1) * share)] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}

/** The same items in random order. */
export function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const order = items.map((item) => ({ item, key: random() }));
  return order.sort((a, b) => a.key - b.key).map(({ item }) => item);
}
