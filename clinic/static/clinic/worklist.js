// The list by keyboard: up and down choose a row, space ticks it, Enter opens it. Everything works without.
const boxes = [...document.querySelectorAll("[data-list] .row input[type=checkbox]")];
const all = document.querySelector("[data-all]");
const count = document.querySelector("[data-count]");
const everything = document.querySelector("[data-everything]"); // more than this page
const clear = document.querySelector("[data-clear]");
const keys = document.querySelector("[data-keys]");

const tell = () => {
  const here = boxes.filter((box) => box.checked).length;
  const ticked = everything?.checked ? Number(everything.dataset.everything) : here;
  count.hidden = clear.hidden = ticked === 0;
  count.textContent = ticked === 1 ? count.dataset.one : count.dataset.many.replace("#", ticked);
  all.checked = here === boxes.length;
  all.indeterminate = here > 0 && here < boxes.length;
};

const go = (to) => {
  const box = boxes[Math.max(0, Math.min(boxes.length - 1, to))];
  box.focus();
  box.closest("tr").scrollIntoView({ block: "nearest" });
};

if (boxes.length) {
  all.hidden = keys.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxes) box.checked = all.checked;
    if (everything && !all.checked) everything.checked = false;
    tell();
  });
  everything?.addEventListener("change", () => {
    for (const box of boxes) box.checked = everything.checked;
    tell();
  });
  for (const box of boxes) {
    box.addEventListener("change", () => {
      if (everything && !box.checked) everything.checked = false;
      tell();
    });
  }
  clear.form.addEventListener("reset", () => setTimeout(tell));
  tell();
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const field = event.target.closest("input:not([type=checkbox]), select, textarea, summary");
    if (field) return;
    const row = event.target.closest(".row");
    const at = row ? boxes.indexOf(row.querySelector("input[type=checkbox]")) : -1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      go(event.key === "ArrowDown" ? at + 1 : at < 0 ? boxes.length - 1 : at - 1);
    } else if (event.key === "Enter" && event.target.matches(".row input[type=checkbox]")) {
      event.preventDefault();
      (row.querySelector("[data-open]") ?? row.querySelector("th a")).click();
    }
  });
}
