import { rehearse } from "./rehearse.ts";

// pnpm release:rehearse   releases to a registry on this machine, twice more after changes of the spec, as a user sees it
await rehearse((line) => console.log(line));
