import { describeDesks } from './desks.ts';

describeDesks('postgres');
