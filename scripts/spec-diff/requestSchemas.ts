/** Returns the names of the component schemas that requests use, directly or through other schemas. */
export function requestSchemas(document: object): ReadonlySet<string> {
  const found = new Set<string>();
  visit(document, false);
  return found;

  function visit(value: unknown, inRequest: boolean): void {
    if (typeof value !== "object" || value === null) return;
    for (const [key, child] of Object.entries(value)) {
      if (inRequest && key === "$ref" && typeof child === "string") follow(child);
      // Components count only if a request refers to them.
      else if (key !== "components") visit(child, inRequest || key === "requestBody" || key === "parameters");
    }
  }

  function follow(ref: string): void {
    const [, , kind, name] = ref.split("/");
    if (kind !== "schemas" || name === undefined || found.has(name)) return;
    found.add(name);
    const { components } = document as { components: { schemas: Record<string, unknown> } };
    visit(components.schemas[name], true);
  }
}
