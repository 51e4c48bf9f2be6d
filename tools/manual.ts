/** Writes the manual page into dist/; called by the build. */
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {manualPage} from '../source/cli/manual-page.ts';
import {specs} from '../source/cli/specs/all.ts';

const root = new URL('..', import.meta.url);
const manifest: {readonly version: string} = JSON.parse(
  readFileSync(new URL('package.json', root), 'utf8'),
);
mkdirSync(new URL('dist/man', root), {recursive: true});
writeFileSync(
  fileURLToPath(new URL('dist/man/athanor.1', root)),
  manualPage(specs, manifest.version),
);
