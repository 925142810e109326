import { git } from "./git.ts";

/** The commit that the working tree is compared with, or why there is none. */
export type Base =
  | { readonly commit: string; readonly what: string; readonly warning?: string }
  | { readonly commit: undefined; readonly warning: string };

/**
 * Finds what the present spec has to be compared with: the commit where this branch left main; on main itself the
 * last release; before the first release the last commit, which at least shows what is not yet committed.
 * Throws if a revision was asked for that does not exist.
 */
export function findBase(root: string, asked?: string): Base {
  if (asked !== undefined) {
    const commit = git(root, "rev-parse", "--verify", "--quiet", `${asked}^{commit}`);
    if (commit === undefined) throw new Error(`git knows no revision ${asked} here${shallowness(root)}`);
    return { commit, what: asked };
  }
  const head = git(root, "rev-parse", "--verify", "--quiet", "HEAD");
  if (head === undefined) {
    return {
      commit: undefined,
      warning: "This is no git repository with a commit: nothing to compare with.",
    };
  }
  return branchPoint(root, head) ?? lastRelease(root) ?? lastCommit(root, head);
}

function branchPoint(root: string, head: string): Base | undefined {
  // A new branch still stands where it left main; main itself, and a checkout of its tip, have left nothing.
  const branch = git(root, "symbolic-ref", "--quiet", "--short", "HEAD") ?? "main";
  const refs = git(root, "for-each-ref", "--format=%(refname)", "refs/remotes/*/main", "refs/heads/main");
  for (const ref of refs?.split("\n").filter(Boolean) ?? []) {
    const commit = git(root, "merge-base", "HEAD", ref);
    if (commit !== undefined && (commit !== head || branch !== "main")) {
      return { commit, what: `where the branch left ${ref.replace(/^refs\/(heads|remotes)\//, "")}` };
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
    warning: `No other branch and no release is known here${shallowness(root)}: compared with the last commit only, so what is already committed was NOT compared.`,
  };
}

function shallowness(root: string): string {
  return git(root, "rev-parse", "--is-shallow-repository") === "true"
    ? " (the clone is shallow; git fetch --unshallow --tags brings the rest)"
    : "";
}
