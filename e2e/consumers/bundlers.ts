import { build as esbuild } from "esbuild";
import { build as vite } from "vite";
import webpack from "webpack";
import type { Consumer } from "../support/consumer.ts";

/** Bundles `core.js` of a project for browsers, without a warning; returns the path of the bundle. */
export type Bundle = (project: Consumer) => Promise<string>;

const viaEsbuild: Bundle = async (project) => {
  const outfile = project.path("esbuild.mjs");
  const { warnings } = await esbuild({
    absWorkingDir: project.root,
    entryPoints: ["core.js"],
    outfile,
    bundle: true,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
  });
  refuse(warnings.map(({ text }) => text));
  return outfile;
};

const viaVite: Bundle = async (project) => {
  const warnings: string[] = [];
  await vite({
    root: project.root,
    configFile: false,
    logLevel: "silent",
    build: {
      lib: { entry: "core.js", formats: ["es"], fileName: "vite" },
      outDir: "vite",
      rollupOptions: { onwarn: ({ message }) => warnings.push(message) },
    },
  });
  refuse(warnings);
  return project.path("vite/vite.js");
};

const viaWebpack: Bundle = (project) =>
  new Promise((done, fail) => {
    const configuration: webpack.Configuration = {
      context: project.root,
      mode: "production",
      target: "web",
      entry: "./core.js",
      experiments: { outputModule: true },
      output: { path: project.root, filename: "webpack.mjs", library: { type: "module" } },
      performance: false,
    };
    webpack(configuration, (error, stats) => {
      const { errors = [], warnings = [] } =
        stats?.toJson({ all: false, errors: true, warnings: true }) ?? {};
      try {
        if (error) throw error;
        refuse([...errors, ...warnings].map(({ message }) => message));
        done(project.path("webpack.mjs"));
      } catch (problem) {
        fail(problem);
      }
    });
  });

/** The bundlers of the matrix. */
export const bundlers: readonly (readonly [string, Bundle])[] = [
  ["esbuild", viaEsbuild],
  ["Vite", viaVite],
  ["webpack", viaWebpack],
];

function refuse(warnings: readonly string[]): void {
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
}
