/** The words of the form with which readers report errors, and of what their ticket tells them. */
export const FORM_WORDS = {
  reportErrorIn: (number: number) => `Report an error in claim ${number}`,
  reportError: 'Report an error',
  reportErrorMeans:
    'You found something wrong in a report of ours. Thank you for telling us. It is about one claim of:',
  errorText: 'What is wrong, and how do you know?',
  errorTextMeans: (max: number) =>
    `At most ${max} characters. The more exactly you say where it can be looked up, the better. Only the editors read it, and they can erase it.`,
  errorTitle: (title: string) => `Error: ${title}`,
  errorContact: 'How can we reach you? (not required)',
  errorContactMeans: (max: number) =>
    `At most ${max} characters. Only the editors see it. Leave it empty to stay unknown: the ticket that you get tells you what became of it.`,
  leaveEmpty: 'Leave this empty',
  sendError: 'Send to the editors',
  errorProblems: {
    blank: 'Nothing was sent: please say what is wrong.',
    text: 'Nothing was sent: the text is too long, or holds characters that cannot be stored. Please shorten it, or leave those out.',
    contact:
      'Nothing was sent: your contact is too long, or holds characters that cannot be stored. Please shorten it, or leave those out.',
    'too-many':
      'Nothing was sent: too many reports came in from here within the hour. Please try again later, or write to the publisher.',
  },
  errorReported: 'Your report of an error',
  ticketMeans:
    'Please keep its ticket, or the address of this page: what becomes of it is told here, to whoever has the ticket, and nobody can give it to you a second time.',
  errorStatuses: {
    received: 'The editors have it and have not decided yet.',
    accepted: 'The editors accepted it: the claim is reviewed again, and the published report says so.',
    rejected: 'The editors looked at it and found no error.',
    dismissed: 'The editors accepted it, looked into it, and let the claim stand as it was published.',
    reviewed:
      'The editors accepted it, and the claim has been reviewed again. The report, or its next version, says how it stands.',
    answered: 'The editors have dealt with it. The report says how the claim stands now.',
  },
  noTicket: 'There is no such ticket',
  noTicketMeans:
    'No report of an error has this ticket. Please check it against what you wrote down: it has twenty letters and digits.',
};
