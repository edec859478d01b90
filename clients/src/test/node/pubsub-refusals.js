import { connect } from './org.js';
import { ACCOUNTS, Listener, connected, listen, listenBehind, plain, unconnected } from './pubsub.js';
import { given, see, seeRefusal } from './seen.js';

const org = await connect();
const make = async (Name) => (await org.create('Account', { Name })).id;

/** What the client hears of the next change. */
async function heard(client) {
  const { events } = await listen(client, ACCOUNTS, 1);
  const id = await make('Heard');
  const event = await events.next();
  return { id, told: event.payload.ChangeEventHeader.recordIds, replayId: event.replayId };
}

const password = { authType: 'username-password', username: given.username, password: given.password };
const assertion = {
  authType: 'oauth-jwt-bearer',
  username: given.username,
  privateKey: given.privateKey,
};
const supplied = {
  authType: 'user-supplied',
  accessToken: org.accessToken,
  // The client wants an https address; that it is another one than the org's own doesn't matter to either.
  instanceUrl: given.url.replace('http:', 'https:'),
  organizationId: given.organizationId,
};

await see('credentials', connected().then(heard));
await see('password', connected(password).then(heard));
await see('assertion', connected(assertion).then(heard));
await see('supplied', connected(supplied).then(heard));

/** Refusals come wrapped in one another; the innermost tells why. */
const cause = (error) => (error.cause ? cause(error.cause) : error);
const seeCause = (name, call) =>
  seeRefusal(name, async () => {
    try {
      return await call();
    } catch (error) {
      throw cause(error);
    }
  });

await seeCause('credentialsWrong', () => connected({ clientSecret: 'wrong' }));
await seeCause('passwordWrong', () => connected({ ...password, password: 'wrong' }));
await seeCause('assertionOfNobody', () => connected({ ...assertion, username: 'nobody@lockstep.example' }));
await seeCause('suppliedWithoutTls', () => connected({ ...supplied, instanceUrl: given.url }));

/** How a subscription that begins nowhere is refused. */
const broken = (subscribe) => {
  const listener = new Listener();
  subscribe(listener);
  return listener.broken();
};

const client = await connected();
const { replayId: old } = await heard(client);
await make('Newer');
await make('Newest');
await see('strictAboutCertificates', broken((listener) => {
  const strict = unconnected({ ...supplied, rejectUnauthorizedSsl: true });
  strict.connect().then(() => strict.subscribe(ACCOUNTS, listener.take));
}));
await see('tokenUnknown', broken((listener) => {
  const stranger = unconnected({ ...supplied, accessToken: 'nobody' });
  stranger.connect().then(() => stranger.subscribe(ACCOUNTS, listener.take));
}));
await see('topicUnknown', broken((listener) => client.subscribe('/data/NothingChangeEvent', listener.take)));
await see('replayIdUnknown', connected().then((other) => listenBehind(other, ACCOUNTS, 999_999).broken()));
await see('replayIdTooOld', connected().then((other) => listenBehind(other, ACCOUNTS, old).broken()));
await see('published', connected().then((other) =>
  other.publish(ACCOUNTS, {
    ChangeEventHeader: {
      entityName: 'Account',
      recordIds: [],
      changeType: 'CREATE',
      changeOrigin: '',
      transactionKey: '',
      sequenceNumber: 1,
      commitTimestamp: 0,
      commitNumber: 0,
      commitUser: '',
      nulledFields: [],
      diffFields: [],
      changedFields: [],
    },
  }).catch((error) => plain(cause(error)))));
process.exit();
