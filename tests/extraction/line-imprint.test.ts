import { expect, test } from '@jest/globals';
import { isImprint } from '../../libs/extraction/src/regions/line-imprint.ts';
import { shapeOf } from '../../libs/extraction/src/regions/line-shape.ts';

const tells = (line: string): boolean => isImprint(shapeOf(line));

test.each([
  'This article is part of Dry Wells, a year-long project by six newsrooms.',
  'This newspaper is owned by a trust that may not speak to the editor.',
  'You are reading a story from our archive.',
  'Jane Doe is our courts reporter and grew up on the coast.',
  "Jane Doe is the paper's courts reporter and grew up on the coast.",
  'Jane Doe covers the harbour board for the Lantern.',
  'Before joining the newsroom, John Roe taught chemistry for nine years.',
  'Our gardening correspondent is a retired signalman.',
  'Every Friday, Jane Doe sends out one letter on what the council did.',
  'Members of the Lantern get a call with an editor once a quarter.',
  'If 40 more people chip in tonight, we can hire a reporter.',
  'In this week’s episode, two sisters ask who owns the pier.',
  'Take our eight-question quiz and find out.',
  'We’re hiring a night editor in Port Ellery.',
  'Do you work at the plant? Our desk would like to hear from you.',
  'You are welcome to reprint this piece, provided you keep the links.',
  'Notes to editors: photographs can be supplied on request.',
  'About Norhaven Grains: Norhaven Grains is a leading supplier of flour.',
  'We correct errors as soon as we learn of them.',
  'We and our 40 partners store information on your device.',
  'Comments on this story are moderated during office hours.',
  'If anything in this report has upset you, the line is open all night.',
  'Calls cost nothing from any phone.',
  'Other sites may re-publish our articles with a link.',
])('of the site itself: %s', (line) => {
  expect(tells(line)).toBe(true);
});

test.each([
  'This report, which was never published, names 40 officers.',
  'Every Friday the guards counted the prisoners twice.',
  'Before joining the army, Doe had taught chemistry.',
  'Jane Doe covers the windows with foil at night.',
  'Jane Doe writes that she was beaten.',
  'Our reporter was turned away at the gate.',
  'The newsletter of the ministry named 12 officers.',
  'The company was to make a delivery of 300 beds.',
  'About 300 people were moved, officials said.',
  'We counted 14 bodies in the yard.',
  'The podcast says that 12 people died.',
  'Do you know what they did to him?',
  '“We correct errors as soon as we learn of them,” the spokesman said.',
  'The prisoners were told to contact their families by letter.',
])('of the article: %s', (line) => {
  expect(tells(line)).toBe(false);
});
