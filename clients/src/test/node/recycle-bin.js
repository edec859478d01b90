import { connect } from './org.js';
import { see } from './seen.js';

const NOBODY = '001000000000000AAA';

// Merging is left out: the client names its requests as no org reads them.
const org = await connect();
const accounts = org.sobject('Account');
const make = async (...names) => (await accounts.create(names.map((Name) => ({ Name })))).map(({ id }) => id);

const [kept, gone] = await make('Kept', 'Gone');

await see('deleted', org.soap.delete([kept, gone, NOBODY]));
await see('undeleted', org.soap.undelete([kept, NOBODY]));
await see('undeletedRead', accounts.retrieve(kept));
await see('emptied', org.soap.emptyRecycleBin([gone, NOBODY]));
await see('undeletedEmptied', org.soap.undelete([gone]));

await see('created', org.soap.create([{ type: 'Account', Name: 'By SOAP' }, { type: 'Account' }]));
await see('updated', org.soap.update({ type: 'Account', Id: kept, Name: 'Kept anew', Site: null }));
await see('upserted', org.soap.upsert('External_Id__c', [{ type: 'Account', Name: 'Once', External_Id__c: 'soap-1' }]));
