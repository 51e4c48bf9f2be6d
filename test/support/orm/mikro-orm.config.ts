import {defineConfig} from '@mikro-orm/sqlite';

/** A project without entities; the address comes from the environment, and with it the driver. */
export default defineConfig({dbName: ':memory:', entities: []});
