// Runs Azurite for as long as standard input stays open, so that it ends with the test process that started it, however that one ended.
// The arguments and the environment are Azurite's own.
import { createRequire } from 'node:module';
import { narrowQueries } from './narrow-queries.mjs';

process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();

const require = createRequire(import.meta.url);
narrowQueries(require('azurite/dist/src/table/persistence/LokiTableMetadataStore.js').default.prototype);
require('azurite/dist/src/azurite.js');
