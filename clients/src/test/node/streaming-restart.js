import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { Inbox } from './inbox.js';
import { connect } from './org.js';
import { given, see } from './seen.js';

// The org is restarted while a client waits for events. It finds the way back by itself, learns that its session is
// over, and goes on with another one behind the last event.
const CHANGES = '/data/AccountChangeEvent';

async function listen(org, from, ...extensions) {
  const events = new Inbox();
  const client = org.streaming.createClient([...extensions, new StreamingExtension.Replay(CHANGES, from)]);
  await client.subscribe(CHANGES, events.put);
  return events;
}

const org = await connect();
const refusals = new Inbox();
const before = await listen(org, -1, new StreamingExtension.AuthFailure(refusals.put));
await org.create('Account', { Name: 'Heard' });
const last = await before.next();
const missed = await org.create('Account', { Name: 'Missed' });
await fetch(given.bell);
await see('refusal', refusals.next());

const again = await connect();
const after = await listen(again, last.event.replayId);
const made = await again.create('Account', { Name: 'After' });
await see('made', [missed.id, made.id]);
await see('heard', after.several(2));
process.exit();
