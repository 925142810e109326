/** Something that can stand in place of the last word. */
export type Suggestion =
  | { readonly kind: "text"; readonly text: string; readonly description?: string | undefined }
  | { readonly kind: "file" };
