// Shows what needs a passkey where the browser can make one, which none can at a bare number as address; says it when
// the device stopped.
"use strict";
const possible = window.PublicKeyCredential && isSecureContext && !/^[\d.:[\]]+$/.test(location.hostname);
for (const part of document.querySelectorAll("[data-passkey]")) part.hidden = !possible;
for (const part of document.querySelectorAll("[data-no-passkey]")) part.hidden = Boolean(possible);
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const fault = document.getElementById("passkey_fault");
  fault.hidden = false;
  fault.textContent = document.getElementById("passkey_words").content.textContent;
});
