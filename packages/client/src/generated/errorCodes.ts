// Draft of what `pnpm generate` will write here; replaced by the generated file.

/** The API's codes, from `x-enos-error-codes` of the spec. */
export const errorCodes = {
  99400: { name: "InvalidArgument", message: "Invalid Argument", meaning: "…", retryable: false },
  1203: { name: "AccessTokenExpired", message: "", meaning: "…", retryable: false, recovery: "refreshToken" },
} as const;
