// Shows how a mail arrives while it is written; without JavaScript a button does.
const form = document.querySelector("[data-mail]");
let waiting;
let asked = 0;
const show = async () => {
  const mine = ++asked;
  const body = new FormData(form);
  body.set("preview", "yes");
  const answer = await fetch(location.pathname, {
    method: "POST",
    body,
    headers: { "X-Background": "1" },
  });
  if (!answer.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["subject", "preview"]) {
    const made = page.getElementById(id);
    if (made) document.getElementById(id).replaceChildren(...made.childNodes);
  }
};
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 250);
});
