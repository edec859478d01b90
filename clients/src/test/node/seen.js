// What a script is given and what it has seen: one JSON document each, on standard input and standard output.
import { readFileSync, writeSync } from 'node:fs';

export const given = JSON.parse(readFileSync(0, 'utf8'));

const seen = {};

process.on('exit', () => writeSync(1, JSON.stringify(seen)));

/** Tells what has been seen so far, in a line, to who will kill the script then. */
export const tellNow = () => writeSync(1, `${JSON.stringify(seen)}\n`);

/** Notes what a call has brought, and passes it on. */
export async function see(name, call) {
  if (name in seen) {
    throw new Error(`Seen twice: ${name}`);
  }
  const what = await call;
  seen[name] = what ?? null;
  return what;
}

/** Notes how a call was refused; that it wasn't is noted, too. */
export async function seeRefusal(name, call) {
  await see(
    name,
    call().then(
      (what) => ({ refused: false, what }),
      (error) => ({ refused: true, name: error.name, code: error.errorCode, message: error.message, data: error.data }),
    ),
  );
}
