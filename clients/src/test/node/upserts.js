import { connect } from './org.js';
import { see, seeRefusal } from './seen.js';

const KEY = 'External_Id__c';

const org = await connect();
const one = (fields) => org.upsert('Account', fields, KEY);
const numbered = (from, count, name) =>
  Array.from({ length: count }, (_, place) => ({ [KEY]: `many-${from + place}`, Name: name }));

await see('created', one({ [KEY]: 'one 1 ä', Name: 'First' }));
await see('updated', one({ [KEY]: 'one 1 ä', Name: 'Second' }));
await see('found', org.query(`SELECT Name FROM Account WHERE ${KEY} = 'one 1 ä'`));
const { id } = await org.create('Contact', { LastName: 'Refers', Account: { [KEY]: 'one 1 ä' } });
await see('referred', org.query(`SELECT Account.Name FROM Contact WHERE Id = '${id}'`));

await see('manyCreated', org.upsert('Account', numbered(0, 200, 'Many'), KEY));
await see('manyMixed', org.upsert('Account', numbered(150, 100, 'Again'), KEY));
await see('overMany', org.upsert('Account', numbered(0, 450, 'Thrice'), KEY, { allowRecursive: true }));
const halfWrong = (from) => [...numbered(from, 1, 'Right'), { [KEY]: `many-${from + 1}`, Name: '' }];
await see('someWrong', org.upsert('Account', halfWrong(900), KEY));
await see('oneWrongOfAll', org.upsert('Account', halfWrong(910), KEY, { allOrNone: true }));
await see('keyTwice', org.upsert('Account', [...numbered(920, 1, 'One'), ...numbered(920, 1, 'Two')], KEY));
await see('count', org.query(`SELECT COUNT() FROM Account WHERE ${KEY} LIKE 'many-%'`));

await seeRefusal('unknownKeyField', () => org.upsert('Account', { Nmae: 'x', Name: 'A' }, 'Nmae'));
await seeRefusal('noKeyField', () => org.upsert('Account', { Industry: 'x', Name: 'A' }, 'Industry'));
await seeRefusal('requiredMissing', () => one({ [KEY]: 'one 2' }));
await seeRefusal('tooMany', () => org.upsert('Account', numbered(0, 201, 'Much'), KEY));
