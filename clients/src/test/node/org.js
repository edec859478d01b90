// Connections of jsforce to the org that the script was given.
import jsforce from 'jsforce';
import { given } from './seen.js';

/** SOAP's login is offered up to this version. */
export const LAST_WITH_LOGIN = '64.0';

const VERSION = '65.0';

export const oauth2 = () =>
  new jsforce.OAuth2({
    loginUrl: given.url,
    clientId: given.client,
    clientSecret: given.secret,
    redirectUri: given.redirection,
  });

export const unconnected = (options = {}) =>
  new jsforce.Connection({
    version: VERSION,
    instanceUrl: given.url,
    loginUrl: given.url,
    oauth2: oauth2(),
    ...options,
  });

export const withToken = (accessToken, options = {}) =>
  new jsforce.Connection({ version: VERSION, instanceUrl: given.url, accessToken, ...options });

/** A connection that has signed in by client credentials. */
export async function connect() {
  const connection = unconnected();
  await connection.authorize({ grant_type: 'client_credentials' });
  return connection;
}
