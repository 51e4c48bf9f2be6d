/** Two warnings tell users nothing they could act upon: that type stripping is new, and that a package does not name its module type. */
const idle = /stripTypeScriptTypes|MODULE_TYPELESS_PACKAGE_JSON/;

let active = 0;
let restore: () => void = () => undefined;

/** Does something while Node keeps those warnings to itself. May overlap with itself. */
export async function quietly<Result>(perform: () => Result | Promise<Result>): Promise<Result> {
  if (active++ === 0) restore = filter();
  try {
    return await perform();
  } finally {
    if (--active === 0) restore();
  }
}

function filter(): () => void {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  const emit = process.emitWarning.bind(process);
  process.emitWarning = (...words: readonly unknown[]) => {
    const about = words.map((word) =>
      word instanceof Error ? word.message : JSON.stringify(word),
    );
    if (!about.some((word) => idle.test(word))) Reflect.apply(emit, undefined, words);
  };
  return () => {
    if (original) Object.defineProperty(process, 'emitWarning', original);
  };
}
