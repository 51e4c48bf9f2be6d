// The floor for graph commands: nothing but reading every file of a directory.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';

const directory = process.argv[2] ?? '.';
let bytes = 0;
for (const name of readdirSync(directory)) bytes += readFileSync(join(directory, name)).length;
if (bytes === 0) process.exitCode = 1;
