import { connect } from './org.js';
import { ACCOUNTS, connected, listen, listenBehind, recordIds } from './pubsub.js';
import { given, see } from './seen.js';

// The org is restarted while a client waits. The client only says that the stream is broken.
const org = await connect();
const make = async (on, Name) => (await on.create('Account', { Name })).id;
const client = await connected();
const before = await listen(client, ACCOUNTS);
const made = [await make(org, 'Heard')];
const last = await before.events.next();
const [broken] = await Promise.all([before.broken(), fetch(given.bell)]);
await see('broken', broken);
// The session has ended with the org.
await see('withoutSession', listenBehind(client, ACCOUNTS, last.replayId).broken());
made.push(await make(await connect(), 'Missed'));
await client.connect();
const after = listenBehind(client, ACCOUNTS, last.replayId);
made.push(await make(await connect(), 'After'));
await see('made', made);
await see('heard', recordIds([last, ...(await after.events.several(2))]));
process.exit();
