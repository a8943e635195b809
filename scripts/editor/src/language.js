// Vietnamese from the first visit on, whatever the language of the browser; who chooses another one keeps it. Runs before
// Sveltia, which reads its preferences as soon as it is there.
const PREFERENCES = "sveltia-cms.prefs";
try {
  const chosen = JSON.parse(localStorage.getItem(PREFERENCES) ?? "{}");
  if (!chosen.locale) localStorage.setItem(PREFERENCES, JSON.stringify({...chosen, locale: "vi"}));
} catch (e) { /* without a store the browser's language decides */ }
