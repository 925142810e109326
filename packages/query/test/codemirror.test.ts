// @vitest-environment jsdom
import * as autocomplete from "@codemirror/autocomplete";
import * as oldestAutocomplete from "@codemirror/autocomplete-oldest";
import * as language from "@codemirror/language";
import * as oldestLanguage from "@codemirror/language-oldest";
import * as lint from "@codemirror/lint";
import * as oldestLint from "@codemirror/lint-oldest";
import { EditorView } from "@codemirror/view";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { OtaExpressionOptions } from "../src/codemirror.ts";
import { otaJobTable } from "../src/index.ts";

const newest = { autocomplete, language, lint };
const oldest = { autocomplete: oldestAutocomplete, language: oldestLanguage, lint: oldestLint };

/** The extension over one version of CodeMirror's parts. */
async function over(parts: Readonly<Record<keyof typeof newest, object>>) {
  vi.resetModules();
  vi.doMock("@codemirror/autocomplete", () => parts.autocomplete);
  vi.doMock("@codemirror/language", () => parts.language);
  vi.doMock("@codemirror/lint", () => parts.lint);
  return (await import("../src/codemirror.ts")).otaExpression;
}

let view: EditorView;

afterEach(() => view.destroy());

describe.each([
  ["oldest", oldest, await over(oldest)],
  ["newest", newest, await over(newest)],
])("the editor over the %s CodeMirror", (_, parts, otaExpression) => {
  const { completionStatus, currentCompletions, startCompletion } = parts.autocomplete;
  const { syntaxTree } = parts.language;
  const { forceLinting, forEachDiagnostic } = parts.lint;

  function open(doc: string, options?: OtaExpressionOptions): void {
    view = new EditorView({ doc, selection: { anchor: doc.length }, extensions: [otaExpression(options)] });
  }

  /** Each styled part of the text with the name of its style. */
  function styles(): string[] {
    const named: string[] = [];
    syntaxTree(view.state).iterate({
      enter: ({ name, from, to }) => {
        if (name !== "Document") named.push(`${name}: ${view.state.sliceDoc(from, to)}`);
      },
    });
    return named;
  }

  async function diagnostics(): Promise<readonly lint.Diagnostic[]> {
    const found: lint.Diagnostic[] = [];
    forceLinting(view);
    await new Promise((resolve) => setTimeout(resolve));
    forEachDiagnostic(view.state, (diagnostic, from, to) => found.push({ ...diagnostic, from, to }));
    return found;
  }

  async function completions(): Promise<readonly unknown[]> {
    startCompletion(view);
    await vi.waitUntil(() => completionStatus(view.state) !== "pending", 20_000);
    return currentCompletions(view.state);
  }

  test("styles each token by what the parser takes it for", () => {
    open("name like 'x' AND nam IN (\"a\", 'b");
    expect(styles()).toEqual([
      "propertyName: name",
      "operatorKeyword: like",
      "string: 'x'",
      "keyword: AND",
      "operatorKeyword: IN",
      "punctuation: (",
      'string: "a"',
      "punctuation: ,",
      "string: 'b",
    ]);
  });

  test("underlines a problem, and its fix changes the text", async () => {
    open("nam like 'x'");
    const [problem, ...others] = await diagnostics();
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      from: 0,
      to: 3,
      severity: "error",
      message: 'There is no field "nam" to search by. Did you mean "name"?',
    });
    expect(problem?.actions?.map(({ name }) => name)).toEqual(["Replace nam with name"]);
    problem?.actions?.[0]?.apply(view, problem.from, problem.to);
    expect(view.state.doc.toString()).toBe("name like 'x'");
  });

  test("warns of a value that a server could read differently", async () => {
    open("name like '50%'");
    expect((await diagnostics()).map(({ severity }) => severity)).toEqual(["warning"]);
  });

  test("finds nothing wrong with a right expression", async () => {
    open("name like 'x'");
    expect(await diagnostics()).toEqual([]);
  });

  test("underlines an empty text only where one is required", async () => {
    open(" ");
    expect(await diagnostics()).toEqual([]);
    view.destroy();
    open(" ", { required: true });
    expect((await diagnostics()).map(({ message }) => message)).toEqual([
      "Expected a field, but found the end of the text.",
    ]);
  });

  test("underlines the whole text when it is too long", async () => {
    open(`name like '${"x".repeat(70_000)}'`);
    expect((await diagnostics()).map(({ from, to }) => [from, to])).toEqual([[0, view.state.doc.length]]);
  });

  test.each([
    ["", { label: "productKey", type: "property", detail: "= or in" }],
    ["name ", { label: "like", type: "keyword", detail: "contains this text" }],
    ["status = ", { label: "'started'", type: "text", detail: "a value of status" }],
    ["productKey in ", { label: "(", type: "text", detail: "a list of values" }],
    [
      "status = 'started' ",
      { label: otaJobTable.connectives[0], type: "keyword", detail: "another condition" },
    ],
  ])("offers after %j: %j", async (doc, option) => {
    open(doc);
    expect(await completions()).toContainEqual(option);
  });

  test("offers nothing where only the user knows what to write", async () => {
    open("productKey = ");
    expect(await completions()).toEqual([]);
  });

  test("follows another table", async () => {
    open("size = '1'", { table: { ...otaJobTable, fields: { size: { operators: ["="] } } } });
    expect(styles()[0]).toBe("propertyName: size");
    expect(await diagnostics()).toEqual([]);
  });
});
