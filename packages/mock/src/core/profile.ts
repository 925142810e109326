import type { codes } from "../generated/errorCodes.ts";

type Codes = typeof codes;

/**
 * How the API behaves where it is not documented: one entry for each open question. `profileEntries` holds the
 * default of each, its source, and the reason.
 */
export interface Profile {
  /** HTTP status of an answer whose body carries a business error such as 99400. */
  readonly businessErrorStatus: number;
  /** A value in double quotes. */
  readonly doubleQuotes: "accepted" | "refused";
  /** Two single quotes within a value: one quote, or a syntax error. */
  readonly doubledQuotes: "escape" | "refused";
  /** A backslash within a value: an ordinary character, or an escape of the next one. */
  readonly backslash: "literal" | "escape";
  /** `%` and `_` in a value of `like`: ordinary characters, or wildcards. */
  readonly likeWildcards: "literal" | "wildcard";
  /** Whether `like` distinguishes upper and lower case. */
  readonly likeCase: "insensitive" | "sensitive";
  /** Conditions joined by `or`. */
  readonly or: "accepted" | "refused";
  /** Parentheses around conditions. */
  readonly parentheses: "accepted" | "refused";
  /** The operator `!=`, on fields that take `=`. */
  readonly notEqual: "accepted" | "refused";
  /** A field that is compared more than once, as in `status = 'started' and status = 'stopped'`. */
  readonly repeatedFields: "accepted" | "refused";
  /** Keywords in upper case, such as `AND`. */
  readonly upperCaseKeywords: "accepted" | "refused";
  /** `in ()`: no job, or a syntax error. */
  readonly emptyList: "noJob" | "refused";
  /** A value without characters, as in `name like ''`: an error, or a text that is part of every name. */
  readonly emptyValue: "accepted" | "refused";
  /** The expression `""`. */
  readonly emptyExpression: "everyJob" | "refused";
  /** `name.default` and `firmwareName.default`, the spelling of other endpoints. */
  readonly defaultSuffix: "accepted" | "refused";
  /** Locales that may follow `name` and `firmwareName` after a dot, beside those that every search accepts. */
  readonly otherLocales: readonly string[];
  /** Longest expression, in UTF-16 code units. */
  readonly longestExpression: number;
  /** What separates the operators in `Do not allow operator op =, allowed op [=, in]`. */
  readonly allowedOperatorsSeparator: ", " | ",";
  /** A page size above the maximum: an error, the maximum of records, or as many as asked for. */
  readonly pageSizeAboveMaximum: "refused" | "capped" | "accepted";
  /** A page number below 1: an error, or the first page. */
  readonly pageNoBelowFirst: "refused" | "firstPage";
  /** A page size below 1: an error, or the size that is used where none is named. */
  readonly pageSizeBelowOne: "refused" | "defaultSize";
  /** A page after the last one. */
  readonly pagePastTheEnd: "empty" | "refused";
  /** `pagination.sorters`, which the page calls unsupported. */
  readonly sorters: "ignored" | "refused";
  /** Other fields of the body that the API does not know. */
  readonly unknownFields: "ignored" | "refused";
  /** A search without a body. */
  readonly absentBody: "everyJob" | "refused";
  /** Whether a body must be declared as `application/json`. */
  readonly contentType: "required" | "ignored";
  /** A timestamp of a token call as text, `"1572574909697"`. */
  readonly textTimestamps: "accepted" | "refused";
  /** A call without a token: a code in the body, or HTTP 401. */
  readonly missingToken: Codes["ParameterEmpty"] | 401;
  /** A call with a token that has expired: a code in the body, or HTTP 401. */
  readonly expiredToken: Codes["AccessTokenExpired"] | 401;
  /** A call with a wrong signature: HTTP 401, or a code in the body. */
  readonly wrongSignature: 401 | Codes["EncryptionInvalid"];
  /** A signature that was used before, as two equal searches of one millisecond have it: accepted, or HTTP 401. */
  readonly repeatedSignature: "accepted" | "refused";
  /** The code of a token call whose timestamp is too old or too new. */
  readonly staleTimestamp: Codes["InvalidParameter" | "EncryptionInvalid"];
  /** A token that has been refreshed: usable until its own end, or not any more. */
  readonly refreshedToken: "valid" | "expired";
  /** Largest body that the gateway accepts, in bytes. */
  readonly maximumBodyBytes: number;
  /** How long a search keeps returning the state before an update, in milliseconds. */
  readonly consistencyDelayMs: number;
}

/** One open question. */
export interface ProfileEntry<Value> {
  /** The question, as text. */
  readonly question: string;
  /** What the mock assumes. */
  readonly default: Value;
  /** The possible answers; for a number, its least and greatest value; for a list, what each of its texts must be. */
  readonly values:
    | readonly Value[]
    | { readonly least: number; readonly most: number }
    | { readonly each: RegExp; readonly example: string };
  /** Why this is the default. */
  readonly reason: string;
  /** Where the reason comes from. `inferred`: from similar facts; `none`: nothing was found. */
  readonly source: "documented" | "samples" | "sibling endpoints" | "inferred" | "none";
}

/** The names of all entries. */
export type ProfileEntries = { readonly [Name in keyof Profile]: ProfileEntry<Profile[Name]> };
