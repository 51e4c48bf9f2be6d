import {AthanorError} from '../../errors.ts';
import type {CommandSpec} from '../spec.ts';

export const edit: CommandSpec = {
  name: 'edit',
  group: 'Revisions',
  summary: 'open revision files in your editor',
  description:
    'Opens the files of revisions in ATHANOR_EDITOR, VISUAL or EDITOR and waits for it. With --json it prints the paths and opens nothing.',
  arguments: [
    {
      name: 'revision',
      description: 'an id or the start of one, a label, head, heads, current',
      required: true,
      many: true,
      completes: 'revisions',
    },
  ],
  options: [],
  examples: [
    {line: 'athanor edit head', does: 'the newest revision'},
    {line: 'athanor edit 1975 --json', does: 'where its file is'},
  ],
  async perform(context, given) {
    const {filesToEdit, openInEditor} = await import('../../commands/edit.ts');
    await using project = await context.open();
    const answer = await filesToEdit(project, {targets: given.words('revision')});
    if (context.json) context.print(answer, () => '');
    else if (context.interactive) await openInEditor(answer.files, context.surroundings.variables);
    else throw noTerminal(answer.files);
    return 0;
  },
};

function noTerminal(files: readonly string[]): AthanorError {
  return new AthanorError('editor_failed', 'there is no terminal to edit on', {
    hint: `the files are ${files.join(', ')}`,
    details: {files},
  });
}
