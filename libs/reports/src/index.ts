export {
  renderChallengeForm,
  renderNoTicket,
  renderTicket,
  type ChallengeProblem,
} from './challenge-pages.tsx';
export { FORM_CSP, policyOf, REPORT_CSP } from './content-security-policy.ts';
export { renderWithheldVersion, renderNotFound, renderReport, renderTombstone } from './render.tsx';
export { withNotice, type QuestionedClaim } from './rereview-notice.tsx';
