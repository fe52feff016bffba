import { describeDesks } from './desks.ts';

describeDesks('redis');
