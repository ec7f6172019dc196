// Saves the note while it is being written. What the server does not have yet stays in this tab (draft.js) and is saved
// once it is put back. Without it, the button saves.
"use strict";
(() => {
  const note = document.querySelector("form[data-autosave]");
  if (!note) return;
  const PAUSE = 1000; // ms after the last key
  const LONGEST = 5000; // ms, for who types on and on
  const AGAIN = 5000; // ms after a save that did not arrive
  const draft = Draft(note);
  const status = note.querySelector(".saved");
  let waiting, since, saving = Promise.resolve(), open = false, busy = 0, leaving = false;

  const tell = (words, failed) => {
    status.textContent = words;
    status.classList.toggle("failed", failed);
  };

  // "stored"; "refused" where the server said why not; "lost" where it got no answer or nobody is signed in.
  const send = async (keepalive) => {
    try {
      const answer = await fetch(location.pathname, {
        method: "POST",
        body: new FormData(note),
        headers: { "X-Background": "1" },
        credentials: "same-origin",
        keepalive,
      });
      // Whoever is not signed in any more is led to the sign-in.
      const answered = [200, 400, 409].includes(answer.status) && !answer.redirected;
      if (!answered) return { as: "lost", signedOut: answer.status < 500 };
      const { said, revision } = await answer.json();
      if (answer.ok) note.elements.revision.value = revision;
      return { as: answer.ok ? "stored" : "refused", said };
    } catch {
      return { as: "lost" };
    }
  };
  // `atOnce`: the page goes now; the browser sends on, up to 64 kB.
  const save = async (atOnce) => {
    clearTimeout(waiting);
    since = undefined;
    if (!open) return { as: "stored" };
    open = false;
    busy += 1;
    tell(note.dataset.saving, false);
    const found = await send(atOnce);
    busy -= 1;
    if (found.as === "stored" && !open) draft.forget();
    if (found.as !== "stored") open = true;
    if (found.as === "lost" && !found.signedOut) waiting = setTimeout(() => saveNow(), AGAIN);
    tell(found.said ?? note.dataset.failed, found.as !== "stored");
    return found;
  };
  // One after the other: each carries the revision that the one before it was given.
  const saveNow = (atOnce = false) => (saving = saving.then(() => save(atOnce)));

  note.addEventListener("input", () => {
    open = true;
    draft.keep();
    clearTimeout(waiting);
    since ??= Date.now();
    waiting = setTimeout(() => saveNow(), Math.min(PAUSE, Math.max(0, since + LONGEST - Date.now())));
  });
  // The page is left only for an answer of the server: what cannot be sent stays on it.
  note.addEventListener("submit", async (event) => {
    if (leaving || !(open || busy)) return;
    event.preventDefault();
    const { as, signedOut } = await saveNow();
    if (as === "lost" && !signedOut) return;
    leaving = true;
    note.requestSubmit(event.submitter);
  });
  document.addEventListener("clinic:idle", (event) => event.detail.waitUntil(saveNow()));
  addEventListener("online", () => open && saveNow());
  addEventListener("pagehide", () => leaving || saveNow(true));

  if (!note.dataset.shown && draft.putBack()) {
    open = true;
    saveNow();
  }
})();
