// What a person takes along: the address of an event, its citation, and the lines that show the page within another.

const said = document.querySelector(".said");
let saidTimer = 0;
function say(text) {
  said.textContent = text;
  clearTimeout(saidTimer);
  saidTimer = setTimeout(() => { said.textContent = ""; }, 4000);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // an old browser, or one that asks first: by way of a field
    const field = make("textarea", text, { class: "unseen" }), focused = document.activeElement;
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    focused?.focus();
  }
  say(words.copied);
}

/** Words a citation: title, date, chronology, address, day of reading. */
function citation(event) {
  const day = new Intl.DateTimeFormat(root.lang, { dateStyle: "long" }).format(new Date());
  return fill(words.citation, { title: event.title, date: event.date, chronology: facts.title, author: facts.author, address: linkTo(event), day })
    .replace(/^[\s,.]+/, "");
}

const linkTo = (event) => `${pageAddress()}#event=${encodeURIComponent(event.id)}`;

/** Puts what one can do with the current event under it. */
const doings = make("div", "", { class: "doings" });
function setUpDoings() {
  for (const [word, text] of [[words.copyLink, linkTo], [words.copyCitation, citation]]) {
    const button = make("button", word, { type: "button" });
    button.addEventListener("click", () => copy(text(asked.current)));
    doings.append(button);
  }
  listen((what) => {
    if (what !== "current") return;
    if (asked.current) asked.current.node.append(doings);
    else doings.remove();
  });
}

/** Gives lines of HTML for another site. The frame takes the height that this page tells, from this page and no other. */
function embedding() {
  const address = location.protocol === "file:" ? facts.placeholder : location.href.replace(/#.*/s, ""), hash = addressOf();
  const quoted = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const id = `chronology-${Math.random().toString(36).slice(2, 8)}`, origin = new URL(address).origin;
  return [
    `<iframe id="${id}" src="${quoted(address)}${hash ? `#${quoted(hash)}` : ""}" title="${quoted(facts.title)}" width="100%" height="720" style="border:0" loading="lazy"></iframe>`,
    `<script>`,
    `addEventListener("message", function (told) {`,
    `  var frame = document.getElementById("${id}"), height = told.data && told.data.chronologyHeight;`,
    `  if (told.source !== frame.contentWindow || told.origin !== ${JSON.stringify(origin).replaceAll("<", "\\u003c")}) return;`,
    `  if (typeof height === "number" && height > 100 && height < 100000) frame.height = Math.ceil(height);`,
    `});`,
    `</` + `script>`,
  ].join("\n");
}

/** Within another page, tells how high this one is: to the page that holds it, and again when it has changed. */
function tellHeight() {
  if (window.parent === window) return;
  let target = "*"; // a height is no secret, where the browser does not say who holds the page
  try { if (document.referrer) target = new URL(document.referrer).origin; } catch { /* it stays */ }
  new ResizeObserver(() => {
    window.parent.postMessage({ chronologyHeight: document.documentElement.getBoundingClientRect().height }, target);
  }).observe(root);
}

function setUpShare() {
  const dialog = document.getElementById("embedding"), field = dialog.querySelector("textarea");
  document.getElementById("link").addEventListener("click", () => copy(`${pageAddress()}${addressOf() ? `#${addressOf()}` : ""}`));
  document.getElementById("embed").addEventListener("click", () => {
    field.value = embedding();
    dialog.querySelector(".local").hidden = location.protocol !== "file:";
    dialog.showModal();
    field.select();
  });
  document.getElementById("copy-embedding").addEventListener("click", () => copy(field.value));
  document.getElementById("close-embedding").addEventListener("click", () => dialog.close());
  setUpDoings();
  tellHeight();
}

const wishesDark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : wishesDark.matches);

function setUpTheme() {
  const button = document.getElementById("theme");
  const show = () => {
    button.setAttribute("aria-pressed", String(isDark()));
    readLook();
    redraw();
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try { localStorage.setItem("chronology-theme", root.dataset.theme); } catch { /* it holds for this visit */ }
    show();
  });
  for (const wish of [wishesDark, matchMedia("(prefers-contrast: more)")]) wish.addEventListener("change", show);
  show();
}
