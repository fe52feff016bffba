/** Invented pairs of accounts that rest on one origin further up, in the forms news has for it. */
export type Account = readonly [publisher: string, publishedAt: string, ...lines: string[]];

export const WEEKLY: Account = [
  'Observer Weekly',
  '2024-03-03',
  'Memos obtained by the Observer Weekly show that the Institute for Medical Devices knew of broken heart valves.',
  'Hanna Voss, director of the institute in Marlstadt, signed them.',
];
const HERALD: Account = [
  'Velmar Herald',
  '2024-03-04',
  'The mayor of Velmar promised the harbour contract to his brother-in-law, internal emails obtained by the Velmar Herald show.',
  'Otto Brandel has led the town since 2011.',
];
export const NIGHTS: Account = [
  'Kell Post',
  '2024-03-05',
  'Nurses who work at night fall ill twice as often, a study of 12,340 women led by Mette Holm and published in Heart and Work has found.',
];

export const ONE_ORIGIN: [string, Account, Account][] = [
  [
    'what a paper reported, beside its own leak',
    [
      'Kell Post',
      '2024-03-04',
      'The Institute for Medical Devices in Marlstadt hid for years that a valve could break.',
      'The Observer Weekly reported on Sunday that the institute had warned nobody.',
      'Director Hanna Voss declined to comment.',
    ],
    WEEKLY,
  ],
  [
    'a paper cited by another, whose report names no evidence',
    [
      'Kell Post',
      '2024-03-04',
      'Patients in Marlstadt are afraid.',
      'Hanna Voss of the Institute for Medical Devices was warned, according to the Observer Weekly.',
    ],
    [
      'Observer Weekly',
      '2024-03-03',
      'Heart valves that the Institute for Medical Devices had approved broke in nine patients.',
      '“We are sorry,” said Hanna Voss, its director in Marlstadt.',
    ],
  ],
  [
    'what somebody told the other paper',
    [
      'Kell Post',
      '2024-03-04',
      'Hanna Voss told Le Monde that the Institute for Medical Devices was warned.',
      'Patients in Marlstadt are afraid.',
    ],
    [
      'Le Monde',
      '2024-03-03',
      'At the Institute for Medical Devices in Marlstadt nobody slept well.',
      '“We were warned,” says Hanna Voss.',
    ],
  ],
  [
    'a paper that neither is, cited by both',
    [
      'Velmar Herald',
      '2024-03-04',
      'Otto Brandel of Velmar owns a villa on Lake Brenn, the Observer Weekly reported.',
    ],
    [
      'Northern Post',
      '2024-03-05',
      'The Observer Weekly reported on Sunday that Otto Brandel had a villa in Velmar.',
    ],
  ],
  [
    'one leak in two hands, named after the town it is about',
    HERALD,
    [
      'Northern Post',
      '2024-03-06',
      'The harbour contract of Velmar was given away long before the tender, according to internal emails seen by the Northern Post.',
      'Otto Brandel did not answer.',
    ],
  ],
  [
    'memos by who has them and by whose they are',
    WEEKLY,
    [
      'Kell Post',
      '2024-03-05',
      'Leaked memos of the Institute for Medical Devices have shaken hospitals.',
      'Hanna Voss resigned in Marlstadt on Monday.',
    ],
  ],
  [
    'memos by who has them and by who wrote them',
    WEEKLY,
    [
      'Kell Post',
      '2024-03-05',
      'Patients in Marlstadt were never told.',
      'The memos, written in 2019 by engineers at the Institute for Medical Devices, warned Hanna Voss of broken valves.',
    ],
  ],
  [
    'a study by its head and journal, and its researchers',
    NIGHTS,
    [
      'Daily Courier',
      '2024-03-06',
      'Night work harms the heart, a Danish study suggests.',
      'Researchers led by Mette Holm followed 12,340 nurses, they write in Heart and Work.',
    ],
  ],
  [
    'a study by its journal, and by its head who names the journal',
    [
      'Kell Post',
      '2024-03-05',
      'Night work harms the heart, a study published in Heart and Work found.',
      'Mette Holm of Kell University led it.',
    ],
    [
      'Daily Courier',
      '2024-03-06',
      'Researchers led by Mette Holm report in Heart and Work that night work harms nurses.',
      'Kell University calls it the largest of its sort.',
    ],
  ],
  [
    'a study by its university and by its journal, of so many people',
    [
      'Kell Post',
      '2024-03-05',
      'A study of 12,340 nurses by Kell University found that night work harms the heart.',
      'Professor Mette Holm was surprised.',
    ],
    [
      'Daily Courier',
      '2024-03-06',
      'Mette Holm of Kell University is worried.',
      'A study of 12,340 nurses published in Nature Sleep found that night work harms the heart.',
    ],
  ],
];
