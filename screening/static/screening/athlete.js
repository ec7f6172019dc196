// Shows and hides questions by their declared conditions, keeps "none" apart from other answers,
// and moves the reader to the summary of errors. The page works the same without it, on Continue.
"use strict";
const form = document.getElementById("answers");
const conditional = form.querySelectorAll("[data-item], [data-ask]");

const rules = {
  all: (parts, codes) => parts.every((part) => holds(part, codes)),
  any: (parts, codes) => parts.some((part) => holds(part, codes)),
  is: ([item, among], codes) => among.includes(codes[item]),
  not: ([item, among], codes) => !among.includes(codes[item]),
  lacks: ([item, option], codes) => !(Array.isArray(codes[item]) && codes[item].includes(option)),
};

function holds(rule, codes) {
  return typeof rule === "boolean" ? rule : rules[rule[0]](rule.slice(1), codes);
}

// The codes that stand at a question: one, several, or none.
function answer(question) {
  const chosen = [...question.querySelectorAll("[type=radio]:checked, [type=checkbox]:checked")];
  if (!chosen.length) return undefined;
  const several = chosen.some((input) => input.type === "checkbox" && !("alone" in input.dataset));
  return several ? chosen.map((input) => input.value) : chosen[0].value;
}

// In the order asked: a question that is not asked has no answer for the ones after it.
function follow() {
  const codes = {};
  const shown = [];
  for (const part of conditional) {
    if (part.dataset.ask) part.hidden = !holds(JSON.parse(part.dataset.ask), codes);
    if (part.hidden || !part.dataset.item) continue;
    codes[part.dataset.item] = answer(part);
    shown.push(part.dataset.item);
  }
  form.elements.shown.value = shown.join(" ");
}

// "None", "I don't know" and the like stand alone among the checkboxes of one list.
function standAlone(changed) {
  if (changed.type !== "checkbox" || !changed.checked) return;
  for (const other of changed.closest(".o").querySelectorAll("[type=checkbox]")) {
    if (other !== changed && ("alone" in changed.dataset || "alone" in other.dataset)) {
      other.checked = false;
    }
  }
}

if (form.elements.shown) {
  form.addEventListener("change", (event) => {
    standAlone(event.target);
    follow();
  });
  follow();
}
document.querySelector("[data-focus]")?.focus();
