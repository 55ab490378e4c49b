import { type ComponentChild, h } from 'preact';
import type { PublishedIncident } from '../../publish/snapshot.ts';
import { lengthMs } from '../outages.ts';
import type { Words } from '../words.ts';
import { placeName } from './places.ts';
import { symptomName } from './symptoms.ts';

/** The list shows this many; all of them are in the feed and the JSON. */
const MAX_LISTED = 20;
const MAX_PLACES = 8;

/** Every outage with its exact start, end and length, newest first. */
export function outageList(
  incidents: readonly PublishedIncident[],
  nowMs: number,
  words: Words,
): ComponentChild {
  const { text } = words;
  return h(
    'section',
    { id: 'outages', class: 'card', 'aria-labelledby': 'outages-title' },
    h('h2', { id: 'outages-title' }, text('outages.title')),
    incidents.length === 0
      ? h('p', { class: 'quiet' }, text('outages.none'))
      : h(
          'ol',
          null,
          incidents.slice(0, MAX_LISTED).map((incident) => entry(incident, nowMs, words)),
        ),
  );
}

function entry(incident: PublishedIncident, nowMs: number, words: Words): ComponentChild {
  const { text, rich, time, duration, number, list } = words;
  const { id, start, detected, end, peak, symptoms, cells } = incident;
  const times =
    end === null
      ? rich('outages.since', { start: time(start, 'moment') })
      : rich('outages.fromTo', { start: time(start, 'moment'), end: time(end, 'moment') });
  const delayMs = Date.parse(detected) - Date.parse(start);
  return h(
    'li',
    { id: `outage-${id}`, 'data-start': start, 'data-end': end ?? '' },
    h(
      'h3',
      null,
      h('span', { class: 'length' }, duration(lengthMs(incident, nowMs))),
      end === null && h('strong', null, text('outages.ongoing')),
      h('span', { class: 'when' }, times),
    ),
    h(
      'p',
      null,
      rich('outages.peak', { count: number(peak.problem), time: time(peak.at, 'clock') }),
      delayMs > 0 && ` ${text('outages.noticed', { length: duration(delayMs) })}`,
    ),
    symptoms.length > 0 && h('p', null, symptoms.map((symptom) => symptomName(symptom, words)).join(' · ')),
    cells.length > 0 &&
      h(
        'p',
        { class: 'quiet' },
        text('outages.places', {
          places: list(cells.slice(0, MAX_PLACES).map((cell) => placeName(cell, words))),
        }),
      ),
  );
}
