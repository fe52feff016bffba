import { describeRecalled } from './recalled.ts';

describeRecalled('postgres');
