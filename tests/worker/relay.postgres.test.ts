import { describeRelay } from './relay.ts';

describeRelay('postgres');
