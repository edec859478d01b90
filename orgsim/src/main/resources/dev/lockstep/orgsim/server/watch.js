// Shows what the simulated org tells about itself, and looks again every two seconds. All that comes from the org is set
// as text, never as markup.
'use strict';

const LOOK_EVERY_MS = 2000;
const CALLS_SHOWN = 100;

const byId = id => document.getElementById(id);
const shown = { object: null, deleted: false, from: 0 };
let calls = [];

async function ask(path, options) {
  const answer = await fetch('/orgsim' + path, options);
  const body = answer.status === 204 ? null : await answer.json();
  if (!answer.ok) {
    throw new Error(body.message);
  }
  return body;
}

function element(name, text, properties) {
  const made = Object.assign(document.createElement(name), properties);
  if (text !== undefined) {
    made.textContent = text;
  }
  return made;
}

function row(...cells) {
  const made = element('tr');
  cells.forEach(cell => made.append(cell instanceof Node ? cell : element('td', cell)));
  return made;
}

const number = (value, bad) => element('td', value, { className: bad ? 'number bad' : 'number' });

function link(text, label, action) {
  const cell = element('td', undefined, { className: 'number' });
  cell.append(element('button', text, { className: 'link', type: 'button', ariaLabel: label, onclick: action }));
  return cell;
}

async function showOrg() {
  const org = await ask('/org');
  const facts = [['Organization', org.organization_id], ['Time', org.time], ['Newest version', org.newest_version]];
  byId('org').replaceChildren(...facts.map(([name, value]) => {
    const pair = element('div');
    pair.append(element('dt', name), element('dd', value));
    return pair;
  }));
}

async function showObjects() {
  const objects = await ask('/objects');
  byId('objects').replaceChildren(...objects.map(object => row(
    element('td', object.name, { title: object.label }),
    link(object.records.toLocaleString('en'), 'Records of ' + object.name, () => choose(object.name, false)),
    link(object.deleted.toLocaleString('en'), 'Deleted records of ' + object.name, () => choose(object.name, true)))));
  byId('object-names').replaceChildren(...objects.map(object => element('option', undefined, { value: object.name })));
}

function choose(object, deleted) {
  Object.assign(shown, { object, deleted, from: 0 });
  showRecords().catch(tell);
}

async function showRecords() {
  if (shown.object === null) {
    return;
  }
  const answer = await ask(`/objects/${shown.object}/records?deleted=${shown.deleted}&from=${shown.from}`);
  const last = answer.from + answer.records.length;
  byId('records-title').textContent = shown.object + (shown.deleted ? ': recycle bin' : '');
  byId('records-state').textContent = answer.total === 0
    ? 'There is nothing here.'
    : `${answer.from + 1} to ${last} of ${answer.total.toLocaleString('en')}, the last changed first`;
  byId('records-pages').hidden = answer.total <= answer.records.length;
  byId('records-newer').disabled = answer.from === 0;
  byId('records-older').disabled = last >= answer.total;
  byId('records-newer').onclick = () => turn(-answer.records.length);
  byId('records-older').onclick = () => turn(answer.records.length);
  const fields = Object.keys(answer.records[0] ?? {}).filter(name => name !== 'attributes');
  byId('records-head').replaceChildren(row(...fields.map(name => element('th', name))));
  byId('records').replaceChildren(...answer.records.map(record => row(...fields.map(name => {
    const value = record[name];
    const text = value === null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
    return element('td', text, { title: text });
  }))));
}

function turn(by) {
  shown.from = Math.max(0, shown.from + by);
  showRecords().catch(tell);
}

async function showCalls() {
  const more = await ask('/calls?after=' + (calls.at(-1)?.number ?? 0));
  calls = calls.concat(more).slice(-CALLS_SHOWN);
  byId('calls').replaceChildren(...calls.toReversed().map(call => row(
    number(call.number),
    call.at.replace('T', ' ').replace(/(\.\d+)?Z/, ''),
    call.api,
    call.operation,
    call.objects.join(', '),
    number(call.status ?? 'none', !(call.status < 400)),
    number(call.took_ms),
    element('td', call.fault ?? '', { className: 'bad' }))));
}

async function showCounts() {
  const counts = await ask('/requests');
  byId('counts').replaceChildren(...counts.requests.map(kind =>
    row(kind.api, kind.operation, kind.objects.join(', '), number(kind.count.toLocaleString('en')))));
  const operations = new Set(counts.requests.map(kind => kind.operation));
  byId('operations').replaceChildren(...[...operations].map(name => element('option', undefined, { value: name })));
}

async function showFaults() {
  const rules = await ask('/faults');
  byId('faults').replaceChildren(...rules.map(rule => {
    const { number: name, struck, spent, ...rest } = rule;
    const text = Object.entries(rest).map(([key, value]) => key === 'fault' ? value : `${key}=${value}`).join(', ');
    const remove = element('td');
    remove.append(element('button', 'Remove', {
      type: 'button', onclick: () => act(() => ask('/faults/' + name, { method: 'DELETE' })) }));
    return row(text, number(struck + (spent ? ', spent' : '')), remove);
  }));
}

async function offerFaults() {
  const kinds = await ask('/faults/kinds');
  const keys = [...new Set(kinds.flatMap(kind => kind.keys))];
  byId('fault-keys').append(...keys.map(key => {
    const label = element('label', key + ' ');
    label.append(element('input', undefined, { name: key }));
    return label;
  }));
  byId('fault-buttons').replaceChildren(...kinds.map(kind => element('button', kind.fault, {
    type: 'button', title: kind.keys.length ? 'takes ' + kind.keys.join(', ') : '', onclick: () => arm(kind) })));
  const api = document.querySelector('select[name=api]');
  const { apis } = await ask('/org');
  apis.forEach(name => api.append(element('option', name, { value: name })));
}

function arm(kind) {
  const entries = { fault: kind.fault };
  for (const [key, value] of new FormData(byId('fault-form'))) {
    const isGeneral = ['api', 'operation', 'object', 'count'].includes(key);
    if (value !== '' && (isGeneral || kind.keys.includes(key))) {
      entries[key] = value;
    }
  }
  act(() => ask('/faults', { method: 'POST', body: JSON.stringify(entries) }), kind.fault + ' is armed.');
}

async function act(action, done) {
  const answer = byId('fault-answer');
  try {
    await action();
    answer.className = '';
    answer.textContent = done ?? '';
    await showFaults();
  } catch (refused) {
    answer.className = 'bad';
    answer.textContent = refused.message;
  }
}

function tell(problem) {
  byId('trouble').textContent = problem instanceof TypeError ? "The simulator doesn't answer." : problem.message;
  byId('trouble').hidden = false;
}

async function look() {
  try {
    await Promise.all([showOrg(), showObjects(), showCalls(), showCounts(), showFaults()]);
    byId('trouble').hidden = true;
  } catch (problem) {
    tell(problem);
  } finally {
    setTimeout(look, LOOK_EVERY_MS);
  }
}

byId('fault-form').onsubmit = event => event.preventDefault();
byId('clear-faults').onclick = () => act(() => ask('/faults', { method: 'DELETE' }), 'All rules are removed.');
byId('sign-out').onclick = () => act(() => ask('/sessions', { method: 'DELETE' }), 'Everybody is signed out.');
offerFaults().catch(tell);
look();
