/** Replaces secrets in a text. */
export type Redact = (text: string) => string;

/** Makes a function that takes secrets out of texts that come from elsewhere: a server may echo what it got. */
export function createRedact(secrets: Iterable<string>): Redact {
  // As they are, as a JSON text has them, and as a URL has them. The longest first: one may hold another.
  const forms = [...secrets]
    .filter((secret) => secret !== "")
    .flatMap((secret) =>
      // Most are the same in all three, and this is done for every attempt.
      /^[\w.-]*$/.test(secret)
        ? secret
        : [secret, JSON.stringify(secret).slice(1, -1), String(new URLSearchParams({ "": secret })).slice(1)],
    )
    .sort((a, b) => b.length - a.length);
  return (text) => forms.reduce((rest, form) => rest.replaceAll(form, "[redacted]"), text);
}

/** Gives an error as a cause: the error itself, or where it holds a secret, its text without it. */
export function safeCause(cause: unknown, redact: Redact): unknown {
  const texts: string[] = [];
  for (let at = cause, depth = 0; at != null && depth < 8; depth++) {
    texts.push(describe(at));
    if (at instanceof AggregateError) texts.push(...at.errors.map(describe));
    at = at instanceof Error ? at.cause : undefined;
  }
  const text = texts.join("\n");
  return redact(text) === text ? cause : new Error(redact(texts[0]?.split("\n")[0] ?? ""));
}

function describe(value: unknown): string {
  return value instanceof Error ? `${value.message}\n${value.stack}` : String(value);
}
