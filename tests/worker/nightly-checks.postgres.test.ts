import { describeNightlyChecks } from './nightly-checks.ts';

describeNightlyChecks('postgres');
