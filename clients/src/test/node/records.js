import { connect } from './org.js';
import { see, seeRefusal } from './seen.js';

const NOBODY = '001000000000000AAA';

const org = await connect();
const contacts = org.sobject('Contact');

const { id } = await see(
  'created',
  org.create('Account', { Name: 'Nähwerk & Söhne ☃', NumberOfEmployees: 12, AnnualRevenue: 1234567 }),
);
await see('read', org.retrieve('Account', id));
await see('updated', org.update('Account', { Id: id, Name: 'Nähwerk', AnnualRevenue: null }));
await see('readAgain', org.retrieve('Account', id, { fields: ['Name', 'AnnualRevenue', 'NumberOfEmployees'] }));
const contact = await contacts.create({ LastName: 'Ångström', AccountId: id, Birthdate: '1970-02-28' });
await see('reference', contacts.record(contact.id).retrieve());
await see('recent', contacts.recent());
await see('destroyed', contacts.record(contact.id).destroy());

await seeRefusal('readDeleted', () => contacts.retrieve(contact.id));
await seeRefusal('destroyedAgain', () => org.destroy('Contact', contact.id));
await seeRefusal('noName', () => org.create('Account', {}));
await seeRefusal('unknownField', () => org.create('Account', { Name: 'A', Nmae: 'B' }));
await seeRefusal('unknownObject', () => org.create('Acount', { Name: 'A' }));
await seeRefusal('tooLong', () => org.create('Account', { Name: 'x'.repeat(256) }));
await seeRefusal('noNumber', () => org.create('Account', { Name: 'A', NumberOfEmployees: 'many' }));
await seeRefusal('unknownId', () => org.retrieve('Account', NOBODY));
await seeRefusal('malformedId', () => org.retrieve('Account', 'nonsense'));
await seeRefusal('updateUnknown', () => org.update('Account', { Id: NOBODY, Name: 'A' }));
await seeRefusal('readOnly', () => org.update('Account', { Id: id, CreatedDate: '2020-01-01T00:00:00Z' }));
await seeRefusal('lookupUnknown', () => contacts.create({ LastName: 'A', AccountId: NOBODY }));

await see('versions', org.request('/services/data'));
await see('resources', org.request(org._baseUrl()));
await see('limits', org.limits());
await see('limitInfo', org.limitInfo);
