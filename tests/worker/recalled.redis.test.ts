import { describeRecalled } from './recalled.ts';

describeRecalled('redis');
