import { memoize } from "../memoize.ts";

/**
 * Makes a text from elsewhere fit to be shown: secrets are replaced by `[redacted]`, control characters are escaped,
 * and what is longer than `most` characters is cut.
 */
export type Redact = (text: string, most?: number) => string;

/** Longest text that a message takes over from elsewhere. */
const defaultMost = 500;
/** Shorter texts are not treated as secrets: they occur in other texts by chance. */
const shortestSecret = 6;
/** How many patterns are kept. */
const keptPatterns = 16;
/** How many names of headers are kept. */
const keptNames = 64;

/**
 * Makes a {@link Redact}. A secret is found in any letter case, also where its characters are escaped as in JSON, URLs
 * or HTML, and as hexadecimal or base64, alone or within a longer base64 text. SECURITY.md promises exactly this.
 *
 * @param secretsOf Returns the secrets; called only when there is a text to redact.
 */
export function createRedact(secretsOf: () => Iterable<string>): Redact {
  return (text, most = defaultMost) => {
    const secrets = secretsWithin(secretsOf(), text.length);
    const margin = 12 * Math.max(0, ...secrets.map((secret) => secret.length));
    // Text that will be cut anyway is not searched, which bounds the time. A secret that this cut halves would not be
    // found, so the margin goes after the search.
    const window = text.length > most + 2 * margin ? text.slice(0, most + 2 * margin) : text;
    const redacted = secrets.reduce((rest, secret) => rest.replace(patternOf(secret), "[redacted]"), window);
    const whole = window === text;
    const shown = escapeControls(whole ? redacted : redacted.slice(0, redacted.length - margin));
    return whole && shown.length <= most ? shown : `${shown.slice(0, most)}…`;
  };
}

// Keys and tokens stay the same over many calls, and a request ID is redacted in each.
const patternOf = memoize(keptPatterns, (secret) => new RegExp(spellings(secret).join("|"), "gi"));

/**
 * The secrets that a text of this length may contain, the longest first: it may contain another. No spelling of a secret
 * is shorter than the secret.
 */
function secretsWithin(secrets: Iterable<string>, length: number): string[] {
  const found = new Set<string>();
  const add = (secret: string, least: number): void => {
    if (secret.length >= least && secret.length <= length) found.add(secret);
  };
  for (const secret of secrets) {
    add(secret, shortestSecret);
    // One of several lines or words may be quoted in part.
    if (/\s/.test(secret)) for (const part of secret.split(/\s+/)) add(part, 2 + shortestSecret);
  }
  return [...found].sort((a, b) => b.length - a.length);
}

/** Sources of regular expressions for all ways in which a secret is looked for. */
function spellings(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [[...secret].map(escapesOf).join(""), hex, ...[0, 1, 2].map((shift) => base64Within(bytes, shift))];
}

/** A character as it is, or escaped as in JSON, URLs or HTML. */
function escapesOf(char: string): string {
  const itself = char.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  if (/[a-z0-9]/i.test(char)) return itself;
  const code = char.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const utf16 = Array.from({ length: char.length }, (_, i) => hex4(char.charCodeAt(i)));
  const forms = [
    `\\\\?${itself}`,
    encodedBytes(char),
    utf16.map((unit) => `\\\\u${unit}`).join(""),
    `&#0*${code};`,
    `&#x0*${hex};`,
  ];
  const named = namedEscapes[char];
  if (named !== undefined) forms.push(...named);
  return `(?:${forms.join("|")})`;
}

const namedEscapes: Readonly<Record<string, readonly string[]>> = {
  "&": ["&amp;"],
  "<": ["&lt;"],
  ">": ["&gt;"],
  '"': ["&quot;"],
  "'": ["&apos;"],
  " ": ["\\+", "&nbsp;"],
  "\n": ["\\\\n"],
  "\r": ["\\\\r"],
  "\t": ["\\\\t"],
};

function hex4(unit: number): string {
  return unit.toString(16).padStart(4, "0");
}

function encodedBytes(char: string): string {
  return Array.from(new TextEncoder().encode(char), (byte) => `%${byte.toString(16).padStart(2, "0")}`).join(
    "",
  );
}

/** The base64 characters that depend on these bytes alone when `shift` bytes (modulo 3) stand before them. */
function base64Within(bytes: Uint8Array, shift: number): string {
  const text = btoa(String.fromCharCode(...new Uint8Array(shift), ...bytes));
  const start = Math.ceil((shift * 8) / 6);
  const end = Math.floor(((shift + bytes.length) * 8) / 6);
  return text.slice(start, end).replace(/[+/]/g, (char) => (char === "+" ? "[+-]" : "[/_]"));
}

// Control characters, and those that change the direction of text or are invisible.
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

function escapeControls(text: string): string {
  return text.replace(unsafe, (char) =>
    /[\n\t\r]/.test(char) ? " " : `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}

/** Whether the value of a header of this name is secret. */
const isSecretName = memoize(keptNames, (name) =>
  /auth|token|sign|secret|key|cookie|credential|passw|session|jwt/i.test(name),
);
/** What a random value looks like: long, with letters and digits. */
const random = /^(?=.*\d)(?=.*[a-z])\S{16,}$/i;

/**
 * Returns the values of headers that are secret: by their name, or, among the headers of the authorization, by their
 * look. An API version or a timestamp is not.
 */
export function secretHeaders(
  headers: Iterable<readonly [string, string]>,
  authorizations: readonly Readonly<Record<string, string>>[],
): string[] {
  const secrets: string[] = [];
  for (const [name, value] of headers) if (isSecretName(name)) secrets.push(value);
  for (const authorization of authorizations) {
    for (const [name, value] of Object.entries(authorization)) {
      if (isSecretName(name) || random.test(value)) secrets.push(value);
    }
  }
  return secrets;
}
