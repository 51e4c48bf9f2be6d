/** A block of a document and what follows it as its output. */
export interface Example {
  readonly code: string;
  /** `undefined` where the document shows none. */
  readonly output: string | undefined;
}

/** The examples of a document: blocks in this language, each with the `text` block behind it, if one follows at once. */
export function examplesIn(document: string, language: string): readonly Example[] {
  const block = new RegExp(
    `^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`\\n(?:\\n\`\`\`text\\n([\\s\\S]*?)^\`\`\`\\n)?`,
    'gm',
  );
  return [...document.matchAll(block)].map(([, code = '', output]) => ({code, output}));
}
