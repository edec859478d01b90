import jsforce from 'jsforce';
import { LAST_WITH_LOGIN, connect, oauth2, unconnected, withToken } from './org.js';
import { given, see, seeRefusal } from './seen.js';

const soap = (version) => new jsforce.Connection({ loginUrl: given.url, version });

const bySoap = soap(LAST_WITH_LOGIN);
await see('soap', bySoap.login(given.username, given.password));
await see('soapIdentity', bySoap.identity());
await see('soapInstance', bySoap.instanceUrl);
const soapSession = bySoap.accessToken;
await bySoap.logout();
await seeRefusal('soapLoggedOut', async () => withToken(soapSession).query('SELECT Id FROM Account'));
await seeRefusal('soapWrongPassword', () => soap(LAST_WITH_LOGIN).login(given.username, 'wrong'));
await seeRefusal('soapFrom65', () => soap('65.0').login(given.username, given.password));

const byPassword = unconnected();
await see('password', byPassword.login(given.username, given.password));
await see('passwordIdentity', byPassword.identity());
await seeRefusal('passwordWrong', () => unconnected().login(given.username, 'wrong'));

const byCredentials = await connect();
await see('credentials', byCredentials.userInfo);
await seeRefusal('credentialsWrong', () =>
  unconnected({ oauth2: { loginUrl: given.url, clientId: given.client, clientSecret: 'wrong' } }).authorize({
    grant_type: 'client_credentials',
  }));
await seeRefusal('grantUnknown', () => unconnected().authorize({ grant_type: 'unknown' }));
await seeRefusal('codeUnknown', () => unconnected().authorize('unknown'));
await seeRefusal('refreshTokenUnknown', () => oauth2().refreshToken('unknown'));

// Knows its token alone, and asks the org whose it is.
await see('tokenIdentity', withToken(byCredentials.accessToken).identity());

const revoked = byCredentials.accessToken;
const identityUrl = byCredentials.userInfo.url;
await byCredentials.logout();
await seeRefusal('revoked', async () => withToken(revoked).query('SELECT Id FROM Account'));
await seeRefusal('revokedIdentity', () => withToken(revoked).request(identityUrl));
await seeRefusal('revokedAgain', () => oauth2().revokeToken(revoked));

// A session that has ended: the client gets another one by itself and asks again.
const { accessToken } = await connect();
const ended = [];
const renewing = withToken(revoked, {
  refreshFn: (connection, callback) => {
    ended.push(connection.accessToken);
    callback(null, accessToken);
  },
});
await see('renewedQuery', renewing.query('SELECT Id FROM Account LIMIT 1'));
await see('renewedOnce', ended.length === 1 && ended[0] === revoked);

// What a user has allowed at the login page renews by its refresh token.
const allowed = unconnected();
await see('code', allowed.authorize(given.code));
const before = allowed.accessToken;
await oauth2().revokeToken(before);
await see('refreshedQuery', allowed.query('SELECT Id FROM Account LIMIT 1'));
await see('refreshedAnother', allowed.accessToken !== before);
await seeRefusal('codeTwice', () => unconnected().authorize(given.code));

// A password that is known renews without being asked.
const remembering = unconnected();
await remembering.login(given.username, given.password);
const first = remembering.accessToken;
await oauth2().revokeToken(first);
await see('rememberedQuery', remembering.query('SELECT Id FROM Account LIMIT 1'));
await see('rememberedAnother', remembering.accessToken !== first);
