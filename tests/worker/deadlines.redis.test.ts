import { describeDeadlines } from './deadlines.ts';

describeDeadlines('redis');
