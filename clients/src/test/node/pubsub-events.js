import { connect } from './org.js';
import { ACCOUNTS, ALL, connected, listen, listenBehind, listenFromStart, recordIds } from './pubsub.js';
import { see } from './seen.js';

const MANY = 230;

const org = await connect();
const make = async (object, record) => (await org.create(object, record)).id;
const makeAccounts = (names) =>
  org.create('Account', names.map((Name) => ({ Name })), { allowRecursive: true });

/** Each kind of change of one account. Its creation is heard first: with it the client reads the schema. */
async function change(heard) {
  const Id = await make('Account', {
    Name: 'Told',
    BillingStreet: 'Coupure 1',
    BillingCity: 'Ghent',
    NumberOfEmployees: 7,
    AnnualRevenue: 1000,
  });
  const created = await heard.next();
  await org.update('Account', { Id, Name: 'Told anew', BillingCity: null, AnnualRevenue: null, Industry: 'Energy' });
  await org.sobject('Account').destroy(Id);
  await org.soap.undelete([Id]);
  await see('changedId', Id);
  return [created, ...(await heard.several(3))];
}

const client = await connected();
const { events: heard } = await listen(client, ACCOUNTS);
const changes = await see('changes', change(heard));

// All captured objects by one channel, each by a schema of its own, and what became a gap or an overflow.
const { events: all } = await listen(client, ALL);
await see('contactId', make('Contact', { FirstName: 'Ada', LastName: 'Byron', Birthdate: '1970-01-02' }));
await see('contact', all.next());
await see(
  'deliveryId',
  make('Delivery__c', {
    Name: 'Told',
    Weight__c: 1.125,
    Slot__c: '01:02:03.004Z',
    Fragile__c: true,
    Delivered_At__c: '2026-01-02T03:04:05.000Z',
  }),
);
await see('delivery', all.next());
await see('gapId', make('Lead', { LastName: 'Untold', Company: 'Untold' }));
await see('gap', all.next());
await make('Opportunity', { Name: 'Untold', StageName: 'Prospecting', CloseDate: '2026-03-04' });
await see('overflow', all.next());

// More than was asked for comes when it is asked for.
const modest = await connected();
const few = await listen(modest, ACCOUNTS, 3);
await see('fewMade', makeAccounts(['Few 1', 'Few 2', 'Few 3', 'Few 4', 'Few 5', 'Few 6', 'Few 7']));
const told = await few.events.several(3);
await few.of('lastEvent').next();
modest.requestAdditionalEvents(ACCOUNTS, 2);
told.push(...(await few.events.several(2)));
await few.of('lastEvent').next();
modest.requestAdditionalEvents(ACCOUNTS, 3);
told.push(...(await few.events.several(2)));
await see('fewHeard', recordIds(told));

// Who doesn't say how many is asked for a hundred, again and again.
await heard.several(7);
const names = Array.from({ length: MANY }, (_, number) => `Many ${number}`);
await makeAccounts(names);
const many = await heard.several(MANY);
await see('manyMade', names);
await see('manyHeard', many.map((event) => event.payload.Name));
await see('fewNext', few.events.next().then((event) => event.payload.Name));

const places = (events) => events.map((event) => event.replayId);
const everything = await listenFromStart(await connected(), ACCOUNTS).events.several(changes.length + 7 + MANY);
await see('replayedAll', places(everything));
await see('replayedBehind', listenBehind(await connected(), ACCOUNTS, changes[1].replayId, 10).events.several(2).then(places));
// Nothing has come twice: what comes next is new.
await see('lastId', make('Account', { Name: 'Last' }));
await see('lastHeard', heard.several(1).then(recordIds));
process.exit();
