import {AthanorError} from '../../errors.ts';
import {scripts, shells} from '../completion/scripts.ts';
import type {CommandSpec} from '../spec.ts';

export const completion: CommandSpec = {
  name: 'completion',
  group: 'Project',
  summary: 'let a shell complete commands and revision ids',
  description:
    'Prints what bash, zsh or fish has to read to complete commands, options, and revision ids with their messages.',
  arguments: [{name: 'shell', description: 'bash, zsh or fish', required: true, completes: shells}],
  options: [],
  examples: [
    {line: 'source <(athanor completion bash)', does: 'in ~/.bashrc'},
    {line: 'source <(athanor completion zsh)', does: 'in ~/.zshrc, after compinit'},
    {line: 'athanor completion fish | source', does: 'in ~/.config/fish/config.fish'},
  ],
  perform(context, given) {
    const asked = given.word('shell');
    const shell = shells.find((name) => name === asked);
    if (shell === undefined) {
      throw new AthanorError('usage', `${asked} is no shell that can be completed in`, {
        hint: `say ${shells.join(', ')}`,
      });
    }
    const script = scripts[shell];
    context.print({shell, script}, () => script);
    return Promise.resolve(0);
  },
};
