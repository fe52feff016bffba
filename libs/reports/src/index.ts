export { policyOf, REPORT_CSP } from './content-security-policy.ts';
export { renderNotFound, renderReport, renderTombstone } from './render.tsx';
export { withNotice, withoutNotice, type QuestionedClaim } from './rereview-notice.tsx';
