import { connect } from './org.js';
import { see, seeRefusal } from './seen.js';

const NOBODY = '001000000000000AAA';

const org = await connect();
const named = (count, name) => Array.from({ length: count }, (_, place) => ({ Name: `${name} ${place}` }));
const idsOf = (results) => results.map(({ id }) => id);

const ids = idsOf(await see('created', org.create('Account', named(200, 'Of many'))));
await see('updated', org.update('Account', ids.map((Id, place) => ({ Id, Site: `Site ${place}` }))));
await see('read', org.retrieve('Account', ids.slice(0, 3), { fields: ['Id', 'Name', 'Site'] }));
await see('readAsDescribed', org.retrieve('Account', [ids[0]]));
await see('readOneUnknown', org.retrieve('Account', [ids[0], NOBODY], { fields: ['Id'] }));
await see('destroyed', org.destroy('Account', ids));
await see('destroyedAgain', org.destroy('Account', ids.slice(0, 2)));

const more = idsOf(await see('createdOverMany', org.create('Account', named(450, 'More'), { allowRecursive: true })));
await see('readOverMany', org.retrieve('Account', more, { fields: ['Name'] }));
await see('destroyedOverMany', org.destroy('Account', more.slice(1), { allowRecursive: true }));

const halfWrong = [{ Name: 'Half right' }, { Name: 'x'.repeat(300) }, {}];
await see('oneWrongOfAll', org.create('Account', halfWrong, { allOrNone: true }));
await see('noneFound', org.query("SELECT Id FROM Account WHERE Name = 'Half right'"));
await see('someWrong', org.create('Account', halfWrong));
await see('oneFound', org.query("SELECT Id FROM Account WHERE Name = 'Half right'"));
await see('updatedSomeWrong', org.update('Account', [{ Id: more[0], Name: 'Right' }, { Id: NOBODY, Name: 'Nobody' }]));
await see('destroyedOneWrongOfAll', org.destroy('Account', [more[0], NOBODY], { allOrNone: true }));
await see('severalObjects', org.create(undefined, [
  { attributes: { type: 'Account' }, Name: 'One object' },
  { attributes: { type: 'Contact' }, LastName: 'Another' },
]));

await seeRefusal('tooMany', () => org.create('Account', named(201, 'Too many')));
await seeRefusal('tooManyDestroyed', () => org.destroy('Account', more.slice(0, 201)));
await seeRefusal('unknownObject', () => org.create('Acount', named(1, 'A')));

const root = `/services/data/v${org.version}`;
await see('composite', org.requestPost('/composite', {
  allOrNone: true,
  compositeRequest: [
    { method: 'POST', url: `${root}/sobjects/Account`, referenceId: 'account', body: { Name: 'Composite' } },
    {
      method: 'POST',
      url: `${root}/sobjects/Contact`,
      referenceId: 'contact',
      body: { LastName: 'Of it', AccountId: '@{account.id}' },
    },
    { method: 'GET', url: `${root}/sobjects/Contact/@{contact.id}?fields=LastName,AccountId`, referenceId: 'read' },
  ],
}));
await see('batch', org.requestPost('/composite/batch', {
  batchRequests: [
    { method: 'GET', url: `v${org.version}/sobjects/Account/nonsense` },
    { method: 'GET', url: `v${org.version}/query?q=${encodeURIComponent('SELECT Id FROM Account LIMIT 1')}` },
  ],
}));
