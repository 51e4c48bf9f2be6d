import {describe, expect, test} from 'vitest';
import {editorCommand} from '../../source/commands/editor-command.ts';
import {shellWords} from '../../source/commands/shell-words.ts';

describe('shellWords', () => {
  test.for([
    ['vi', ['vi']],
    ['  emacsclient  -t -a "" ', ['emacsclient', '-t', '-a', '']],
    ["'/opt/my editor/bin/ed' -n", ['/opt/my editor/bin/ed', '-n']],
    [
      String.raw`/opt/my\ editor "a \"b\" \c" 'd\e'`,
      ['/opt/my editor', String.raw`a "b" \c`, String.raw`d\e`],
    ],
    ['a"b c"d', ['ab cd']],
    ['', []],
  ] as const)('%s → %j', ([command, words]) => {
    expect(shellWords(command)).toEqual(words);
  });

  test('refuses a quote that is not closed', () => {
    expect(() => shellWords('vi "a')).toThrow(expect.objectContaining({code: 'editor_failed'}));
  });
});

describe('editorCommand', () => {
  test.for([
    [{}, ['vi'], 'vi when nothing is said'],
    [{EDITOR: 'nano'}, ['nano'], 'EDITOR'],
    [{EDITOR: 'nano', VISUAL: 'vim -n'}, ['vim', '-n'], 'VISUAL before EDITOR'],
    [
      {EDITOR: 'nano', VISUAL: 'vim', ATHANOR_EDITOR: 'helix'},
      ['helix'],
      'ATHANOR_EDITOR before both',
    ],
    [{EDITOR: 'nano', VISUAL: ' '}, ['nano'], 'an empty one says nothing'],
    [{EDITOR: 'code'}, ['code', '--wait'], 'an editor that would return at once waits'],
    [{EDITOR: '/usr/bin/subl -n'}, ['/usr/bin/subl', '--wait', '-n'], 'also by its path'],
    [{EDITOR: 'zed --wait'}, ['zed', '--wait'], 'told once is enough'],
    [{EDITOR: 'cursor -w'}, ['cursor', '-w'], 'by the short word too'],
    [
      {EDITOR: String.raw`'C:\Code\Code.cmd'`},
      [String.raw`C:\Code\Code.cmd`, '--wait'],
      'on Windows',
    ],
  ] as const)('%j → %j: %s', ([environment, command]) => {
    expect(editorCommand(environment)).toEqual(command);
  });
});
