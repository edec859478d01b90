import { StreamingExtension } from 'jsforce/lib/api/streaming.js';
import { Inbox } from './inbox.js';
import { connect } from './org.js';
import { see } from './seen.js';

const CHANGES = '/data/AccountChangeEvent';
const COUNT = 20;

const org = await connect();
const inbox = new Inbox();
const client = org.streaming.createClient([new StreamingExtension.Replay(CHANGES, -2)]);
const names = [];
const heard = [];
client.subscribe(CHANGES, inbox.put);
for (let number = 0; number < COUNT; number++) {
  names.push(`Number ${number}`);
  await org.create('Account', { Name: names.at(-1) });
  heard.push((await inbox.next()).payload.Name);
}
await see('made', names);
await see('heard', heard);
process.exit();
