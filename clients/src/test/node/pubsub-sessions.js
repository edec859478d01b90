import { connect, oauth2 } from './org.js';
import { ACCOUNTS, connected, listen, listenBehind, recordIds } from './pubsub.js';
import { given, see } from './seen.js';

const org = await connect();
const make = async (Name) => (await org.create('Account', { Name })).id;

// The session has ended when the client asks for more. It doesn't sign in by itself, but does when it is told to, and
// goes on behind the last event.
const client = await connected();
const before = await listen(client, ACCOUNTS, 1);
const made = [await make('Before')];
const last = await before.events.next();
await before.of('lastEvent').next();
client.requestAdditionalEvents(ACCOUNTS, 1);
await see('asking', before.broken());
made.push(await make('Meanwhile'));
await client.connect();
const after = listenBehind(client, ACCOUNTS, last.replayId);
made.push(await make('Afterwards'));
await see('made', made);
await see('heard', recordIds([last, ...(await after.events.several(2))]));

// The session ends while the client waits. Whoever has brought its token must bring another one.
const { accessToken } = await connect();
const supplied = (token) =>
  connected({
    authType: 'user-supplied',
    accessToken: token,
    instanceUrl: given.url.replace('http:', 'https:'),
    organizationId: given.organizationId,
  });
const waiting = await supplied(accessToken);
const waited = await listen(waiting, ACCOUNTS);
await oauth2().revokeToken(accessToken);
const ended = await see('waiting', waited.broken());
await waiting.connect();
await see('connectedAgain', listenBehind(waiting, ACCOUNTS, ended.lastReplayId).broken());
await see('missedId', make('Missed'));
const renewed = await supplied((await connect()).accessToken);
await see('missed', listenBehind(renewed, ACCOUNTS, ended.lastReplayId).events.several(1).then(recordIds));
process.exit();
