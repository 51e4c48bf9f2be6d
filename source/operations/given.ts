/** An object without the properties that are `undefined`. */
export type Given<T> = {
  readonly [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key];
} & {
  readonly [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** The object without what is `undefined`, so that equal things have equal JSON and equal keys. */
export function given<T extends object>(object: T): Given<T>;
export function given(object: object): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
