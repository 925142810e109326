import { git } from "./git.ts";

/** The commit to compare the working tree with, or a warning that says why there is none. */
export type Base =
  | { readonly commit: string; readonly what: string; readonly warning?: string }
  | { readonly commit: undefined; readonly warning: string };

/**
 * Returns the commit to compare the current spec with: on a branch, the commit where it left main; on main, the last
 * release; before the first release, the last commit, which at least shows uncommitted changes.
 * @throws if the requested revision does not exist
 */
export function findBase(root: string, asked?: string): Base {
  if (asked !== undefined) {
    const commit = git(root, "rev-parse", "--verify", "--quiet", `${asked}^{commit}`);
    if (commit === undefined)
      throw new Error(`The git revision ${asked} does not exist in this repository${shallowness(root)}`);
    return { commit, what: asked };
  }
  const head = git(root, "rev-parse", "--verify", "--quiet", "HEAD");
  if (head === undefined) {
    return {
      commit: undefined,
      warning: "Nothing was compared: this is not a git repository, or it has no commits.",
    };
  }
  return branchPoint(root, head) ?? lastRelease(root) ?? lastCommit(root, head);
}

function branchPoint(root: string, head: string): Base | undefined {
  // A new branch without commits still points to the tip of main. Main itself, and a detached checkout of its tip,
  // have no branch point.
  const branch = git(root, "symbolic-ref", "--quiet", "--short", "HEAD") ?? "main";
  const refs = git(root, "for-each-ref", "--format=%(refname)", "refs/remotes/*/main", "refs/heads/main");
  for (const ref of refs?.split("\n").filter(Boolean) ?? []) {
    const commit = git(root, "merge-base", "HEAD", ref);
    if (commit !== undefined && (commit !== head || branch !== "main")) {
      return {
        commit,
        what: `the commit where the branch left ${ref.replace(/^refs\/(heads|remotes)\//, "")}`,
      };
    }
  }
  return undefined;
}

function lastRelease(root: string): Base | undefined {
  const tag = git(root, "describe", "--tags", "--abbrev=0", "--match=@enos-ota/client@*");
  const commit = tag && git(root, "rev-parse", `${tag}^{commit}`);
  return commit ? { commit, what: `the release ${tag}` } : undefined;
}

function lastCommit(root: string, commit: string): Base {
  return {
    commit,
    what: "the last commit",
    warning: `No main branch to compare with and no release tag was found${shallowness(root)}. Compared with the last commit only: changes that are already committed were NOT checked.`,
  };
}

function shallowness(root: string): string {
  return git(root, "rev-parse", "--is-shallow-repository") === "true"
    ? " (the clone is shallow; to fetch the rest, run: git fetch --unshallow --tags)"
    : "";
}
