import { describeReconciler } from './reconciler-passes.ts';

describeReconciler('postgres');
