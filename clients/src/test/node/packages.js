import { createRequire } from 'node:module';
import PubSubApiClient from 'salesforce-pubsub-api-client';
import { see } from './seen.js';

const { dependencies } = createRequire(import.meta.url)('./package.json');

await see('versions', dependencies);
await see('pubSubCalls', Object.getOwnPropertyNames(PubSubApiClient.prototype));
