// Follows an export until it is ready, then takes it once. Without it, "Look again" and the link do the same.
"use strict";
(() => {
  const ready = document.querySelector("[data-start]");
  if (ready) {
    history.replaceState(null, "", location.pathname); // a reload takes nothing again
    ready.click();
  }
  const box = document.querySelector("[data-progress]");
  if (!box) return;
  const PAUSE = 1000; // ms between two looks, longer while nothing is heard
  const bar = box.querySelector("progress");
  const said = box.querySelector("[role=status]");
  box.querySelector("[data-again]").hidden = true;
  let pause = PAUSE;
  const look = async () => {
    try {
      const headers = { "X-Background": "1" };
      const answer = await fetch(box.dataset.progress, { headers, credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.status);
      const found = await answer.json();
      if (found.over) return location.reload();
      bar.value = found.done;
      if (said.textContent !== found.said) said.textContent = found.said;
      pause = PAUSE;
    } catch {
      pause = Math.min(pause * 2, 30 * PAUSE);
    }
    setTimeout(look, pause);
  };
  setTimeout(look, PAUSE);
})();
