import { connect } from './org.js';
import { given, see, seeRefusal } from './seen.js';

const HOUR_MS = 3_600_000;

const org = await connect();

const { sobjects, ...global } = await org.describeGlobal();
await see('global', global);
await see('names', sobjects.map(({ name }) => name));
await see('objectsKnownToClient', Object.keys(org.sobjects));
for (const { name } of sobjects) {
  await org.describe$(name);
}
await see('cached', org.describe$$('Account').name);
const account = await org.describe('Account');
await see('fields', account.fields.map(({ name, type }) => `${name}:${type}`));
await see('childRelationships', account.childRelationships.map(({ relationshipName }) => relationshipName));
await seeRefusal('unknown', () => org.describe('Acount'));

const { id } = await org.create('Account', { Name: 'Changes' });
const gone = await org.create('Account', { Name: 'Goes' });
await org.destroy('Account', gone.id);
const start = new Date(Date.parse(given.now) - HOUR_MS);
const end = new Date(Date.parse(given.now) + HOUR_MS);
await see('id', id);
await see('updated', org.updated('Account', start, end));
await see('gone', gone.id);
await see('deleted', org.sobject('Account').deleted(start.toISOString(), end.toISOString()));
await seeRefusal('backwards', () => org.updated('Account', end, start));
await seeRefusal('tooOld', () => org.deleted('Account', new Date(end.getTime() - 90 * 24 * HOUR_MS), end));
await seeRefusal('updatedUnknown', () => org.updated('Acount', start, end));
