import { otaJobTable } from "@enos-ota/query";
import { sortedBy } from "../src/generated/limits.ts";
import { routes } from "../src/generated/routes.ts";
import { scenarios } from "../src/generated/scenarios.ts";

// What the tests know of the API, read from what the spec generates, so that an edit of the spec needs none of them.

/** The path of an operation. */
export function pathOf(operation: (typeof routes)[number]["operation"]): string {
  const found = routes.find((route) => route.operation === operation);
  if (found === undefined) throw new Error(`the spec has no operation ${operation}`);
  return found.path;
}

const [{ createTime }] = scenarios.found.body.data;

/** A time that puts a job at a place of the list: the smaller, the earlier. The page's sample job is at 0. */
export function timeAt(place: number): number {
  return String(sortedBy.order) === "DESC" ? createTime - place : createTime + place;
}

/** The API's message for an operator that a field does not allow. */
export function operatorRefusal(operator: string, allowed: string): string {
  return otaJobTable.operatorNotAllowed.message.replace("{operator}", operator).replace("{allowed}", allowed);
}

/** The end of the message about a status that there is not. */
export const statuses: string = JSON.stringify(otaJobTable.fields.status.values);
