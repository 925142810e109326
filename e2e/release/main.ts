import { rehearse } from "./rehearse.ts";

// pnpm release:rehearse   releases five times to a registry on this machine, and follows as a user
await rehearse((line) => console.log(line), true);
