import type {CommandSpec} from '../spec.ts';
import {branches} from './branches.ts';
import {heads} from './heads.ts';
import {history} from './history.ts';
import {show} from './show.ts';
import {status} from './status.ts';

/** Every command, in the order in which `--help` lists them. */
export const specs: readonly CommandSpec[] = [status, history, heads, branches, show];
