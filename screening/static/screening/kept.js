// What this device keeps of her answers: only what is not saved yet, only until it is, and for as long as a link opens
// at the most; an entry for each question.
"use strict";
const Kept = (() => {
  const PREFIX = "unsaved:";
  const LASTS = 30 * 24 * 60 * 60 * 1000; // ms

  function memory(work) {
    try {
      return work(localStorage);
    } catch {
      return null; // A browser that keeps nothing: what is typed is still saved by the server.
    }
  }

  // `whose`: the screening's code; empty where nothing may be kept.
  const name = (whose, where, item) => `${PREFIX}${whose}|${where}|${item}`;

  // `values`: names and values of the question's controls now; `at`: when they changed.
  function put(whose, where, item, values, at) {
    const text = JSON.stringify({ values, at });
    if (whose) memory((kept) => kept.setItem(name(whose, where, item), text));
  }

  function drop(whose, where, item) {
    memory((kept) => kept.removeItem(name(whose, where, item)));
  }

  function all(whose) {
    const found = memory((kept) =>
      Object.entries(kept)
        .filter(([key]) => whose && key.startsWith(name(whose, "", "").slice(0, -1)))
        .map(([key, text]) => {
          const [, where, item] = key.split("|");
          return { key, text, where, item, ...JSON.parse(text) };
        }),
    );
    return found || [];
  }

  // The server has an entry, or cannot read it. One that its own page changed meanwhile, in another tab, stays.
  function settle({ key, text, values, at }, unread) {
    memory((kept) => {
      if (kept.getItem(key) !== text) return;
      if (unread) kept.setItem(key, JSON.stringify({ values, at, unread }));
      else kept.removeItem(key);
    });
  }

  function expire() {
    const old = (text) => !(Date.now() - JSON.parse(text).at < LASTS);
    memory((kept) => {
      for (const [key, text] of Object.entries(kept))
        if (key.startsWith(PREFIX) && old(text)) kept.removeItem(key);
    });
  }

  function forget() {
    memory((kept) => {
      for (const key of Object.keys(kept)) if (key.startsWith(PREFIX)) kept.removeItem(key);
    });
  }

  expire();
  return { put, drop, all, settle, forget };
})();
