/**
 * What logged-out people get at `/` since June 2026. Its title and the four drawings are known, the rest is not
 * [vladkens/twscrape#312, #330]: the elements inside are as good as any.
 */
export const loggedOutFrontEnd = `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>X. It’s what’s happening / X</title><link rel="icon" href="data:,">
<style>body { margin: 0; background: #000; color: #fff; font: 16px system-ui } main { padding: 4rem }</style></head>
<body><div id="root"><main><h1>Happening now</h1><p>Join today.</p><a href="/i/flow/signup">Create account</a> <a href="/i/flow/login">Sign in</a></main></div>
${[0, 1, 2, 3].map((n) => `<svg viewBox="0 0 24 24" id="loading-x-anim-${n}" aria-hidden="true"></svg>`).join('')}</body></html>
`;

/** The day the logged-in app moves to a front-end of which nothing is known: X works, and nothing is recognised. */
export const loggedInFrontEnd = `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>Home / X</title><link rel="icon" href="data:,">
<style>body { margin: 2rem auto; max-width: 40rem; background: #000; color: #fff; font: 16px system-ui } li { padding: 1rem 0 }</style></head>
<body><div id="root"><nav><a href="/home">Home</a> <a href="/explore">Explore</a></nav><main><ul>
<li><b>Barn Owl</b> The heron is back at the weir.</li><li><b>Sand Plover</b> Fog until noon, then one clear hour.</li>
</ul></main></div></body></html>
`;
