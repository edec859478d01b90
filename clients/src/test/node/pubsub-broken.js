import { connect } from './org.js';
import { ACCOUNTS, connected } from './pubsub.js';
import { see } from './seen.js';

// Streams that break now and then: the client goes on behind the last event, by another subscription each time.
const COUNT = 30;

const org = await connect();
const names = Array.from({ length: COUNT }, (_, number) => `Number ${number}`);
const heard = [];
const client = await connected();
let breaks = 0;
let last = null;

/** Asks for one event at a time, until the stream breaks or all have come. */
function listenOn() {
  const { promise, resolve } = Promise.withResolvers();
  const take = (subscription, kind, data) => {
    if (kind === 'event') {
      heard.push(data.payload.Name);
      last = data.replayId;
    } else if (kind === 'lastEvent') {
      if (heard.length < COUNT) {
        client.requestAdditionalEvents(ACCOUNTS, 1);
      } else {
        resolve();
      }
    } else if (kind === 'end') {
      breaks++;
      resolve();
    }
  };
  if (last === null) {
    client.subscribeFromEarliestEvent(ACCOUNTS, take, 1);
  } else {
    client.subscribeFromReplayId(ACCOUNTS, take, 1, last);
  }
  return promise;
}

const making = org.create('Account', names.map((Name) => ({ Name })));
while (heard.length < COUNT) {
  await listenOn();
}
await making;
await see('made', names);
await see('heard', heard);
await see('breaks', breaks);
process.exit();
