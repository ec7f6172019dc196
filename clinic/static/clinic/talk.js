// During the talk: shows what an entry changes, and what cannot be read. Without it, saving does both.
"use strict";
for (const form of document.querySelectorAll("form[data-preview]")) {
  const SOON = 40; // ms after the last key
  const said = document.getElementById("effect-said");
  let timer, asked;
  const show = ({ sentence, outcomes, faults }) => {
    // What is still being typed is no fault yet.
    const wrong = faults.filter(
      ({ at }) => !document.getElementById(at)?.contains(document.activeElement),
    );
    said.textContent = wrong.map(({ text }) => text).join(" ") || sentence;
    said.classList.toggle("wrong", wrong.length > 0);
    for (const outcome of outcomes) {
      const row = document.querySelector(`[data-outcome="${outcome.code}"]`);
      if (!row) continue;
      row.querySelector(".then").textContent = outcome.then ? `→ ${outcome.then}` : "";
      row.classList.toggle("moved", Boolean(outcome.then));
    }
  };
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const answer = await fetch(form.dataset.preview, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Background": "1" },
      credentials: "same-origin",
      signal: asked.signal,
    });
    if (answer.ok) show(await answer.json());
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => ask().catch(() => {}), SOON);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  // As with Tab: what is typed takes the place of what stood in the first field.
  const first = form.querySelector("[autofocus]");
  if (first && [first, document.body].includes(document.activeElement)) {
    // the browser itself may get to it only after this
    first.focus();
    first.select?.();
  }
  if (form.querySelector(".bad")) soon(); // A save that was refused: what was typed stands here, and nowhere else.
}
