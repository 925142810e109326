/** The records of a mock, such as its jobs; may change while it runs. Organizations never see each other's. */
export interface Records<Item, Key extends keyof Item = never> {
  /**
   * Adds records, each to the organization that its `orgId` names; takes lists, too. They are copied: use `update`
   * to change one.
   *
   * @throws Error if one does not match the spec, or if its organization already has one with its ID; then none is
   * added
   */
  add(...records: readonly (Item | readonly Item[])[]): void;
  /**
   * Replaces all records. Organizations stay known.
   *
   * @throws Error as `add` does; then the old records stay
   */
  replace(records: readonly Item[]): void;
  /**
   * Changes properties of a record. A property given as `undefined` is removed. `orgId` is needed only where several
   * organizations have a record with this ID.
   *
   * @throws Error if there is no such record, or if the changed one would not match the spec
   */
  update(id: string, changes: Changes<Item, Key>, orgId?: string): void;
  /**
   * Removes a record. `orgId` is needed only where several organizations have a record with this ID.
   *
   * @throws Error if there is no such record
   */
  remove(id: string, orgId?: string): void;
  /** Removes all records of an organization, which stays known; without `orgId`, of every organization. */
  clear(orgId?: string): void;
  /** The records of an organization in the order of the API; without `orgId`, of every organization. */
  list(orgId?: string): readonly Item[];
}

/** The properties that `update` can change: all but those that tell records apart. */
export type Changes<Item, Key extends keyof Item = never> = {
  readonly [Name in Exclude<keyof Item, Key>]?: Item[Name] | undefined;
};
