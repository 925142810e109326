// Finds what the packages throw, so that a test can ask for its place in "Troubleshooting".
import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A message that the client's code makes: of which class, and its text with … for each part that varies. */
export interface Message {
  readonly error: string;
  readonly text: string;
}

/** Lists the messages of the client's errors. Those that are put together elsewhere, from parts alone, are not found. */
export function listMessages(): readonly Message[] {
  return globSync("packages/client/src/**/*.ts", { cwd: root, exclude: ["**/generated/**"] })
    .sort()
    .flatMap((file) => {
      const source = ts.createSourceFile(file, readFileSync(root + file, "utf8"), ts.ScriptTarget.Latest);
      return nodesOf(source).flatMap((node) => {
        const call = constructionOf(node);
        if (!call) return [];
        const text = textOf(call.message)
          .replaceAll(/…+/g, "…")
          .replace(/([.!?])\s*…$/, "$1");
        return /\w+ \w+/.test(text) ? [{ error: call.error, text }] : [];
      });
    });
}

/** `new OtaApiError(message)`, or `super(message)` in the class itself. */
function constructionOf(
  node: ts.Node,
): { readonly error: string; readonly message: ts.Expression } | undefined {
  if (ts.isClassDeclaration(node)) {
    const call = nodesOf(node).find(
      (each): each is ts.CallExpression =>
        ts.isCallExpression(each) && each.expression.kind === ts.SyntaxKind.SuperKeyword,
    );
    return named(node.name?.text, call?.arguments[0]);
  }
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  return named(node.expression.text, node.arguments?.[0]);
}

function named(
  error: string | undefined,
  message: ts.Expression | undefined,
): { readonly error: string; readonly message: ts.Expression } | undefined {
  return error !== undefined && message && /^Ota\w+Error$/.test(error) ? { error, message } : undefined;
}

/** Lists the members of a union of texts in a source file, such as the reasons of an expression's problems. */
export function listUnion(file: string, name: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(root + file, "utf8"), ts.ScriptTarget.Latest);
  const type = nodesOf(source).find(
    (node): node is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(node) && node.name.text === name,
  );
  if (!type) throw new Error(`${file} has no type ${name}.`);
  return nodesOf(type).flatMap((node) => (ts.isStringLiteral(node) ? [node.text] : []));
}

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  ts.forEachChild(node, (child) => {
    nodes.push(...nodesOf(child));
  });
  return nodes;
}

/** The text of an expression; … stands for what only running code knows. */
function textOf(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join("");
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left) + textOf(node.right);
  return "…";
}
