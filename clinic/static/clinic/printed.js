// Tells the access log that this page is being printed, or saved as a PDF by the browser.
"use strict";
(() => {
  const form = document.getElementById("idle");
  addEventListener("beforeprint", () => {
    fetch(form.dataset.printed, {
      method: "POST",
      headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Background": "1" },
      body: new URLSearchParams({ path: location.pathname }),
      credentials: "same-origin",
      keepalive: true,
    }).catch(() => {});
  });
})();
