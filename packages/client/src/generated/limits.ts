// Draft of what `pnpm generate` will write here; replaced by the generated file.

export const pagination = { firstPageNo: 1, defaultPageSize: 10, recommendedPageSize: 50, maximumPageSize: 200 } as const;

export const timing = { consistencyDelayMs: 2000, signatureWindowMs: 900_000, tokenLifetimeMs: 7_200_000 } as const;
