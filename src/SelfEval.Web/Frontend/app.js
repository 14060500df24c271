nhsuk.initAll();

// The package says with aria-expanded which radio shows more below it. On radios that attribute means nothing and is not allowed (ARIA 1.2), so it goes whenever it is set.
const noExpanded = () => document.querySelectorAll("input[type=radio][aria-expanded]").forEach((radio) => radio.removeAttribute("aria-expanded"));
noExpanded();
["click", "pageshow"].forEach((event) => addEventListener(event, noExpanded));

// The file button is named by its label and by what it shows, with a hidden comma in the middle of that: without it the name holds the words as they are seen.
document.querySelectorAll(".nhsuk-file-upload [id$='-comma']").forEach((comma) => { comma.textContent = " "; });

// Paper shows what a screen folds away, and folds it again afterwards.
const folded = () => document.querySelectorAll("main details:not([open])");
addEventListener("beforeprint", () => folded().forEach((part) => { part.open = true; part.dataset.appFolded = ""; }));
addEventListener("afterprint", () => document.querySelectorAll("[data-app-folded]").forEach((part) => { part.open = false; delete part.dataset.appFolded; }));
document.querySelectorAll("[data-app-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => print());
});

// A part of a page that brings itself up to date: one partial, asked for over plain HTTP while somebody looks at it. Whatever somebody is at (an open
// fold, the focus) stays as it is; without JavaScript the page has a link that does the same.
document.querySelectorAll("[data-app-live]").forEach((part) => {
  const read = async () => {
    if (document.hidden || part.contains(document.activeElement) && document.activeElement !== document.body) return;
    try {
      const answer = await fetch(part.dataset.appLive, { headers: { Accept: "text/html" }, redirect: "error" });
      if (!answer.ok) return;
      const folds = [...part.querySelectorAll("details")].map((fold) => fold.open);
      part.innerHTML = await answer.text();
      part.querySelectorAll("details").forEach((fold, i) => { fold.open = folds[i] ?? false; });
    } catch {
      // Offline, or signed out meanwhile: what is shown keeps saying of when it is.
    }
  };
  setInterval(read, 10000);
});

// Coding comments without a mouse: each box has a key, Enter saves. Keys are left alone while somebody types or holds another key down.
document.querySelectorAll("[data-app-keys]").forEach((form) => {
  const boxes = new Map([...form.querySelectorAll("[data-app-key]")].map((box) => [box.dataset.appKey, box]));
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("textarea, select, input:not([type=checkbox])")) return;
    if (event.key === "Enter" && !event.target.closest("a, button, summary")) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    const box = boxes.get(event.key.toLowerCase());
    if (box) {
      box.checked = !box.checked;
      box.focus();
    }
  });
});
