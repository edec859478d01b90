import jsforce from 'jsforce';
import { connect } from './org.js';
import { see, seeRefusal } from './seen.js';

const READINGS = 'SELECT Id, Name FROM Reading__c ORDER BY Id';
const MANY = { autoFetch: true, maxFetch: 100_000 };

const org = await connect();
const accounts = org.sobject('Account');
const gathered = (emitter, event) =>
  new Promise((resolve, reject) => {
    const all = [];
    emitter.on(event, (one) => all.push(one)).on('end', () => resolve(all)).on('error', reject);
  });

const sizes = [];
let page = await org.query(READINGS);
await see('first', { totalSize: page.totalSize, done: page.done, record: page.records[0] });
sizes.push(page.records.length);
while (!page.done) {
  page = await org.queryMore(page.nextRecordsUrl);
  sizes.push(page.records.length);
}
await see('pageSizes', sizes);
const all = await org.query(READINGS, MANY);
await see('fetched', {
  count: all.records.length,
  distinct: new Set(all.records.map(({ Id }) => Id)).size,
  totalSize: all.totalSize,
  done: all.done,
});
const small = await org.query(READINGS, { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
await see('smallPage', small.records.length);
const streaming = org.query(`${READINGS} LIMIT 4500`);
const streamed = gathered(streaming, 'record');
streaming.run(MANY);
await see('streamed', new Set((await streamed).map(({ Id }) => Id)).size);
await see('csv', gathered(org.query('SELECT Name FROM Account ORDER BY Id LIMIT 2').stream('csv'), 'data')
  .then((chunks) => chunks.join('')));

await see('parents', org.query('SELECT LastName, Account.Name FROM Contact WHERE AccountId != null LIMIT 1'));
await see('count', org.query('SELECT COUNT() FROM Account'));
await see('nothing', org.query("SELECT Id FROM Account WHERE Name = 'nobody'"));
await see('found', accounts
  .find({ Name: { $like: '%e%' }, CreatedDate: { $lt: jsforce.SfDate.toDateTimeLiteral(new Date()) } }, ['Id', 'Name'])
  .sort({ Name: -1 })
  .limit(5));
await see('foundStar', accounts.findOne({ Name: { $ne: null } }, '*, Owner.Name'));
await see('counted', accounts.count());

await org.create('Account', Array.from({ length: 5 }, (_, place) => ({ Name: `Found ${place}` })));
await see('foundUpdated', accounts.find({ Name: { $like: 'Found %' } }).update({ Site: 'Here' }));
await see('foundDestroyed', accounts.find({ Name: { $like: 'Found %' } }).destroy());
await see('live', org.query("SELECT Id FROM Account WHERE Site = 'Here'"));
await see('withDeleted', org.query("SELECT Id, IsDeleted FROM Account WHERE Site = 'Here'", { scanAll: true }));

await seeRefusal('malformed', async () => org.query('SELECT FROM Account'));
await seeRefusal('unknownField', async () => org.query('SELECT Nmae FROM Account'));
await seeRefusal('unknownObject', async () => org.query('SELECT Id FROM Acount'));
await seeRefusal('unknownLocator', async () => org.queryMore('01gnonsense-2000'));
