/** What a reader who found an error sees: the form, the ticket, and later what became of it. All of it without script. */
import type { ReactNode } from 'react';
import type { TicketStatus } from '#domain';
import { NoticeHeading } from './notices.tsx';
import { Main, renderPage } from './page.tsx';
import { usePage } from './page-context.ts';
import { claimAnchor } from './public-address.ts';
import { FORM_STYLE } from './style-form.ts';
import { wordsFor, type Words } from './words.ts';

/** Why the form is shown again. */
export type ChallengeProblem = 'blank' | 'text' | 'contact' | 'too-many';

export interface ChallengeForm {
  readonly title: string;
  readonly language: string;
  readonly claimNumber: number;
  /** As the published page words it. */
  readonly claimText: string;
  /** Absolute public URL of the report. */
  readonly report: string;
  /** Characters. */
  readonly textMax: number;
  readonly contactMax: number;
  /** What was sent and not taken; it must not be typed again. */
  readonly sent: {
    readonly text: string;
    readonly contact: string;
    readonly problem: ChallengeProblem;
  } | null;
}

export interface TicketPage {
  readonly ticket: string;
  readonly status: TicketStatus;
  /** Absolute public URL of this page. */
  readonly address: string;
  readonly language: string;
}

export const renderChallengeForm = (form: ChallengeForm): string =>
  page(
    form.language,
    ({ reportError, errorTitle }) => (form.sent ? errorTitle(reportError) : reportError),
    <Form form={form} />,
  );

/**
 * For whoever has the ticket, from when the report was sent: what became of it. It names neither the claim nor what was
 * written.
 */
export const renderTicket = (ticket: TicketPage): string =>
  page(ticket.language, (words) => words.errorReported, <Ticket of={ticket} />);

export const renderNoTicket = (language: string): string =>
  page(language, (words) => words.noTicket, <NoTicket />);

const page = (language: string, titleOf: (words: Words) => string, children: ReactNode): string =>
  renderPage({
    title: titleOf(wordsFor(language)),
    language,
    style: FORM_STYLE,
    head: <meta name="robots" content="noindex" />,
    children,
  });

function Form({ form }: { readonly form: ChallengeForm }) {
  const { words, told } = usePage();
  const { claimNumber, claimText, title, report, sent } = form;
  return (
    <>
      <NoticeHeading>{words.reportError}</NoticeHeading>
      <Main>
        <p className="standfirst">
          {words.reportErrorMeans} <cite {...told}>{title}</cite>
        </p>
        <blockquote className="challenged">
          <p className="kicker">
            <a href={`${report}#${claimAnchor(claimNumber)}`}>{words.claim(claimNumber)}</a>
          </p>
          <p {...told}>{claimText}</p>
        </blockquote>
        {sent && (
          <p id="problem" className="problem" role="alert">
            {words.errorProblems[sent.problem]}
          </p>
        )}
        <Fields form={form} />
      </Main>
    </>
  );
}

const FIELD_OF = { blank: 'text', text: 'text', contact: 'contact', 'too-many': null } as const;

/** The field that must be mended says so, and has the focus. No field has a `maxlength`: browsers cut a paste there unsaid. */
const faulty = (field: 'text' | 'contact', wrong: 'text' | 'contact' | null) =>
  field === wrong
    ? { 'aria-invalid': true, 'aria-describedby': `problem ${field}-note`, autoFocus: true }
    : { 'aria-describedby': `${field}-note` };

function Fields({ form: { textMax, contactMax, sent } }: { readonly form: ChallengeForm }) {
  const { words } = usePage();
  const wrong = FIELD_OF[sent?.problem ?? 'too-many'];
  return (
    <form className="challenge" method="post">
      <label htmlFor="text">{words.errorText}</label>
      <textarea
        id="text"
        name="text"
        rows={8}
        required
        dir="auto"
        defaultValue={sent?.text ?? ''}
        {...faulty('text', wrong)}
      />
      <p id="text-note" className="note">
        {words.errorTextMeans(textMax)}
      </p>
      <label htmlFor="contact">{words.errorContact}</label>
      <input
        id="contact"
        name="contact"
        type="text"
        dir="auto"
        autoComplete="email"
        defaultValue={sent?.contact ?? ''}
        {...faulty('contact', wrong)}
      />
      <p id="contact-note" className="note">
        {words.errorContactMeans(contactMax)}
      </p>
      {/* A trap for programs: people neither see nor reach it. */}
      <p className="trap" aria-hidden="true">
        <label htmlFor="website">{words.leaveEmpty}</label>
        <input id="website" name="website" type="text" tabIndex={-1} autoComplete="off" />
      </p>
      <button type="submit">{words.sendError}</button>
    </form>
  );
}

function Ticket({ of: { ticket, status, address } }: { readonly of: TicketPage }) {
  const { words } = usePage();
  return (
    <>
      <NoticeHeading>{words.errorReported}</NoticeHeading>
      <Main>
        <p className="standfirst">{words.errorStatuses[status]}</p>
        <p>{words.ticketMeans}</p>
        <p className="ticket">{ticket}</p>
        <p>
          <a href={address}>{address}</a>
        </p>
      </Main>
    </>
  );
}

function NoTicket() {
  const { words } = usePage();
  return (
    <>
      <NoticeHeading>{words.noTicket}</NoticeHeading>
      <Main>
        <p className="standfirst">{words.noTicketMeans}</p>
      </Main>
    </>
  );
}
