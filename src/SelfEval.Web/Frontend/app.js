nhsuk.initAll();

// Paper shows what a screen folds away, and folds it again afterwards.
const folded = () => document.querySelectorAll("main details:not([open])");
addEventListener("beforeprint", () => folded().forEach((part) => { part.open = true; part.dataset.appFolded = ""; }));
addEventListener("afterprint", () => document.querySelectorAll("[data-app-folded]").forEach((part) => { part.open = false; delete part.dataset.appFolded; }));
document.querySelectorAll("[data-app-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});
