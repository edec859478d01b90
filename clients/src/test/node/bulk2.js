import { connect } from './org.js';
import { see, seeRefusal } from './seen.js';

const KEY = 'External_Id__c';
const POLL = { pollInterval: 20, pollTimeout: 60_000 };

const org = await connect();
Object.assign(org.bulk2, POLL);

const load = (operation, input, options = {}) =>
  org.bulk2.loadAndWaitForResults({ object: 'Account', operation, input, ...POLL, ...options });
const summed = ({ successfulResults, failedResults, unprocessedRecords }) => ({
  successful: successfulResults.length,
  created: successfulResults.filter(({ sf__Created }) => sf__Created === 'true').length,
  first: successfulResults[0],
  failed: failedResults,
  unprocessed: unprocessedRecords.length,
});
const rows = (count, name) =>
  Array.from({ length: count }, (_, place) => ({ Name: `${name} ${place}, "quoted"`, [KEY]: `bulk-${place}` }));
const read = async (soql, options = {}) => {
  const records = [];
  for await (const record of await org.bulk2.query(soql, { ...POLL, ...options })) {
    records.push(record);
  }
  return records;
};

const inserted = await load('insert', [...rows(450, 'Bulk'), { Name: '', [KEY]: 'bulk-none' }]);
await see('inserted', summed(inserted));
const ids = inserted.successfulResults.map(({ sf__Id }) => sf__Id);
const here = [...ids.slice(0, 300), '001000000000000AAA'].map((Id) => ({ Id, Site: 'Here\nthere' }));
await see('updated', load('update', here).then(summed));
await see('upserted', load('upsert', rows(500, 'Again'), { externalIdFieldName: KEY }).then(summed));
await see('deleted', load('delete', ids.slice(0, 200).map((Id) => ({ Id }))).then(summed));
await see('hardDeleted', load('hardDelete', ids.slice(200, 210).map((Id) => ({ Id }))).then(summed));
await see('semicolons', load('insert', 'Name;Site\nText;"a\nb"\n', { columnDelimiter: 'SEMICOLON' }).then(summed));

const job = org.bulk2.createJob({ operation: 'insert', object: 'Account' });
await see('opened', job.open());
const again = org.bulk2.job('ingest', { id: job.id });
await again.uploadData('Name\nBy its Id\n');
await again.close();
await again.poll(POLL.pollInterval, POLL.pollTimeout);
await see('completed', again.check());
await see('completedResults', again.getAllResults().then(summed));

const aborted = org.bulk2.createJob({ operation: 'insert', object: 'Account' });
await aborted.open();
await aborted.uploadData('Name\nNever\n');
await aborted.abort();
await see('aborted', aborted.check());
await aborted.delete();
await seeRefusal('deletedJob', () => aborted.check());

await seeRefusal('unknownObject', () => load('insert', 'Name\nA\n', { object: 'Acount' }));
await seeRefusal('unknownColumn', () => load('insert', 'Nmae\nA\n'));
await seeRefusal('noKey', () => load('upsert', 'Name\nA\n'));
await seeRefusal('unknownJob', () => org.bulk2.job('ingest', { id: '750000000000000AAA' }).check());

const queried = await read(`SELECT Id, Name, Site FROM Account WHERE ${KEY} LIKE 'bulk-%' ORDER BY Id`);
await see('queried', { count: queried.length, first: queried[0] });
await see('queriedWithDeleted', read(`SELECT Id FROM Account WHERE ${KEY} LIKE 'bulk-%'`, { scanAll: true })
  .then(({ length }) => length));
await see('queriedNothing', read("SELECT Id, Name FROM Account WHERE Name = 'nobody'"));
await seeRefusal('queryMalformed', () => read('SELECT FROM Account'));
await seeRefusal('queryGrouped', () => read('SELECT COUNT(Id) FROM Account'));
