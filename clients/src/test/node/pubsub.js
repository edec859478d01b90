// Clients of the Pub/Sub API, and what comes by their subscriptions.
import { Console } from 'node:console';
import PubSubApiClient from 'salesforce-pubsub-api-client';
import { Inbox } from './inbox.js';
import { given } from './seen.js';

export const ACCOUNTS = '/data/AccountChangeEvent';
export const ALL = '/data/ChangeEvents';

/** The client logs to the console; standard output is for what was seen. */
const logger = new Console(process.stderr);

/** The client trusts the roots that it brings along, and takes no others: another certificate is taken unchecked, or not at all. */
export const unconnected = (options = {}) =>
  new PubSubApiClient(
    {
      authType: 'oauth-client-credentials',
      loginUrl: given.url,
      clientId: given.client,
      clientSecret: given.secret,
      pubSubEndpoint: `127.0.0.1:${given.pubSubPort}`,
      rejectUnauthorizedSsl: false,
      ...options,
    },
    logger,
  );

/** A client that has signed in; by client credentials where nothing else is said. */
export async function connected(options) {
  const client = unconnected(options);
  await client.connect();
  return client;
}

/** Takes all that comes by a subscription: events, and the rest by the name that the client gives it. */
export class Listener {
  events = new Inbox();
  #others = {};

  /** May be passed on alone, as the client wants it. */
  take = (subscription, kind, data) => {
    if (kind === 'event') {
      this.events.put(data);
    } else {
      this.of(kind).put({ lastReplayId: subscription.lastReplayId, ...plain(data) });
    }
  };

  of(kind) {
    return (this.#others[kind] ??= new Inbox());
  }

  /** How the stream broke, once the client has done with it, so that it may subscribe anew. */
  async broken() {
    const error = await this.of('error').next();
    await this.of('end').next();
    return error;
  }
}

/** What an error tells, that of a stream or of a call. */
export const plain = (error) => ({
  code: error?.code,
  message: error?.details ?? error?.message,
  errorCode: error?.metadata?.get('error-code')?.[0],
});

/** Subscribes to what comes from now on. The org has taken the subscription when it first shows life. */
export async function listen(client, topic, count) {
  const listener = new Listener();
  client.subscribe(topic, listener.take, count);
  await listener.of('grpcKeepAlive').next();
  return listener;
}

/** Subscribes to what comes behind an event. */
export function listenBehind(client, topic, replayId, count = null) {
  const listener = new Listener();
  client.subscribeFromReplayId(topic, listener.take, count, replayId);
  return listener;
}

/** Subscribes to all that there is. */
export function listenFromStart(client, topic, count = null) {
  const listener = new Listener();
  client.subscribeFromEarliestEvent(topic, listener.take, count);
  return listener;
}

export const recordIds = (events) => events.flatMap((event) => event.payload.ChangeEventHeader.recordIds);
