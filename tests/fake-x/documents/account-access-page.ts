export const ACCOUNT_ACCESS_PATH = '/account/access';

/**
 * X wants proof of who is there: a page outside the app with a frame of somebody else's. Only its path is known; the
 * words are ours.
 */
export const accountAccessPage = `<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><title>X</title><link rel="icon" href="data:,"></head>
<body><main class="PageContainer"><div class="PageHeader">Your account is waiting for a check</div>
<p class="TextGroup-text">Please show that you are human.</p>
<iframe title="Challenge" width="300" height="200" srcdoc="&lt;p&gt;A puzzle of another company.&lt;/p&gt;"></iframe>
<form method="GET" action="/account/access"><input type="submit" class="Button" value="Start"></form></main></body></html>
`;
