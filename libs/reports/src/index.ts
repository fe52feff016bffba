export { policyOf, REPORT_CSP } from './content-security-policy.ts';
export { renderNotFound, renderReport, renderTombstone } from './render.tsx';
