import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";

import { otaExpression } from "@enos-ota/query/codemirror";
import { tags } from "@lezer/highlight";

/** CodeMirror's own colours have too little contrast in the dark scheme. */
const colours = HighlightStyle.define([
  { tag: tags.string, color: "var(--enos-good)" },
  { tag: tags.keyword, color: "var(--vp-c-brand-1)", fontWeight: "600" },
  { tag: tags.operatorKeyword, color: "var(--vp-c-brand-1)" },
  { tag: tags.propertyName, color: "var(--vp-c-text-1)" },
]);

/** An editor for one expression. */
export interface Editor {
  /** Replaces the text, unless it is the same already. */
  setText(text: string): void;
  /** Removes the editor from the page. */
  destroy(): void;
}

/** Makes an editor with highlighting, completion and problems as one types. Tab leaves it, as in any text field. */
export function createEditor(parent: HTMLElement, text: string, onChange: (text: string) => void): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        closeBrackets(),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        placeholder("status = 'started' and name like 'pump'"),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": "Expression",
          "aria-labelledby": "expression-label",
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onChange(update.state.doc.toString());
        }),
        syntaxHighlighting(colours),
        otaExpression(),
      ],
    }),
  });
  return {
    setText(next) {
      const current = view.state.doc.toString();
      if (next !== current) view.dispatch({ changes: { from: 0, to: current.length, insert: next } });
    },
    destroy: () => view.destroy(),
  };
}
