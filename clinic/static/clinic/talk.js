// During the talk: shows what an entry changes, and saves the note while it is being written. Without it, saving does both.
"use strict";
(() => {
  const post = (form, address, more = {}) =>
    fetch(address, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Background": "1" },
      credentials: "same-origin",
      ...more,
    });

  for (const form of document.querySelectorAll("form[data-preview]")) {
    const SOON = 40; // ms after the last key
    const said = document.getElementById("effect-said");
    let timer, asked;
    const show = (found) => {
      said.textContent = found.sentence;
      for (const outcome of found.outcomes) {
        const row = document.querySelector(`[data-outcome="${outcome.code}"]`);
        if (!row) continue;
        row.querySelector(".then").textContent = outcome.then ? `→ ${outcome.then}` : "";
        row.classList.toggle("moved", Boolean(outcome.then));
      }
    };
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const answer = await post(form, form.dataset.preview, { signal: asked.signal });
      if (answer.ok) show(await answer.json());
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask().catch(() => {}), SOON);
    });
  }

  const note = document.querySelector("form[data-autosave]");
  if (!note) return;
  const PAUSE = 1000; // ms after the last key
  const status = note.querySelector(".saved");
  let waiting, saving = Promise.resolve(), open = false, busy = false;
  const save = async () => {
    clearTimeout(waiting);
    if (!open) return;
    open = false;
    busy = true;
    status.textContent = note.dataset.saving;
    let told = note.dataset.failed;
    let stored = false;
    try {
      const answer = await post(note, location.pathname, { keepalive: true });
      if ([200, 400, 409].includes(answer.status)) {
        const found = await answer.json();
        told = found.said;
        stored = answer.ok;
        if (stored) note.elements.revision.value = found.revision;
      }
    } catch {}
    open ||= !stored;
    busy = false;
    status.textContent = told;
    status.classList.toggle("failed", !stored);
  };
  // One after the other: each carries the revision that the one before it was given.
  const saveNow = () => (saving = saving.then(save));
  note.addEventListener("input", () => {
    open = true;
    clearTimeout(waiting);
    waiting = setTimeout(saveNow, PAUSE);
  });
  note.addEventListener("submit", (event) => {
    clearTimeout(waiting);
    if (busy) {
      event.preventDefault();
      saving.then(() => note.requestSubmit(event.submitter));
    }
    open = false;
  });
  document.addEventListener("clinic:idle", (event) => event.detail.waitUntil(saveNow()));
  addEventListener("pagehide", saveNow);
})();
