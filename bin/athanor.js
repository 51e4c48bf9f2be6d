#!/usr/bin/env node
// Plain JavaScript that an old Node can read: it says which Node is needed before anything newer is loaded.
var version = process.versions.node.split('.').map(Number);
if (version[0] < 22 || (version[0] === 22 && version[1] < 18)) {
  console.error('error: athanor needs Node 22.18 or later, this is ' + process.versions.node);
  process.exit(1);
}
import('../dist/cli.js');
