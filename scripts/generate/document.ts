import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isScalar, parseDocument, visit } from "yaml";
import type { SpecDocument } from "./spec.ts";

/** The spec as read, with the hash that stands in the header of every generated file. */
export interface Source {
  readonly document: SpecDocument;
  /** SHA-256 of the file's bytes, lower-case hex. */
  readonly hash: string;
}

/**
 * Reads the spec and checks what JSON Schema cannot: the places where one fact has to stand twice
 * (once for validators, once for us) must agree, and no reference may leave the file.
 */
export async function readSource(file: string): Promise<Source> {
  const text = await readFile(file, "utf8");
  const document = parseSpec(text);
  assertSelfContained(document);
  assertCodesAgree(document);
  assertNamesDiffer(document);
  assertLimitsAgree(document);
  return { document, hash: createHash("sha256").update(text).digest("hex") };
}

/** The parser's own search for keys written twice compares each with each: a long spec would take minutes. */
function parseSpec(text: string): SpecDocument {
  const parsed = parseDocument(text, { uniqueKeys: false });
  const [error] = parsed.errors;
  if (error !== undefined) throw error;
  visit(parsed, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        const name = isScalar(key) ? key.value : key;
        if (keys.has(name)) throw new Error(`spec: the key ${name} is written twice in one mapping`);
        keys.add(name);
      }
    },
  });
  return parsed.toJS();
}

function assertSelfContained(document: SpecDocument): void {
  for (const [, ref] of JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)) {
    if (!ref?.startsWith("#/")) {
      throw new Error(
        `spec: the reference ${ref} leaves the file; the mock serves the document as one piece`,
      );
    }
  }
}

function assertCodesAgree(document: SpecDocument): void {
  const listed = document.components.schemas.BusinessErrorCode.enum;
  const described = Object.keys(document["x-enos-error-codes"]).map(Number);
  const difference = [
    ...listed.filter((code) => !described.includes(code)),
    ...described.filter((code) => !listed.includes(code)),
  ];
  if (difference.length > 0) {
    throw new Error(
      `spec: x-enos-error-codes and BusinessErrorCode.enum differ in ${difference.join(", ")}; list each code in both`,
    );
  }
}

/** Programs tell codes apart by name. */
function assertNamesDiffer(document: SpecDocument): void {
  const codes = new Map<string, string>();
  for (const [code, { name }] of Object.entries(document["x-enos-error-codes"])) {
    const other = codes.get(name);
    if (other !== undefined) throw new Error(`spec: the codes ${other} and ${code} are both named ${name}`);
    codes.set(name, code);
  }
}

function assertLimitsAgree(document: SpecDocument): void {
  const { properties, "x-enos-pagination": limits } = document.components.schemas.PaginationRequest;
  const pairs = [
    ["firstPageNo", limits.firstPageNo, properties.pageNo.minimum],
    ["maximumPageSize", limits.maximumPageSize, properties.pageSize.maximum],
  ] as const;
  for (const [name, limit, bound] of pairs) {
    if (limit !== bound) {
      throw new Error(`spec: x-enos-pagination.${name} is ${limit}, but the schema's bound is ${bound}`);
    }
  }
}
