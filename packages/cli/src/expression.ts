import { parseExpression } from "@enos-ota/query";
import { readInput } from "./output/stream.ts";

/**
 * Reads an expression argument: the text, or `-` for standard input. It is checked here, before anything is sent.
 *
 * @param check `false` sends the text as it is, for what EnOS may understand and the checker does not
 * @throws ExpressionError with the place of the first problem
 */
export async function readExpression(
  argument: string | undefined,
  check = true,
): Promise<string | undefined> {
  if (argument === undefined) return undefined;
  const text = argument === "-" ? await readInput() : argument;
  if (check) parseExpression(text);
  return text;
}
