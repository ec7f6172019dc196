// What is typed into a form and not stored yet, kept in this tab for whoever typed it (form[data-whose]): after a broken
// line, a reload or the end of the session it is put back, once it is she who is signed in again.
"use strict";
const Draft = (form) => {
  const LASTS = 12 * 60 * 60 * 1000; // ms: as long as a session, at the most
  const name = `unsaved:${location.pathname}:${form.dataset.whose}`;
  const TOKEN = "csrfmiddlewaretoken";

  const entries = () => [...new FormData(form)].filter(([key]) => key !== TOKEN);
  const memory = (work) => {
    try {
      return work(sessionStorage);
    } catch {
      return null; // A browser that keeps nothing.
    }
  };
  const keep = () =>
    memory((kept) => kept.setItem(name, JSON.stringify({ at: Date.now(), entries: entries() })));
  const forget = () => memory((kept) => kept.removeItem(name));

  // Whether something was put back. What was typed onto other stored values (`was`) is forgotten.
  const putBack = () => {
    const kept = memory((all) => JSON.parse(all.getItem(name)));
    const value = (list, key) => list.find(([each]) => each === key)?.[1];
    const now = entries();
    const same = kept && JSON.stringify(kept.entries) === JSON.stringify(now);
    const moved = kept && value(kept.entries, "was") !== value(now, "was");
    if (!kept || same || moved || Date.now() - kept.at > LASTS) {
      forget();
      return false;
    }
    for (const control of form.elements) {
      const values = kept.entries.filter(([key]) => key === control.name).map(([, each]) => each);
      if (["checkbox", "radio"].includes(control.type))
        control.checked = values.includes(control.value);
      else if (control.name && control.name !== TOKEN && control.type !== "submit")
        control.value = values[0] ?? "";
    }
    return true;
  };
  return { keep, forget, putBack };
};

// A form that is saved by its button alone. One that the server shows again with its faults holds what was typed.
for (const form of document.querySelectorAll("form[data-draft]")) {
  const draft = Draft(form);
  const words = form.querySelector(".put-back");
  form.addEventListener("input", draft.keep);
  if (form.dataset.shown) draft.keep();
  else if (draft.putBack()) {
    words.textContent = words.dataset.words;
    form.dispatchEvent(new Event("change"));
  }
}
