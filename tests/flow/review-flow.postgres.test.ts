import { describeReviewFlow } from './review-flow.ts';

describeReviewFlow('postgres');
