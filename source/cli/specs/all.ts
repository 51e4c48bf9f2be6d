import type {CommandSpec} from '../spec.ts';
import {adopt} from './adopt.ts';
import {branches} from './branches.ts';
import {check} from './check.ts';
import {completion} from './completion.ts';
import {current} from './current.ts';
import {diff} from './diff.ts';
import {doctor} from './doctor.ts';
import {downgrade} from './downgrade.ts';
import {edit} from './edit.ts';
import {ensureVersion} from './ensure-version.ts';
import {heads} from './heads.ts';
import {history} from './history.ts';
import {ignore} from './ignore.ts';
import {init} from './init.ts';
import {listTemplates} from './list-templates.ts';
import {log} from './log.ts';
import {merge} from './merge.ts';
import {rebase} from './rebase.ts';
import {revert} from './revert.ts';
import {revision} from './revision.ts';
import {schema} from './schema.ts';
import {show} from './show.ts';
import {stamp} from './stamp.ts';
import {status} from './status.ts';
import {upgrade} from './upgrade.ts';

/** Every command, in the order in which `--help` lists them. */
export const specs: readonly CommandSpec[] = [
  status,
  history,
  heads,
  branches,
  show,
  schema,
  diff,
  upgrade,
  downgrade,
  stamp,
  current,
  log,
  ensureVersion,
  revert,
  ignore,
  revision,
  check,
  adopt,
  edit,
  merge,
  rebase,
  init,
  doctor,
  listTemplates,
  completion,
];
