/** A text, or its forms by the plural categories of `Intl.PluralRules`. Names in braces are replaced. */
export type Text = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/**
 * Every word of the status page. Other languages have the same keys: see `languages.ts`. A status says what it means for
 * whoever reads it, and claims no more than was counted.
 */
export const EN = {
  siteTitle: 'Is X down?',
  development: 'Test run. Reports are not checked here, so anybody can make these numbers up.',
  stale: 'No connection for the moment. What you see is from {time}.',

  'headline.calm': 'X is working',
  'headline.elevated': 'X may be having trouble',
  'headline.outage.most': 'X is down for most people',
  'headline.outage.many': 'X is down for many people',
  'headline.no-data': 'Nobody can tell right now',
  'meaning.calm':
    'No more trouble than usual. If X looks broken for you, it is most likely just that page, your account or your connection.',
  'meaning.elevated':
    'More people than usual see trouble, but too few to call it an outage. If X looks broken for you, you may not be the only one.',
  'meaning.outage':
    'It is not just you, and it does not mean that your account was suspended. There is nothing you need to do.',
  'meaning.no-data':
    'Too few people share what they see at the moment. This does not mean that X works, and it does not mean that it is down.',
  'meaning.coldStart':
    'This page has only begun to listen. Unless many people share what they see, it takes a day of watching before it knows what is usual.',
  since: 'Since {time} ({length})',
  worstPlaces: 'More trouble than usual in: {places}.',

  'numbers.title': 'In numbers',
  'numbers.trouble': 'Browsers that see trouble',
  'numbers.trouble.note': 'in the last {length}',
  'numbers.usual': 'Usual at this hour',
  'numbers.usual.note': 'going by what was seen before',
  'numbers.times': 'now it is about {factor} times as many',
  'numbers.usual.unknown': 'Takes a day of watching to know',
  'numbers.share': 'Share of people affected',
  'numbers.share.range': 'most likely between {low} and {high} of everyone who has X open',
  'numbers.share.unknown': 'Too few reports to say',
  'numbers.of': 'of about {count} with X open',
  few: 'too few to show',
  unknown: 'not known',

  'day.title': 'The last 24 hours',
  'day.caption': 'Browsers that saw trouble, for each quarter of an hour',
  'day.summary': 'Most: {peak} at {time}. Newest: {newest}. Usual now: {usual}.',
  'day.empty': 'A bar appears for each quarter of an hour in which at least ten browsers report.',
  'day.now': 'now',
  'legend.trouble': 'saw trouble',
  'legend.counting': 'still being counted',
  'legend.usual': 'usual',
  'legend.outage': 'outage',
  'legend.gap': 'not watched',
  asTable: 'The same as a table',
  'column.time': 'Time',
  'column.trouble': 'Saw trouble',
  'column.usual': 'Usual',
  'column.share': 'Affected',

  'symptoms.title': 'What people see',
  'symptoms.none': 'No kind of trouble is frequent enough to show.',
  'symptom.blank-page': 'A page that stays blank',
  'symptom.empty-feed': '“Welcome to X!” where posts should be',
  'symptom.empty-list': '“Waiting for posts” that never come',
  'symptom.empty-profile': 'Profiles without their posts',
  'symptom.timeline-error': '“Something went wrong. Try reloading.”',
  'symptom.stuck-loading': 'Loading that never ends',
  'symptom.script-failure': 'A page that cannot start',
  'symptom.posting-failed': 'Posts that cannot be sent',
  'symptom.server-error': 'An error page from X',
  'symptom.unreachable': 'X cannot be reached at all',
  'symptom.rate-limited': '“Rate limit exceeded”',
  'symptom.partial': 'Some parts work, others do not',

  'places.title': 'Where',
  'places.none': 'A place is shown as soon as at least ten browsers there report.',
  'places.region': '{region}, other countries',
  'column.place': 'Place',
  'place.calm': 'as usual',
  'place.elevated': 'more trouble than usual',
  'place.outage': 'outage',
  'place.no-data': 'cannot tell yet',

  'days.title': 'The last 90 days',
  'days.outages': 'Outages',
  'days.total': 'Time down in all',
  'days.longest': 'Longest outage',
  'days.watched': 'Days watched',
  'days.watched.of': '{watched} of {all}',
  'days.summary': {
    one: '{count} outage in {watched} days watched, {length} in all.',
    other: '{count} outages in {watched} days watched, {length} in all.',
  },
  'days.calm': 'no outage',
  'days.outage': 'outage: the taller, the longer',
  'days.utc': 'Days begin at midnight UTC.',
  'days.table.none': 'None of the days watched had an outage.',
  'days.table.rest': 'All other days that were watched had none.',
  'column.day': 'Day',
  'column.down': 'Time down',

  'outages.title': 'Outages',
  'outages.none': 'None so far in the days that were watched.',
  'outages.ongoing': 'Going on',
  'outages.fromTo': '{start} to {end}',
  'outages.since': 'since {start}',
  'outages.peak': 'At its worst {count} browsers saw trouble, at {time}.',
  'outages.noticed': 'Noticed {length} after it began.',
  'outages.places': 'Where: {places}.',

  'about.title': 'Where the numbers come from',
  'about.source':
    'Feed Canary is a browser extension that notices trouble on X by itself: nobody has to press a button. Whoever chooses to share sends anonymous reports, and a browser counts once in a quarter of an hour.',
  'about.rounding':
    'Counts are estimates, rounded to five. What rests on fewer than ten reports is not shown. The words above follow fixed rules, not an editor.',
  'about.licence': 'All numbers may be used for anything, without asking (CC0).',
  'about.independent': 'Feed Canary has nothing to do with X Corp.',
  'links.title': 'Take it with you',
  'links.extension': 'Get Feed Canary',
  'links.feed': 'News feed (Atom)',
  'links.badge': 'Badge for your own page',
  'links.status': 'These numbers (JSON)',
  'links.data': 'Open data (CSV, a file a day)',
  'links.api': 'For programmers (OpenAPI)',
  'links.language': 'Language',
  updated: 'As of {time}.',
  'times.utc': 'Times are in UTC.',
  'times.local': 'Times are those of your time zone.',
} as const satisfies Record<string, Text>;

export type TextKey = keyof typeof EN;
export type Texts = Record<TextKey, Text>;
