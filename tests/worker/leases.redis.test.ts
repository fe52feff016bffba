import { describeLeases } from './leases.ts';

describeLeases('redis');
