import {globalOptions} from './parse.ts';
import type {ArgumentSpec, CommandSpec, OptionSpec} from './spec.ts';

/** The exit codes and what they mean, as they stand in the manual page. */
const exitCodes: readonly (readonly [code: string, means: string])[] = [
  ['0', 'done, nothing to do, or stopped by a person between two steps'],
  ['1', 'refused or failed; with --json, error.code tells which'],
  ['2', 'wrong usage'],
  ['3', 'a check found differences'],
  ['70', 'a defect of Athanor'],
  ['129, 130, 143', 'ended by a signal'],
];

const variables: readonly (readonly [name: string, means: string])[] = [
  [
    'ATHANOR_DATABASE_URL',
    'the address of the database, instead of the one in the MikroORM configuration',
  ],
  ['ATHANOR_ENVIRONMENT', 'the environment, as -n'],
  ['ATHANOR_CONFIG', 'the configuration file, as -c'],
  ['ATHANOR_EDITOR, VISUAL, EDITOR', 'the editor; the first that is set'],
  ['NO_COLOR', 'no colours'],
];

/** The manual page of `athanor`, in the language of man(7), made from what the parser and the help are made from. */
export function manualPage(specs: readonly CommandSpec[], version: string): string {
  return [
    `.TH ATHANOR 1 "" "athanor ${text(version)}" "User Commands"`,
    '.SH NAME',
    String.raw`athanor \- a migration workbench for MikroORM on PostgreSQL and SQLite`,
    '.SH SYNOPSIS',
    String.raw`\fBathanor\fR [\fIoptions\fR] [\fIcommand\fR]`,
    '.SH DESCRIPTION',
    'Without a command, on a terminal, opens the workbench; without a terminal, prints where the project stands.',
    '.SH OPTIONS',
    ...globalOptions.flatMap(option),
    '.SH COMMANDS',
    ...specs.flatMap(command),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(definition),
    '.SH ENVIRONMENT',
    ...variables.flatMap(definition),
    '',
  ].join('\n');
}

function command(spec: CommandSpec): readonly string[] {
  return [
    `.SS ${text([spec.name, ...spec.arguments.map(placeholder)].join(' '))}`,
    text(spec.description),
    ...spec.options.flatMap(option),
    ...spec.examples.flatMap(({line, does}) => [
      '.TP',
      String.raw`\fB${text(line)}\fR`,
      text(does),
    ]),
  ];
}

function placeholder({name, required = false, many = false}: ArgumentSpec): string {
  const inner = `${name.toUpperCase()}${many ? '...' : ''}`;
  return required ? inner : `[${inner}]`;
}

const option = ({flags, description}: OptionSpec): readonly string[] =>
  definition([flags, description]);

const definition = ([term, means]: readonly [string, string]): readonly string[] => [
  '.TP',
  String.raw`\fB${text(term)}\fR`,
  text(means),
];

/** Text that troff takes as it is: no dash is a hyphen, no line begins a request. */
function text(plain: string): string {
  return plain
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll(/[^\x20-\x7E]/gu, (sign) => `\\[u${codePoint(sign)}]`)
    .replace(/^[.']/, String.raw`\&$&`);
}

const codePoint = (sign: string): string =>
  (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
