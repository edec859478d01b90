import { connect } from './org.js';
import { ACCOUNTS, connected, listen } from './pubsub.js';
import { see, tellNow } from './seen.js';

// Hears two events, and the next one comes when nobody looks at it any more.
const org = await connect();
const make = async (Name) => (await org.create('Account', { Name })).id;
const { events } = await listen(await connected(), ACCOUNTS);
const made = [await make('First')];
await events.next();
made.push(await make('Second'));
const { replayId } = await events.next();
made.push(await make('Third'));
await see('made', made);
await see('replayId', String(replayId));
tellNow();
