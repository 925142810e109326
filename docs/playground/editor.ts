import { closeBrackets } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";

import { otaExpression } from "@enos-ota/query/codemirror";

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
