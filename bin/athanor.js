#!/usr/bin/env node
// Read by whatever Node there is, so it names the Node that is needed before anything newer is loaded.
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const [major, minor] = process.versions.node.split('.').map(Number);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const recent = major > 22 || (major === 22 && minor >= 18);
const ownNode = join(root, 'node_modules', 'node', 'bin', 'node');
const checkout = existsSync(join(root, 'tools', 'build.ts'));

if (!recent && !(checkout && existsSync(ownNode))) {
  console.error(`error: athanor needs Node 22.18 or later, this is ${process.versions.node}`);
  process.exitCode = 1;
} else if (!recent) {
  // In a checkout of Athanor itself: go on under the Node that it brings.
  const {status, signal} = spawnSync(ownNode, process.argv.slice(1), {stdio: 'inherit'});
  if (signal) process.kill(process.pid, signal);
  process.exitCode = status ?? 1;
} else {
  if (checkout && !existsSync(join(root, 'dist', 'cli.js'))) {
    spawnSync(process.execPath, [join(root, 'tools', 'build.ts')], {stdio: ['ignore', 2, 2]});
  }
  await import('../dist/cli.js');
}
