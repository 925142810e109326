// Control characters, and halves of surrogate pairs that stand alone (with the flag `u`, a whole pair is no Cs).
const unsafe = /[\p{Cc}\p{Cs}]/u;
/** What a value may have to be refused for. Most values have none of it, and need no second look. */
const suspicious = /['"\\\p{Cc}\p{Cs}]/u;

/**
 * Why a value cannot be written as a literal without a risk that the API reads another value or another
 * expression; `undefined` when it can. The API documents no escape, so there is none here: a value is written
 * as it is or not at all.
 */
export function whyUnwritable(value: string): string | undefined {
  return !value
    ? "is empty"
    : !suspicious.test(value)
      ? undefined
      : value.endsWith("\\")
        ? "ends in a backslash"
        : value.includes("'") && value.includes('"')
          ? "holds both kinds of quotes"
          : unsafe.test(value)
            ? "holds a control character or a lone surrogate"
            : undefined;
}

/** The one place that writes a value into an expression. Takes only what `whyUnwritable` has let pass. */
export function writeLiteral(value: string): string {
  return value.includes("'") ? `"${value}"` : `'${value}'`;
}
