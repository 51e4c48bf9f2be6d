import {hostname, userInfo} from 'node:os';

/** Who this is, for whoever has to wait: `ana@build-7`. */
export function holderName(): string {
  return `${user()}@${hostname()}`;
}

function user(): string {
  try {
    return userInfo().username;
  } catch {
    // An account without a name, as in some containers.
    return String(process.getuid?.() ?? 'unknown');
  }
}
