import type { OtaJob } from "@enos-ota/client";

/** Writes jobs in one format, as they come. */
export interface JobWriter {
  /** The text of some more jobs. */
  write(jobs: readonly OtaJob[]): string;
  /** The text that ends the output: what was written is then valid. */
  end(): string;
  /** What the reader should know about the output, such as columns that found no place. */
  remark?(): string | undefined;
}
