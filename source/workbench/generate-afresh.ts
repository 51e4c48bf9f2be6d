import {fork} from 'node:child_process';
import {fileURLToPath} from 'node:url';
import {autogenerate, type Generated} from '../commands/autogenerate.ts';
import {openProject, type OpenOptions} from '../commands/open-project.ts';
import {AthanorError, asAthanorError, type ErrorCode} from '../errors.ts';

/** By this word a process knows that it is to compare and to say nothing else. */
const errand = 'athanor-autogenerate';

type Answer =
  | {readonly kind: 'done'; readonly generated: Generated}
  | {
      readonly kind: 'failed';
      readonly code: ErrorCode;
      readonly message: string;
      readonly hint: string | undefined;
      readonly details: Readonly<Record<string, unknown>> | undefined;
    };

/**
 * Compares the entities as their files are now with the revisions. A process loads a module once, so one that stays
 * open for hours would go on comparing what the entities were when it first looked; another process does it instead.
 * What the user's own code prints goes nowhere.
 */
export async function generateAfresh({
  directory,
  file,
  environment,
  database,
}: OpenOptions): Promise<Generated> {
  const child = fork(fileURLToPath(import.meta.url), [errand], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the only messages that the other process sends are answers
      child.once('message', (message) => resolve(message as Answer));
      child.once('error', reject);
      child.once('exit', (code, signal) => reject(endedEarly(signal ?? String(code))));
      child.send({directory, file, environment, database});
    });
    if (answer.kind === 'done') return answer.generated;
    throw new AthanorError(answer.code, answer.message, answer);
  } finally {
    child.kill();
  }
}

function endedEarly(how: string): AthanorError {
  return new AthanorError('load_failed', `loading the entities ended the process: ${how}`, {
    hint: '"athanor check" shows what they print',
  });
}

async function answerTo(options: OpenOptions): Promise<Answer> {
  try {
    await using project = await openProject(options);
    return {kind: 'done', generated: await autogenerate(project)};
  } catch (error) {
    const {code, message, hint, details} = asAthanorError(error);
    return {kind: 'failed', code, message, hint, details};
  }
}

if (process.argv[2] === errand && process.send !== undefined) {
  process.once('message', (options: OpenOptions) => {
    void answerTo(options).then((answer) => process.send?.(answer));
  });
}
