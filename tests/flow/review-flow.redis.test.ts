import { describeReviewFlow } from './review-flow.ts';

describeReviewFlow('redis');
