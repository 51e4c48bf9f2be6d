/** Lends the terminal to some work and takes it back afterwards, with everything drawn anew. */
export type Suspend = (work: () => Promise<void>) => Promise<void>;
