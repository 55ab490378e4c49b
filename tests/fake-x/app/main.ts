import { errorBoundary } from './error-boundary.ts';

/** X's main script, which fetches the rest. What cannot be fetched is as on the server's page, what breaks is not. */
try {
  await import('./app.js' as string);
} catch (error) {
  const form = document.getElementById('ScriptLoadFailure');
  // a module that cannot be fetched is a TypeError; only the page's own script elements announce that by an event
  if (error instanceof TypeError && form) form.style.display = 'block';
  else document.querySelector('#react-root > div > div')?.replaceChildren(errorBoundary(error));
}
