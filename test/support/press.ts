const named: Readonly<Record<string, string>> = {
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  pageup: '\u001B[5~',
  pagedown: '\u001B[6~',
  delete: '\u001B[3~',
  enter: '\r',
  // In the form that needs no waiting for what may follow.
  esc: '\u001B[27u',
  tab: '\t',
  'shift+tab': '\u001B[Z',
  space: ' ',
  backspace: '\u007F',
};

/** What a terminal sends for a key of this name: `j`, `enter`, `ctrl+d`. */
export function keyBytes(name: string): string {
  const known = named[name];
  if (known !== undefined) return known;
  const control = /^ctrl\+([a-z])$/.exec(name)?.[1];
  return control === undefined ? name : String.fromCodePoint(control.charCodeAt(0) - 96);
}
