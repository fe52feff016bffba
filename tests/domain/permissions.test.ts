import { expect, test } from '@jest/globals';
import { isPermitted } from '#domain';
import { EVERYONE } from './support/everyone.ts';

const permitted = (command: Parameters<typeof isPermitted>[1]) =>
  EVERYONE.filter(([, actor]) => isPermitted(actor, command)).map(([name]) => name);

test.each([
  ['open-workspace', ['system:setup']],
  ['set-corrections-policy', ['publisher', 'admin']],
  ['register-origin', ['editor', 'system:setup']],
  ['name-origin', ['editor', 'system:setup']],
  ['protect-person', ['editor', 'admin', 'system:setup']],
  ['end-protection', ['editor', 'admin']],
  ['admit-person', ['admin', 'system:setup']],
  ['issue-token', ['admin', 'system:setup']],
  ['revoke-token', ['editor', 'reviewer', 'adjudicator', 'publisher', 'reader', 'admin']],
  ['grant-role', ['system:setup']],
  ['declare-conflict', ['editor', 'reviewer', 'adjudicator', 'publisher', 'admin', 'system:setup']],
  ['deactivate-person', ['admin']],
  ['edit-person', ['editor', 'admin']],
  ['set-availability', ['editor', 'reviewer', 'adjudicator', 'publisher', 'admin']],
  ['withdraw-conflict', ['editor', 'reviewer', 'adjudicator', 'publisher', 'admin']],
  ['open-desk', ['editor', 'admin', 'system:setup']],
  ['edit-desk', ['editor', 'admin']],
  ['remove-desk-member', ['editor', 'admin']],
  ['pause-desk', ['editor', 'admin']],
  ['resume-desk', ['editor', 'admin']],
  ['set-routing-rules', ['editor', 'system:setup']],
  ['add-desk-member', ['editor', 'admin', 'system:setup']],
  ['hand-in', ['editor']],
  ['record-reading', ['system:extraction']],
  ['refuse-intake', ['system:extraction']],
  ['receive-document', ['editor', 'system:extraction']],
  ['add-version', ['editor', 'system:extraction']],
  ['record-anchors', ['system:extraction']],
  ['record-matching', ['system:extraction']],
  ['confirm-origin', ['editor']],
  ['remove-origin', ['editor']],
  ['propose-match', ['system:extraction']],
  ['confirm-match', ['editor']],
  ['reject-match', ['editor']],
  ['propose-dependence', ['system:extraction']],
  ['confirm-dependence', ['editor']],
  ['reject-dependence', ['editor']],
  ['record-extraction', ['system:extraction']],
] as const)('%s is for %j and nobody else', (command, expected) => {
  expect(permitted(command)).toEqual(expected);
});
