import { connect } from './org.js';
import { ACCOUNTS, connected, listenBehind, listenFromStart, recordIds } from './pubsub.js';
import { given, see } from './seen.js';

// Goes on where another one was killed.
const org = await connect();
const client = await connected();
const { events } = listenBehind(client, ACCOUNTS, given.replayId);
const missed = await events.next();
await see('made', org.create('Account', { Name: 'Fourth' }).then(({ id }) => id));
await see('heard', recordIds([missed, await events.next()]));
await see('all', listenFromStart(await connected(), ACCOUNTS).events.several(4).then(recordIds));
process.exit();
