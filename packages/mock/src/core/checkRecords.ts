import { describe } from "../wire/options.ts";
import { check } from "../wire/schema.ts";
import type { Endpoint, StoredRecord } from "./endpoint.ts";

/**
 * Checks a list of records that may come from a file, or from plain JavaScript.
 *
 * @param source where the list comes from, for messages
 * @throws Error that names the record and what is wrong with it
 */
export function checkRecords<Item extends StoredRecord>(
  endpoint: Endpoint<Item>,
  records: unknown,
  source?: string,
): readonly Item[] {
  const { noun } = endpoint;
  if (!Array.isArray(records)) {
    throw new Error(`${source ?? "This"} must be a list of ${noun}s, not ${describe(records)}.`);
  }
  const where = source === undefined ? "" : `${source}: `;
  return records.map((record: unknown, index) =>
    checkRecord(endpoint, record, `${where}${noun} ${index + 1}`),
  );
}

/**
 * Checks one record.
 *
 * @param which the record, for messages
 * @throws Error that says what is wrong with it
 */
export function checkRecord<Item extends StoredRecord>(
  { record: validator }: Endpoint<Item>,
  record: unknown,
  which: string,
): Item {
  const { value, problem } = check(validator, record);
  if (!problem) return value;
  const place = problem.name === "body" ? "" : `${problem.name}: `;
  throw new Error(`${which} does not match the spec: ${place}${problem.text}.`);
}
