import { lengthMs } from '../page/outages.ts';
import { symptomName } from '../page/parts/symptoms.ts';
import { wordsIn } from '../page/words.ts';
import type { Site } from '../site.ts';
import { escapeXml } from './escape-xml.ts';
import type { PublishedIncident, Snapshot } from './snapshot.ts';

/**
 * The outages as an Atom feed (RFC 4287). An entry appears when an outage is noticed and changes once, when it is over:
 * what counts up in between would tell every reader of feeds about it every minute.
 */
export function renderFeed({ status, incidents }: Snapshot, site: Site): string {
  const entries = incidents.map((incident) => renderEntry(incident, site));
  // Without entries since the last change of the status: a feed must say something, and must not change all the time.
  const updated = incidents.map(updatedOf).sort().at(-1) ?? status.since;
  const title = `X outages${status.mode === 'development' ? ' (test run: reports are not checked)' : ''}`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
    `<id>${tagOf(site, 'outages')}</id>`,
    `<title>${title}</title>`,
    '<subtitle>As seen by the browsers that share what they see with Feed Canary</subtitle>',
    `<updated>${updated}</updated>`,
    '<author><name>Feed Canary</name></author>',
    '<rights>CC0 1.0: may be used for anything, without asking</rights>',
    `<link rel="self" type="application/atom+xml" href="${escapeXml(site.publicUrl)}/v1/incidents.atom"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(site.publicUrl)}/"/>`,
    ...entries,
    '</feed>\n',
  ].join('\n');
}

const updatedOf = ({ detected, end }: PublishedIncident): string => end ?? detected;

/** A name that stays (RFC 4151): readers of feeds know an entry by it. */
const tagOf = ({ publicUrl }: Site, name: string): string =>
  `tag:${new URL(publicUrl).hostname.replace(/[[\]]/g, '')},2026:${name}`;

function renderEntry(incident: PublishedIncident, site: Site): string {
  const { id, start, detected, end, peak, symptoms } = incident;
  const { moment, number, duration } = wordsIn('en');
  const utc = (iso: string) => `${moment(iso, 'moment')} UTC`;
  const title =
    end === null ? 'X is down' : `X was down for ${duration(lengthMs(incident, Date.parse(end)))}`;
  const seen = symptoms.map((symptom) => symptomName(symptom, wordsIn('en'))).join('; ');
  const content =
    end === null
      ? `Since ${utc(start)}. It is not just you.`
      : [
          `From ${utc(start)} to ${utc(end)}.`,
          `At its worst, at ${utc(peak.at)}, ${number(peak.problem)} browsers saw trouble.`,
          seen && `Seen: ${seen}.`,
        ]
          .filter(Boolean)
          .join(' ');
  return [
    '<entry>',
    `<id>${tagOf(site, `outage/${id}`)}</id>`,
    `<title>${escapeXml(title)}</title>`,
    `<published>${detected}</published>`,
    `<updated>${updatedOf(incident)}</updated>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(site.publicUrl)}/#outage-${id}"/>`,
    `<content type="text">${escapeXml(content)}</content>`,
    '</entry>',
  ].join('\n');
}
