// Renders the OpenAPI document as plain Markdown: readable without scripts, searchable offline, and nothing leaves
// the page. Requests are tried in the playground.

/** The part of an OpenAPI 3.1 schema that the pages show. */
interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
}

interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

interface Media {
  readonly schema?: Schema;
  readonly examples?: Readonly<
    Record<string, { readonly $ref?: string; readonly summary?: string; readonly value?: unknown }>
  >;
}

interface Answer {
  readonly $ref?: string;
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly $ref?: string; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
}

/** The part of the document that the pages show. */
export interface ApiDocument {
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly "x-enos-error-codes"?: Readonly<Record<string, ErrorCode>>;
}

interface ErrorCode {
  readonly name: string;
  readonly message: string;
  readonly meaning: string;
  readonly retryable: boolean;
}

/** Writes the page "The API": operations, schemas and error codes. */
export function renderApi(document: ApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => renderOperation(document, path, method, operation)),
  );
  return [
    `# ${document.info.title}`,
    "",
    document.info.description ?? "",
    "",
    "This page is written from the OpenAPI document that the packages are generated from; the document itself is",
    "part of the client: `@enos-ota/client/openapi.yaml`. [Try requests in the playground](/playground/).",
    "",
    legend,
    "",
    "## Operations",
    "",
    ...operations,
    "## Schemas",
    "",
    ...Object.entries(schemasOf(document)).map(([name, schema]) => renderSchema(name, schema)),
    "## Error codes",
    "",
    ...renderCodes(document["x-enos-error-codes"] ?? {}),
    "",
  ].join("\n");
}

const legend = [
  "::: info How well each fact is known",
  "**documented**: stated by a page of the vendor's documentation. **seen in samples**: shown by the vendor's samples,",
  "stated nowhere. **assumed**: known from nowhere; the safe behaviour was chosen, and the mock's `profile` can change it.",
  ":::",
].join("\n");

function renderOperation(document: ApiDocument, path: string, method: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map((parameter) => resolve<Parameter>(document, parameter));
  const body =
    operation.requestBody && resolve<NonNullable<Operation["requestBody"]>>(document, operation.requestBody);
  return [
    `### ${operation.summary ?? operation.operationId} {#${operation.operationId}}`,
    "",
    `<span class="api-method">${method.toUpperCase()}</span> \`${path}\``,
    "",
    provenance(operation.description),
    "",
    ...(parameters.length > 0
      ? [
          "| Parameter | In | Type | Description |",
          "| --- | --- | --- | --- |",
          ...parameters.map(
            ({ name, in: place, schema, required, description }) =>
              `| \`${name}\`${required ? "" : " (optional)"} | ${place} | ${typeOf(schema)} | ${cell(description)} |`,
          ),
          "",
        ]
      : []),
    ...(body ? ["**Request body**", "", ...renderMedia(document, body.content)] : []),
    "**Responses**",
    "",
    ...Object.entries(operation.responses).flatMap(([status, answer]) => {
      const { description, content } = resolve<Answer>(document, answer);
      return [
        `::: details ${status}: ${plain(description)}`,
        "",
        ...renderMedia(document, content ?? {}),
        ":::",
        "",
      ];
    }),
  ].join("\n");
}

function renderMedia(document: ApiDocument, content: Readonly<Record<string, Media>>): string[] {
  return Object.entries(content).flatMap(([type, { schema, examples }]) => [
    `\`${type}\`${schema ? `: ${typeOf(schema)}` : ""}`,
    "",
    ...Object.entries(examples ?? {}).flatMap(([name, reference]) => {
      const { summary, value } = resolve<{ summary?: string; value?: unknown }>(document, reference);
      return [
        `_${name}_${summary ? `: ${plain(summary)}` : ""}`,
        "",
        "```json",
        JSON.stringify(value, undefined, 2),
        "```",
        "",
      ];
    }),
  ]);
}

function renderSchema(name: string, schema: Schema): string {
  const required = schema.required ?? [];
  const rows = Object.entries(schema.properties ?? {}).map(
    ([property, member]) =>
      `| \`${property}\`${required.includes(property) ? "" : " (optional)"} | ${typeOf(member)} | ${cell(member.description)} |`,
  );
  return [
    `### ${name} {#schema-${name.toLowerCase()}}`,
    "",
    provenance(schema.description),
    "",
    ...(rows.length > 0
      ? ["| Property | Type | Description |", "| --- | --- | --- |", ...rows]
      : [typeOf(schema)]),
    "",
  ].join("\n");
}

function renderCodes(codes: Readonly<Record<string, ErrorCode>>): string[] {
  return [
    "| Code | Name | Message | Meaning | Retried |",
    "| --- | --- | --- | --- | --- |",
    ...Object.entries(codes).map(
      ([code, { name, message, meaning, retryable }]) =>
        `| ${code} | \`${name}\` | ${cell(message)} | ${cell(meaning)} | ${retryable ? "yes" : "no"} |`,
    ),
  ];
}

function schemasOf(document: ApiDocument): Readonly<Record<string, Schema>> {
  return (document.components["schemas"] ?? {}) as Readonly<Record<string, Schema>>;
}

function resolve<T>(document: ApiDocument, value: { readonly $ref?: string } | T): T {
  const reference = typeof value === "object" && value !== null && "$ref" in value ? value.$ref : undefined;
  if (reference === undefined) return value as T;
  const [, , kind = "", name = ""] = reference.split("/");
  const target = document.components[kind]?.[name];
  if (target === undefined) throw new Error(`The document has no ${reference}.`);
  return target as T;
}

/** The type of a schema in a few words, with a link where it has a name. */
function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    return `[${name}](#schema-${name.toLowerCase()})`;
  }
  const choices = schema.oneOf ?? schema.anyOf;
  if (choices) return choices.map(typeOf).join(" or ");
  if (schema.allOf) return schema.allOf.map(typeOf).join(" and ");
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
  const types = typeof schema.type === "string" ? [schema.type] : (schema.type ?? ["any"]);
  const named = types
    .map((type) => (type === "array" ? `array of ${typeOf(schema.items ?? {})}` : type))
    .join(" or ");
  const bounds = [schema.minimum, schema.maximum];
  const range = bounds.some((bound) => bound !== undefined)
    ? `, ${bounds[0] ?? ""} to ${bounds[1] ?? "…"}`
    : "";
  return named + (schema.format ? ` (${schema.format}${range})` : range);
}

/** Turns the tags of a description into badges. */
function provenance(description: string | undefined): string {
  return escapeHtml(description ?? "").replace(
    /\[(documented|seen in samples|assumed)(?: in ([^\]]*))?\]/g,
    (_, tag: string, pages?: string) =>
      `<span class="api-tag ${tag.split(" ")[0]}"${pages ? ` title="${pages}"` : ""}>${tag}</span>`,
  );
}

function cell(description: string | undefined): string {
  return provenance(description)
    .replaceAll("|", "\\|")
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

/** For places that take no HTML, such as the title of a block. */
function plain(text: string): string {
  return text
    .replace(/\s*\[(?:documented[^\]]*|seen in samples|assumed)\]/g, "")
    .replace(/\s*\n\s*/g, " ")
    .trim();
}

function escapeHtml(text: string): string {
  return text.replaceAll("<", "&lt;").replaceAll("{{", "&#123;&#123;");
}
