import { describeLeases } from './leases.ts';

describeLeases('postgres');
