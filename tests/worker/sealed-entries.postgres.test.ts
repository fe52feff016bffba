import { describeSealedEntries } from './sealed-entries.ts';

describeSealedEntries('postgres');
