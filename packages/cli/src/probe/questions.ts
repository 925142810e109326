import type { Profile } from "@enos-ota/mock";
import { maximumPageSize, recommendedPageSize } from "../generated/limits.ts";
import { openLocales } from "../generated/locales.ts";
import { member, refusalOf, tokenOf, type Wire, type WireAnswer } from "./wire.ts";

/** What all questions can build on: what a correct search showed. */
export interface Baseline {
  /** Jobs of the organization. */
  readonly total: number;
  /** A name that a search by name can find; undefined where no job has a suitable one. */
  readonly name: string | undefined;
}

/** Finds out one entry of the profile; undefined where this EnOS does not allow to tell. */
type Ask<Value> = (wire: Wire, baseline: Baseline, assumed: Value) => Promise<Value | undefined>;

/** How each entry is found out. Those that are absent cannot be asked with reading calls at a gentle pace. */
export const questions: { readonly [Name in keyof Profile]?: Ask<Profile[Name]> } = {
  businessErrorStatus: async (wire) => {
    // The documented example of a wrong operator.
    const { status, code } = await wire.search({ expression: "name = 'x'" });
    return code === undefined || code === 0 ? undefined : status;
  },
  doubleQuotes: accepts('status = "started"', "accepted", "refused"),
  doubledQuotes: accepts("name like 'a''b'", "escape", "refused"),
  backslash: async (wire, { name }) => {
    if (name === undefined) return undefined;
    const found = await findsByName(wire, `${name.slice(0, 2)}\\${name.slice(2)}`);
    return found === undefined ? undefined : found ? "escape" : "literal";
  },
  likeWildcards: async (wire, { name }) => {
    if (name === undefined) return undefined;
    const middle = Math.floor(name.length / 2);
    const found = await findsByName(wire, `${name.slice(0, middle)}_${name.slice(middle + 1)}`);
    return found === undefined ? undefined : found ? "wildcard" : "literal";
  },
  likeCase: async (wire, { name }) => {
    if (name === undefined) return undefined;
    const found = await findsByName(wire, swapCase(name));
    return found === undefined ? undefined : found ? "insensitive" : "sensitive";
  },
  or: accepts("status = 'started' or status = 'stopped'", "accepted", "refused"),
  parentheses: accepts("(status = 'started')", "accepted", "refused"),
  notEqual: accepts("status != 'started'", "accepted", "refused"),
  repeatedFields: accepts("status = 'started' and status = 'stopped'", "accepted", "refused"),
  upperCaseKeywords: accepts("status = 'started' AND type = 'upgrade'", "accepted", "refused"),
  emptyList: accepts("productKey in ()", "noJob", "refused"),
  emptyValue: accepts("name like ''", "accepted", "refused"),
  emptyExpression: accepts("", "everyJob", "refused"),
  defaultSuffix: accepts("name.default like 'x'", "accepted", "refused"),
  otherLocales: async (wire) => {
    if (openLocales.length === 0) return undefined;
    const accepted: string[] = [];
    for (const locale of openLocales) {
      if ((await wire.search({ expression: `name.${locale} like 'x'` })).isAccepted) accepted.push(locale);
    }
    return accepted;
  },
  longestExpression: (wire, _, assumed) =>
    longest(assumed, 1, async (length) => {
      const [start, end] = ["productKey = '", "'"];
      return wire.search({ expression: `${start}${"x".repeat(length - start.length - end.length)}${end}` });
    }),
  allowedOperatorsSeparator: async (wire) => {
    const { message } = await wire.search({ expression: "productKey like 'x'" });
    const separator = /=(\W*)in\b/.exec(message)?.[1];
    return separator === ", " || separator === "," ? separator : undefined;
  },
  pageSizeAboveMaximum: async (wire) => {
    const answer = await wire.search({ pagination: { pageNo: 1, pageSize: maximumPageSize + 1 } });
    if (!answer.isAccepted) return "refused";
    return numberIn(answer, "pageSize") === maximumPageSize + 1 && jobsIn(answer).length !== maximumPageSize
      ? "accepted"
      : "capped";
  },
  pageNoBelowFirst: async (wire) =>
    (await wire.search({ pagination: { pageNo: 0, pageSize: 10 } })).isAccepted ? "firstPage" : "refused",
  pageSizeBelowOne: async (wire) =>
    (await wire.search({ pagination: { pageNo: 1, pageSize: 0 } })).isAccepted ? "defaultSize" : "refused",
  pagePastTheEnd: async (wire, { total }) => {
    const pagination = { pageNo: Math.ceil(total / maximumPageSize) + 2, pageSize: maximumPageSize };
    return (await wire.search({ pagination })).isAccepted ? "empty" : "refused";
  },
  sorters: async (wire) => {
    const sorters = [{ field: "createTime", order: "ASC" }];
    return (await wire.search({ pagination: { pageNo: 1, pageSize: 10, sorters } })).isAccepted
      ? "ignored"
      : "refused";
  },
  unknownFields: async (wire) =>
    (await wire.search({ unknownField: "probe" })).isAccepted ? "ignored" : "refused",
  absentBody: async (wire) => ((await wire.search(undefined)).isAccepted ? "everyJob" : "refused"),
  contentType: async (wire) =>
    (await wire.search({}, { contentType: "text/plain" })).isAccepted ? "ignored" : "required",
  textTimestamps: async (wire) =>
    (await wire.getToken({ isText: true })).isAccepted ? "accepted" : "refused",
  missingToken: async (wire) => refusal(await wire.search({}, { isTokenMissing: true }), 1202),
  wrongSignature: async (wire) => refusal(await wire.search({}, { isSignatureWrong: true }), 1003),
  repeatedSignature: async (wire) => {
    if (!(await wire.search({})).isAccepted) return undefined;
    return (await wire.repeat()).isAccepted ? "accepted" : "refused";
  },
  staleTimestamp: async (wire) => {
    const { code } = await wire.getToken({ ageMs: 3_600_000 });
    return code === 1004 || code === 1003 ? code : undefined;
  },
  maximumBodyBytes: (wire, _, assumed) =>
    // White space around JSON means nothing, so only the size differs.
    longest(assumed, 1_024, (bytes) => wire.search("{}".padEnd(bytes, " "))),
};

/**
 * Asked only on request: other programs with the same keys may use the token that is refreshed.
 * It answers two questions where the old token ends.
 */
export async function askRefresh(
  wire: Wire,
): Promise<Pick<Partial<Profile>, "refreshedToken" | "expiredToken">> {
  const old = tokenOf(await wire.getToken());
  tokenOf(await wire.refreshToken(old));
  const answer = await wire.search({}, { token: old });
  if (answer.isAccepted) return { refreshedToken: "valid" };
  const expiredToken = refusal(answer, 1203);
  return { refreshedToken: "expired", ...(expiredToken !== undefined && { expiredToken }) };
}

/** Reads what the questions build on. @throws OtaApiError or OtaHttpError when a correct search is refused */
export async function readBaseline(wire: Wire): Promise<Baseline> {
  const answer = await wire.search({ pagination: { pageNo: 1, pageSize: recommendedPageSize } });
  if (!answer.isAccepted) throw refusalOf("EnOS refused a plain search", answer);
  const names = jobsIn(answer).map((job) => member(member(job, "name"), "defaultValue"));
  // A name whose case can be swapped, and in which a wildcard would be one.
  const name = names.find(
    (one): one is string => typeof one === "string" && /^[A-Za-z][A-Za-z0-9 .-]{3,}$/.test(one),
  );
  return { total: numberIn(answer, "totalSize") ?? 0, name };
}

function accepts<Value>(expression: string, yes: Value, no: Value): Ask<Value> {
  return async (wire) => ((await wire.search({ expression })).isAccepted ? yes : no);
}

/** A refusal by HTTP 401, or by a code. */
function refusal<Code extends number>({ status, code }: WireAnswer, expected: Code): Code | 401 | undefined {
  if (code === expected) return expected;
  return status === 401 ? 401 : undefined;
}

async function findsByName(wire: Wire, text: string): Promise<boolean | undefined> {
  const answer = await wire.search({ expression: `name like '${text}'` });
  return answer.isAccepted ? (numberIn(answer, "totalSize") ?? jobsIn(answer).length) > 0 : undefined;
}

/** The largest size that is accepted, up to what is assumed; more is not tried. */
async function longest(
  assumed: number,
  precision: number,
  ask: (size: number) => Promise<WireAnswer>,
): Promise<number | undefined> {
  if ((await ask(assumed)).isAccepted) return assumed;
  let [accepted, refused] = [64, assumed];
  if (!(await ask(accepted)).isAccepted) return undefined;
  while (refused - accepted > precision) {
    const middle = Math.floor((accepted + refused) / 2);
    if ((await ask(middle)).isAccepted) accepted = middle;
    else refused = middle;
  }
  return accepted;
}

function swapCase(text: string): string {
  return text.replaceAll(/[a-zA-Z]/g, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function jobsIn({ body }: WireAnswer): readonly unknown[] {
  const data = member(body, "data");
  return Array.isArray(data) ? data : [];
}

function numberIn({ body }: WireAnswer, name: string): number | undefined {
  const value = member(member(body, "pagination"), name);
  return typeof value === "number" ? value : undefined;
}
