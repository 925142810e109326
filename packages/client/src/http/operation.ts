/** What the spec says about an operation. */
export interface Operation {
  /** Its name, such as `searchOtaJobs`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Whether it is signed; token calls are not, and their answers have a form of their own. */
  readonly signed: boolean;
  /** The permission that the service account needs. */
  readonly permission?: string;
}
