/** Invented pairs of accounts of one story that look as if they rested on one origin, and do not. */
import { NIGHTS, WEEKLY, type Account } from './upstream-one-origin.ts';

const FOODS: Account = [
  'Velmar Herald',
  '2024-03-04',
  'Kell Foods sold spoiled meat to schools, internal emails obtained by the Velmar Herald show.',
  'Rolf Amsel runs the plant in Marl.',
];

export const LOOK_ALIKE: [string, Account, Account][] = [
  [
    'two leaks of one company in one month',
    FOODS,
    [
      'Northern Post',
      '2024-03-15',
      'Kell Foods dodged taxes for nine years, internal emails leaked to the Northern Post show.',
      'Liv Tamm of Marl keeps its books.',
    ],
  ],
  [
    'emails and an audit of one company',
    FOODS,
    [
      'Northern Post',
      '2024-03-08',
      'A leaked audit says that Kell Foods dodged taxes for nine years.',
      'Rolf Amsel knew nothing of it, he said in Marl.',
    ],
  ],
  [
    'memos of a ministry and letters to it',
    [
      'Kell Post',
      '2024-05-05',
      'The memos, written in 2019 by engineers at the Ministry of Transport, warned that the Gorse bridge in Lower Tessel would fall.',
    ],
    [
      'Daily Courier',
      '2024-05-09',
      'The letters, obtained by the Daily Courier, warned the Ministry of Transport that the Gorse bridge in Lower Tessel would cost more.',
    ],
  ],
  [
    'two studies of one field in one journal',
    NIGHTS,
    [
      'Daily Courier',
      '2024-03-12',
      'Drivers who work at night sleep badly, a study led by Ivo Brandt and published in Heart and Work has found.',
    ],
  ],
  [
    'two studies of one field',
    [
      'Kell Post',
      '2024-03-05',
      'Children who sleep with a window open cough less, a study by the University of Marl found.',
      'Doctor Liv Tamm of Kell opens hers.',
    ],
    [
      'Daily Courier',
      '2024-03-07',
      'Children who sleep with a window open catch colds, a study by the University of Kell found.',
      'In Marl Liv Tamm disagrees.',
    ],
  ],
  [
    'two papers with witnesses of their own',
    [
      'Kell Post',
      '2024-03-05',
      'Mara Quill, who watched the flood in Lower Tessel, told the Kell Post that no siren sounded at the Gorse dam.',
    ],
    [
      'Daily Courier',
      '2024-03-05',
      'Ewan Brand, who was in the mill of Lower Tessel, told the Daily Courier that the Gorse dam gave way.',
    ],
  ],
  [
    'two polls',
    [
      'Kell Post',
      '2024-05-05',
      'The governing party of Velland would win 31 percent, according to a survey conducted by the pollster Datum.',
      'Prime Minister Ada Roth stays calm.',
    ],
    [
      'Daily Courier',
      '2024-05-07',
      'Velland sees its governing party at 28 percent, according to a survey conducted by the pollster Civis.',
      'Ada Roth wants to govern on.',
    ],
  ],
  [
    'a ministry that speaks to both',
    [
      'Kell Post',
      '2024-05-05',
      'The Ministry of Transport said that the Gorse bridge in Lower Tessel was safe.',
    ],
    [
      'Daily Courier',
      '2024-05-07',
      'The Gorse bridge in Lower Tessel will close, the Ministry of Transport said.',
    ],
  ],
  [
    'an agency that everybody cites',
    [
      'Kell Post',
      '2024-05-05',
      'The Gorse dam in Lower Tessel broke at noon, Reuters reported.',
      'Our reporter met Ewan Brand at the mill.',
    ],
    [
      'Daily Courier',
      '2024-05-05',
      'Reuters reported that the Gorse dam in Lower Tessel had been inspected at noon.',
      'Mara Quill showed us her kitchen.',
    ],
  ],
  [
    'a paper that is spoken of, and says nothing',
    [
      'Kell Post',
      '2024-03-04',
      'Hanna Voss threw reporters of the Observer Weekly out of the Institute for Medical Devices, a porter of the house said.',
      'The porter has worked in Marlstadt for nine years.',
    ],
    WEEKLY,
  ],
];
