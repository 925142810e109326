import { autocompletion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultHighlightStyle, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, linter } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import type { ExpressionProblem } from "./expressionError.ts";
import { type Expressions, expressionsOf } from "./expressions.ts";
import { otaJobTable } from "./generated/fields.ts";
import { operators } from "./operators.ts";
import type { ExpressionFix } from "./problem.ts";
import { Scanner } from "./scanner.ts";
import { entryOf, isConnective, type Table } from "./table.ts";

/** How the editor helps. */
export interface OtaExpressionOptions {
  /**
   * The table whose expressions are edited.
   *
   * @default the table of OTA jobs
   */
  readonly table?: Table | undefined;
  /**
   * Underlines an empty text too. By default an empty text is no problem: a search without an expression finds every
   * job.
   *
   * @default false
   */
  readonly required?: boolean | undefined;
  /**
   * How long to wait after the last key before problems are shown, in ms.
   *
   * @default 300
   */
  readonly delayMs?: number | undefined;
}

/**
 * Turns a CodeMirror 6 editor into an editor for expressions: highlighting, problems as one types, with their fixes as
 * actions, and completion of fields, operators and values.
 *
 * @example
 * new EditorView({ parent, extensions: [basicSetup, otaExpression()] });
 */
export function otaExpression(options: OtaExpressionOptions = {}): Extension {
  const { table = otaJobTable, required = false, delayMs = 300 } = options;
  const expressions = expressionsOf(table);
  return [
    language(table),
    syntaxHighlighting(defaultHighlightStyle, { fallback: true }),
    linter((view) => diagnose(expressions, view.state.doc.toString(), required), { delay: delayMs }),
    autocompletion({ override: [(context) => complete(expressions, context)], icons: false }),
  ];
}

type AnyExpressions = Pick<Expressions<unknown, never>, "check" | "complete">;

/** Colours each token by what the scanner of the parser makes of it. */
function language(table: Table): Extension {
  return StreamLanguage.define<null>({
    name: "ota-expression",
    startState: () => null,
    token(stream) {
      if (stream.eatSpace()) return null;
      const scanner = new Scanner(stream.string.slice(stream.pos));
      stream.pos += Math.max(1, scanner.end - scanner.start);
      return tokenName(table, scanner);
    },
  });
}

/** The name by which CodeMirror's highlight styles know a token. */
function tokenName(table: Table, { kind, token }: Scanner): string | null {
  if (kind === "literal" || kind === "unclosed") return "string";
  if (isConnective(table, token)) return "keyword";
  if (Object.hasOwn(operators, token.toLowerCase())) return "operatorKeyword";
  if (kind === "word") return entryOf(table, token) ? "propertyName" : null;
  return "punctuation";
}

function diagnose({ check }: AnyExpressions, text: string, required: boolean): Diagnostic[] {
  if (text.trim() === "" && !required) return [];
  return check(text, { warnings: true }).map((problem) => diagnostic(text, problem));
}

function diagnostic(
  text: string,
  { offset = 0, length = text.length, severity, summary, fixes }: ExpressionProblem,
): Diagnostic {
  return {
    from: offset,
    to: Math.min(text.length, offset + length),
    severity,
    message: summary,
    actions: fixes.map((fix) => ({
      name: fix.label,
      apply: (view) => view.dispatch({ changes: changeOf(fix) }),
    })),
  };
}

function changeOf({ from, to, insert }: ExpressionFix): { from: number; to: number; insert: string } {
  return { from, to, insert };
}

function complete(expressions: AnyExpressions, context: CompletionContext): CompletionResult | null {
  const { from, options } = expressions.complete(context.state.doc.toString(), context.pos);
  if (options.length === 0) return null;
  return {
    from,
    // `detail` is absent, not undefined, where there is none.
    options: options.map(({ label, type, detail }) => ({
      label,
      type: icons[type],
      ...(detail && { detail }),
    })),
  };
}

/** What CodeMirror calls the kinds of options. */
const icons = {
  field: "property",
  operator: "keyword",
  value: "text",
  connective: "keyword",
  punctuation: "text",
} as const;
