// What the answers on a page decide on it: which questions show, which options stand alone, what the drawing shows.
"use strict";
const Conditions = (() => {
  const rules = {
    all: (parts, codes) => parts.every((part) => holds(part, codes)),
    any: (parts, codes) => parts.some((part) => holds(part, codes)),
    is: ([item, among], codes) => among.includes(codes[item]),
    not: ([item, among], codes) => !among.includes(codes[item]),
    lacks: ([item, option], codes) => !(Array.isArray(codes[item]) && codes[item].includes(option)),
  };
  const holds = (rule, codes) =>
    typeof rule === "boolean" ? rule : rules[rule[0]](rule.slice(1), codes);

  // The codes that stand at a question: one, several, or none.
  function answer(question) {
    const chosen = [...question.querySelectorAll("[type=radio]:checked, [type=checkbox]:checked")];
    if (!chosen.length) return undefined;
    const several = chosen.some((input) => input.type === "checkbox" && !("alone" in input.dataset));
    return several ? chosen.map((input) => input.value) : chosen[0].value;
  }

  // In the order asked: a question that is not asked has no answer for the ones after it.
  function follow(form) {
    const codes = {};
    for (const part of form.querySelectorAll("[data-item], [data-ask]")) {
      if (part.dataset.ask) part.hidden = !holds(JSON.parse(part.dataset.ask), codes);
      if (!part.hidden && part.dataset.item) codes[part.dataset.item] = answer(part);
    }
    for (const button of form.querySelectorAll(".clear")) {
      const asked = button.closest("[data-item]");
      button.classList.toggle("there", Boolean(asked.querySelector("[type=radio]:checked")));
    }
    draw(form);
  }

  // "None", "I don't know" and the like stand alone among the checkboxes of one list.
  function standAlone(changed) {
    if (changed.type !== "checkbox" || !changed.checked) return;
    for (const other of changed.closest(".o")?.querySelectorAll("[type=checkbox]") ?? []) {
      if (other !== changed && ("alone" in changed.dataset || "alone" in other.dataset)) {
        other.checked = false;
      }
    }
  }

  // The drawing follows the list, and names what is chosen.
  function draw(form) {
    for (const part of form.querySelectorAll("[data-for]")) {
      part.classList.toggle("on", document.getElementById(part.dataset.for).checked);
    }
    for (const line of form.querySelectorAll("[data-chosen]")) {
      const chosen = [...line.closest("[data-item]").querySelectorAll("label:has(:checked)")];
      line.textContent = chosen.map((label) => label.textContent.trim()).join("; ");
      line.parentNode.hidden = !chosen.length;
    }
  }

  // What only the script offers: a chosen radio can be taken back, the drawing can be tapped.
  function prepare(form) {
    for (const line of form.querySelectorAll("[data-scripted]")) line.hidden = false;
    for (const question of form.querySelectorAll("[data-item][role=radiogroup]")) {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "clear", textContent: form.dataset.clear });
      question.append(button);
    }
  }

  return { follow, standAlone, prepare };
})();
