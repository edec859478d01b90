import { connect, oauth2, withToken } from './org.js';
import { see, seeRefusal } from './seen.js';

const KEY = 'External_Id__c';
const POLL = { pollInterval: 20, pollTimeout: 60_000 };

const org = await connect();
Object.assign(org.bulk, POLL);

const load = (operation, input, options = {}, object = 'Account') => org.bulk.load(object, operation, options, input);
const summed = (results) => ({
  successful: results.filter(({ success }) => success).length,
  created: results.filter(({ created }) => created).length,
  failed: results.filter(({ success }) => !success),
});
const rows = (count, name) =>
  Array.from({ length: count }, (_, place) => ({ Name: `${name} ${place}, "quoted"`, [KEY]: `bulk-${place}` }));
const collect = async (stream) => {
  const records = [];
  for await (const record of stream) {
    records.push(record);
  }
  return records;
};
const read = async (soql) => collect(await org.bulk.query(soql));

/**
 * A batch, when the org has taken it, and what becomes of it. Batches can be awaited themselves, so that none may be
 * returned alone.
 */
function start(job, input) {
  const batch = job.createBatch();
  const queued = new Promise((resolve, reject) => batch.once('queue', resolve).once('error', reject));
  queued.catch(() => {}); // The outcome tells, too.
  batch.once('queue', () => batch.poll(POLL.pollInterval, POLL.pollTimeout));
  const outcome = new Promise((resolve, reject) => batch.execute(input).then(resolve, reject));
  return { batch, queued, outcome };
}

const inserted = await load('insert', [...rows(450, 'Bulk'), { Name: '', [KEY]: 'bulk-none' }]);
await see('inserted', summed(inserted));
const ids = inserted.filter(({ success }) => success).map(({ id }) => id);
const here = [...ids.slice(0, 300), '001000000000000AAA'].map((Id) => ({ Id, Site: 'Here\nthere' }));
await see('updated', load('update', here).then(summed));
await see('emptied', load('update', [{ Id: ids[449], Name: 'Last', [KEY]: null }]).then(summed));
await see('emptiedRead', org.retrieve('Account', ids[449], { fields: [KEY] }));
await see('upserted', load('upsert', rows(500, 'Again'), { extIdField: KEY }).then(summed));
await see('deleted', load('delete', ids.slice(0, 200).map((Id) => ({ Id }))).then(summed));
await see('hardDeleted', load('hardDelete', ids.slice(200, 210).map((Id) => ({ Id }))).then(summed));
await see('csv', load('insert', 'Name,Site\nText,"a\nb"\n').then(summed));
await see('csvRead', org.sobject('Account').findOne({ Name: 'Text' }, ['Site']));

const job = org.bulk.createJob('Account', 'insert', { concurrencyMode: 'Serial' });
await see('opened', job.open());
const first = start(job, [{ Name: 'Of the first' }]);
const second = start(job, [{ Name: 'Of the second' }]);
await see('queued', first.queued);
await second.queued;
await see('listed', job.list());
await see('outcomes', Promise.all([first.outcome, second.outcome]));
await see('batch', first.batch.check());
await see('checked', job.check());
await see('outcomeById', org.bulk.job(job.id).batch(second.batch.id).retrieve());
await see('closed', job.close());

// Each file by itself: read together, the client takes the heading of the second for a record.
const query = org.bulk.createJob('Account', 'query');
const { batch, outcome } = start(query, `SELECT Id, Name, Site FROM Account WHERE ${KEY} LIKE 'bulk-%' ORDER BY Id`);
const files = await Promise.all((await outcome).map(({ id }) => collect(batch.result(id))));
await see('fileSizes', files.map(({ length }) => length));
await see('queried', files[0][0]);
await query.close();
await see('queriedAtOnce', read("SELECT Id, Name FROM Account WHERE Name = 'Text'"));
await see('queriedNothing', read("SELECT Id, Name FROM Account WHERE Name = 'nobody'"));
const all = org.bulk.createJob('Account', 'queryAll');
const deleted = start(all, `SELECT Id FROM Account WHERE ${KEY} LIKE 'bulk-%' AND IsDeleted = true`);
const [{ id: ofDeleted }, ...others] = await deleted.outcome;
await see('queriedDeletedFiles', others.length + 1);
await see('queriedDeleted', collect(deleted.batch.result(ofDeleted)).then(({ length }) => length));

const aborted = org.bulk.createJob('Account', 'insert');
await aborted.open();
const abortedId = aborted.id;
await see('aborted', aborted.abort());
await seeRefusal('batchOfAborted', () => start(org.bulk.job(abortedId), 'Name\nNever\n').outcome);

await seeRefusal('unknownObject', () => load('insert', 'Name\nA\n', {}, 'Acount'));
await seeRefusal('unknownColumn', () => load('insert', 'Nmae\nA\n'));
await seeRefusal('noKey', () => load('upsert', 'Name\nA\n'));
await seeRefusal('unknownJob', () => org.bulk.job('750000000000000').check());
await seeRefusal('unknownBatch', () => org.bulk.job(abortedId).batch('751000000000000').check());
await seeRefusal('queryMalformed', () => read('SELECT Nothing FROM Account'));

// A session that has ended: the client gets another one by itself and asks again.
const { accessToken } = await connect();
await oauth2().revokeToken(accessToken);
const renewing = withToken(accessToken, { refreshFn: (_, callback) => callback(null, org.accessToken) });
await see('renewed', renewing.bulk.job(abortedId).check());
