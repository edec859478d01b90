import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { Inbox } from './inbox.js';
import { connect, oauth2, withToken } from './org.js';
import { see, seeRefusal } from './seen.js';

const TOPIC = '/topic/Accounts';
const CHANGES = '/data/AccountChangeEvent';
const ALL = -2;
const NEW = -1;

const org = await connect();
const accounts = org.sobject('Account');
const make = async (Name) => (await accounts.create({ Name })).id;

/** Each kind of change of one account; other fields than the topic's aren't told. */
async function change(name) {
  const id = await make(name);
  await accounts.update({ Id: id, Phone: '1' });
  await accounts.update({ Id: id, Name: `${name} anew` });
  await accounts.destroy(id);
  await org.soap.undelete([id]);
  return id;
}

/** Subscribes and waits for the org's answer. */
async function listen(client, channel) {
  const inbox = new Inbox();
  const subscription = client.subscribe(channel, inbox.put);
  await subscription;
  return { inbox, subscription };
}

const replaying = (channel, from, ...more) =>
  org.streaming.createClient([new StreamingExtension.Replay(channel, from), ...more]);

/** The first events that a client gets that asks for a channel from a place on. */
async function replayed(channel, from, count) {
  const client = replaying(channel, from);
  const { inbox } = await listen(client, channel);
  const events = await inbox.several(count);
  await client.disconnect();
  return events;
}

await org.create('PushTopic', { Name: 'Accounts', Query: 'SELECT Id, Name FROM Account', ApiVersion: 65.0 });

const heard = new Inbox();
const topic = org.streaming.topic('Accounts');
const subscription = topic.subscribe(heard.put);
await subscription;
await see('changedId', change('Heard'));
const notifications = await see('notifications', heard.several(4));

const { inbox: changes } = await listen(org.streaming, CHANGES);
await see('capturedId', change('Captured'));
const events = await see('changes', changes.several(5));
topic.unsubscribe(subscription);

const places = (told) => told.map(({ event }) => event.replayId);
await see('replayedAll', replayed(TOPIC, ALL, 4).then(places));
await see('replayedBehind', replayed(TOPIC, notifications[1].event.replayId, 2).then(places));
await see('changesReplayedBehind', replayed(CHANGES, events[2].event.replayId, 2).then(places));
const onlyNew = replaying(TOPIC, NEW);
const { inbox: news } = await listen(onlyNew, TOPIC);
await make('New');
await see('onlyNew', news.next());
await onlyNew.disconnect();

await seeRefusal('replayUnknown', () => listen(replaying(TOPIC, 123456789), TOPIC));
await seeRefusal('replayOfAnother', () => listen(replaying(CHANGES, NEW), TOPIC));
await seeRefusal('topicUnknown', () => listen(org.streaming, '/topic/Nothing'));
await seeRefusal('changesUnknown', () => listen(org.streaming, '/data/NothingChangeEvent'));

const refusal = () => {
  const inbox = new Inbox();
  return { inbox, extension: new StreamingExtension.AuthFailure(inbox.put) };
};
const stranger = refusal();
withToken('00D000000000000!nobody').streaming.createClient([stranger.extension]).subscribe(TOPIC, () => {});
await see('stranger', stranger.inbox.next());

// A session that ends while the client waits: a new client of a new session goes on behind the last event.
const session = await connect();
const ended = refusal();
const before = session.streaming.createClient([ended.extension, new StreamingExtension.Replay(CHANGES, NEW)]);
const { inbox: untilThen } = await listen(before, CHANGES);
await make('Before the end');
const last = await untilThen.next();
await oauth2().revokeToken(session.accessToken);
await see('ended', ended.inbox.next());
await see('meanwhileId', make('Meanwhile'));
await see('meanwhile', replayed(CHANGES, last.event.replayId, 1));

process.exit();
