import {
  type Alias,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from "yaml";
import { located, type Position, SpecError, type SpecProblem } from "./specError.ts";

/** A YAML file that was read, and where each of its values stands. */
export interface YamlFile {
  readonly value: unknown;
  /** The place of a problem's value or key; of the nearest parent where the value is missing. */
  position(problem: Pick<SpecProblem, "path" | "atKey">): Position;
}

/**
 * Reads YAML as the generator understands it.
 *
 * @param name the file's name in messages
 * @throws SpecError for what is no YAML, and for what another reader would understand differently
 */
export function readYaml(bytes: Uint8Array, name: string): YamlFile {
  const text = decode(bytes, name);
  const lines = new LineCounter();
  // The parser's own search for repeated keys compares each key with every other: minutes for a long spec.
  const parsed = parseDocument(text, { uniqueKeys: false, lineCounter: lines });
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = parsed.errors.map(({ pos, message }) =>
    located(name, at(pos[0]), (message.split("\n")[0] ?? message).replace(/ at line \d+, column \d+:?$/, "")),
  );
  if (problems.length === 0)
    visit(parsed, { Map: (_, map) => inspectKeys(map), Alias: (_, alias) => inspectAlias(alias) });
  if (problems.length > 0) throw new SpecError(problems);

  return {
    value: parsed.toJS({ maxAliasCount: -1 }),
    position: ({ path, atKey }) => at(offsetOf(path, atKey ?? false)),
  };

  function report(node: unknown, message: string): void {
    problems.push(located(name, at(startOf(node) ?? 0), message));
  }

  function inspectKeys({ items }: YAMLMap): void {
    const keys = new Set<string>();
    for (const { key } of items) {
      if (!isScalar(key)) continue;
      const written = String(key.value);
      if (written === "<<") {
        report(
          key,
          "The merge key << is not part of YAML 1.2, and tools disagree on it; write the keys out.",
        );
      }
      if (keys.has(written)) report(key, `The key ${written} is written twice in one mapping.`);
      keys.add(written);
    }
  }

  function inspectAlias(alias: Alias): void {
    if (alias.resolve(parsed) === undefined)
      report(alias, `There is no anchor &${alias.source} before this alias.`);
  }

  function offsetOf(path: SpecProblem["path"], atKey: boolean): number {
    let node: unknown = parsed.contents;
    let offset = 0;
    for (const [index, step] of path.entries()) {
      const resolved: unknown = isAlias(node) ? node.resolve(parsed) : node;
      let child: unknown;
      if (isMap(resolved)) {
        const pair = resolved.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        if (pair === undefined) return offset;
        const keyOffset = startOf(pair.key) ?? offset;
        if (index === path.length - 1 && atKey) return keyOffset;
        offset = startOf(pair.value) ?? keyOffset;
        child = pair.value;
      } else if (isSeq(resolved)) {
        child = resolved.items[Number(step)];
        offset = startOf(child) ?? offset;
      }
      if (child === undefined) return offset;
      node = child;
    }
    return offset;
  }
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}

function decode(bytes: Uint8Array, name: string): string {
  const start = { line: 1, column: 1 };
  if (
    (bytes[0] === 0xff && bytes[1] === 0xfe) ||
    (bytes[0] === 0xfe && bytes[1] === 0xff) ||
    bytes.includes(0)
  ) {
    throw new SpecError([located(name, start, "The file is UTF-16 or binary; save it as UTF-8.")]);
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new SpecError([located(name, start, "The file is not valid UTF-8; save it as UTF-8.")]);
  }
  if (text.trim() === "") throw new SpecError([located(name, start, "The file is empty.")]);
  return text;
}
