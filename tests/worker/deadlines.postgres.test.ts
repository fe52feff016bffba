import { describeDeadlines } from './deadlines.ts';

describeDeadlines('postgres');
