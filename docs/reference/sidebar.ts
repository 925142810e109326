import { fileURLToPath } from "node:url";
import { topicsOf } from "./topics.ts";
import { listEntries } from "./typedoc.ts";

/** Where the repository is, seen from this file. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** The sidebar of the reference: the API, then each public entry of each package. */
export const referenceSidebar = [
  {
    text: "The API",
    items: [
      { text: "Operations and schemas", link: "/reference/api" },
      { text: "What is known", link: "/reference/facts" },
      { text: "Grammar of expressions", link: "/reference/grammar" },
    ],
  },
  {
    text: "Packages",
    items: (await listEntries(root)).map(({ name }) => ({
      text: name,
      link: `/reference/packages/${name}`,
      items: topicsOf(name).map(({ title, path }) => ({
        text: title[0]?.toUpperCase() + title.slice(1),
        link: `/reference/packages/${path}`,
      })),
    })),
  },
];
