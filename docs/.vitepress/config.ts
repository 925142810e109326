import { defineConfig } from "vitepress";
import llmstxt from "vitepress-plugin-llms";
import { referenceSidebar, root } from "../reference/sidebar.ts";
import { expandErrorCodes } from "./errorCodes.ts";
import { expandSections } from "./sections.ts";

/** A page with what it takes from other files. */
const expand = (source: string): string => expandErrorCodes(expandSections(source, root), root);

const repository = "https://github.com/enos-ota/enos-ota";

export default defineConfig({
  title: "enos-ota",
  description:
    "The TypeScript SDK for searching OTA firmware jobs on EnOS: typed client, query language, mock, command line.",
  // GitHub Pages serves a project below its name; a local server serves it at the root.
  base: process.env["DOCS_BASE"] ?? "/",
  cleanUrls: true,
  lastUpdated: false,
  srcExclude: ["decisions/README.md", "reference/packages/README.md"],
  head: [
    ["link", { rel: "icon", type: "image/svg+xml", href: `${process.env["DOCS_BASE"] ?? "/"}logo.svg` }],
  ],
  // The high-contrast themes pass axe in both schemes.
  markdown: { theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" } },
  themeConfig: {
    logo: "/logo.svg",
    search: {
      provider: "local",
      options: { _render: (source, env, markdown) => markdown.render(expand(source), env) },
    },
    outline: { level: [2, 3] },
    nav: [
      { text: "Guide", link: "/guide/getting-started", activeMatch: "^/guide/" },
      { text: "Cookbook", link: "/cookbook/", activeMatch: "^/cookbook/" },
      { text: "Playground", link: "/playground/" },
      { text: "Reference", link: "/reference/", activeMatch: "^/reference/" },
    ],
    sidebar: {
      "/reference/": referenceSidebar,
      "/": [
        {
          text: "Guide",
          items: [
            { text: "Getting started", link: "/guide/getting-started" },
            { text: "Authorization", link: "/guide/authorization" },
            { text: "Expressions", link: "/guide/expressions" },
            { text: "Pages and moving lists", link: "/guide/pages" },
            { text: "Waiting for a rollout", link: "/guide/waiting" },
            { text: "Errors and retries", link: "/guide/errors" },
            { text: "Testing with the mock", link: "/guide/testing" },
            { text: "The command line", link: "/guide/command-line" },
            { text: "Validation", link: "/guide/validation" },
            { text: "Tracing", link: "/guide/tracing" },
            { text: "React, Vue and others", link: "/guide/frameworks" },
            { text: "Web pages and Next.js", link: "/guide/web-pages" },
            { text: "Proxies and private authorities", link: "/guide/networks" },
            { text: "Fleets and quotas", link: "/guide/fleets" },
          ],
        },
        { text: "Cookbook", link: "/cookbook/" },
        { text: "Troubleshooting", link: "/troubleshooting" },
        { text: "Comparison", link: "/comparison" },
        { text: "Benchmarks", link: "/benchmarks" },
        { text: "Versioning and migration", link: "/versioning" },
      ],
    },
    socialLinks: [{ icon: "github", link: repository }],
    editLink: { pattern: `${repository}/edit/main/docs/:path` },
    footer: { message: "MIT. Not affiliated with Envision Digital; EnOS is theirs." },
  },
  vite: {
    plugins: [
      {
        name: "text-of-other-files",
        enforce: "pre",
        transform: (source, id) => (id.endsWith(".md") ? expand(source) : undefined),
      },
      llmstxt(),
    ],
    // The workspace's packages are bundled like our own code; the mock loads Prism only in its server.
    ssr: { noExternal: [/^@enos-ota\//] },
  },
});
