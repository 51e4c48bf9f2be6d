/** Marks each test that asked the PostgreSQL server something, for the closing line. */
import {Client} from 'pg';
import {afterEach, beforeEach} from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    askedServer?: boolean;
  }
}

let asked = 0;

Client.prototype.query = new Proxy(Reflect.get(Client.prototype, 'query'), {
  apply(query, client, words) {
    asked++;
    return Reflect.apply(query, client, words);
  },
});

beforeEach(() => {
  asked = 0;
});

afterEach(({task}) => {
  task.meta.askedServer = asked > 0;
});
