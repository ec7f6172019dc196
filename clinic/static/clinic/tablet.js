// On the practice's tablet: when nobody touches it for a while, leaves for the page that wipes it.
// What a colleague did not get saved in this tab is not for whoever holds the tablet now.
try {
  sessionStorage.clear();
} catch {}
const { seconds, to } = document.currentScript.dataset;
let last = Date.now();
const touched = () => (last = Date.now());
for (const sign of ["pointerdown", "keydown", "scroll", "input"]) {
  addEventListener(sign, touched, { passive: true, capture: true });
}
const look = () => {
  if (Date.now() - last >= seconds * 1000) location.replace(to);
};
setInterval(look, 1000);
addEventListener("visibilitychange", look);
// A page that the browser kept in memory is asked for anew.
addEventListener("pageshow", (event) => event.persisted && location.reload());
