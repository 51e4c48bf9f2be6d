import {span, type Line} from '../../text/spans.ts';
import {visibleLines} from '../../text/visible.ts';
import type {Tone} from '../../theme/tones.ts';

const pieces =
  /(?<comment>\/\*.*?\*\/|^\s*\*.*$|\/\*\*?.*$|\/\/.*$)|(?<string>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`)|(?<keyword>\b(?:import|export|from|type|const|let|function|async|await|return|null|true|false|if|for|of|new|as|satisfies)\b)|(?<number>\b\d+\b)/g;

const tones: Readonly<Record<string, Tone>> = {
  comment: 'comment',
  string: 'string',
  keyword: 'keyword',
  number: 'number',
};

/** TypeScript as numbered, coloured lines; coloured line by line, which a revision file bears. */
export function sourceLines(source: string): readonly Line[] {
  const lines = visibleLines(source.replace(/\n$/, ''));
  const columns = String(lines.length).length;
  return lines.map((line, at) => coloured(line, `${String(at + 1).padStart(columns)}  `));
}

function coloured(line: string, number: string): Line {
  const spans: Line[] = [[span(number, 'dim')]];
  let end = 0;
  for (const match of line.matchAll(pieces)) {
    const name =
      Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? '';
    spans.push([span(line.slice(end, match.index)), span(match[0], tones[name])]);
    end = match.index + match[0].length;
  }
  return [...spans.flat(), span(line.slice(end))].filter(({text}) => text !== '');
}
