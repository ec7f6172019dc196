// Signs out a page that nobody touches, as the server does. A minute before the end it asks; just before it, scripts
// that hear "clinic:idle" on the document may save: event.detail.waitUntil(promise) is waited for, three seconds at most.
"use strict";
(() => {
  const WARNING = 60, SAVING = 5, PATIENCE = 3; // seconds
  const REPORT = 60 * 1000; // ms: how often what somebody does is told to the server
  const form = document.getElementById("idle");
  const words = document.getElementById("idle-words");
  const token = form.elements.csrfmiddlewaretoken.value;
  let told = Date.now();
  let until = Infinity; // as the server said last
  let ending = false;
  let timer;

  const ask = async (method) => {
    const headers = method === "POST" ? { "X-CSRFToken": token } : { "X-Background": "1" };
    const answer = await fetch(form.dataset.left, { method, headers, credentials: "same-origin" });
    if (!answer.ok && answer.status !== 401) throw new Error(answer.status);
    return answer.status === 401 ? 0 : (await answer.json()).seconds;
  };

  const plan = (left) => {
    clearTimeout(timer);
    until = Date.now() + left * 1000;
    const warned = left <= WARNING;
    form.hidden = !warned;
    words.setAttribute("role", "alert");
    words.textContent = warned ? form.querySelector("template").content.textContent : "";
    timer = setTimeout(look, Math.max(0, left - (warned ? SAVING : WARNING)) * 1000);
  };

  // Another page of the same session may have been in use: the server knows. Without an answer, what it said last counts.
  const look = async () => {
    const left = await ask("GET").catch(() => (until - Date.now()) / 1000);
    if (left === Infinity) timer = setTimeout(look, REPORT);
    else if (left > SAVING) plan(left);
    else end();
  };

  const end = async () => {
    if (ending) return;
    ending = true;
    const saving = [];
    document.dispatchEvent(
      new CustomEvent("clinic:idle", { detail: { waitUntil: (promise) => saving.push(promise) } }),
    );
    await Promise.race([
      Promise.allSettled(saving),
      new Promise((done) => setTimeout(done, PATIENCE * 1000)),
    ]);
    form.elements.next.value = location.pathname + location.search;
    form.submit();
  };

  const stay = () => {
    told = Date.now();
    ask("POST").then(plan, () => {});
  };
  const touched = () => Date.now() - told > REPORT && !ending && stay();

  for (const sign of ["pointerdown", "keydown", "input", "scroll"]) {
    addEventListener(sign, touched, { passive: true, capture: true });
  }
  form.querySelector("button[type=button]").addEventListener("click", stay);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    end();
  });
  addEventListener("visibilitychange", () => document.hidden || look());
  addEventListener("pageshow", (event) => event.persisted && look());
  look();
})();
