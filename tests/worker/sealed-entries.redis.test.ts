import { describeSealedEntries } from './sealed-entries.ts';

describeSealedEntries('redis');
