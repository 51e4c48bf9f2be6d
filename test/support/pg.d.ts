/** What the tests use of the driver, which brings no types of its own. */
declare module 'pg' {
  export interface ClientOptions {
    readonly connectionString: string;
    readonly connectionTimeoutMillis?: number;
  }

  export class Client {
    constructor(options: string | ClientOptions);
    connect(): Promise<void>;
    // oxlint-disable-next-line typescript/no-explicit-any -- a row is whatever the query asks for
    query(sql: string, values?: readonly unknown[]): Promise<{readonly rows: any[]}>;
    end(): Promise<void>;
  }
}
