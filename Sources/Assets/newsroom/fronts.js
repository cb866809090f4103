/** A front being arranged: cards move by mouse and by keys, each change is kept at once, and others' are heard of. */

const front = document.getElementById("depan");
const words = JSON.parse(front.dataset.words);
const board = document.getElementById("papan");
const news = document.getElementById("kabar");
const form = () => document.getElementById("susunan");
const cards = () => [...form().querySelectorAll(".card")];

let turn = Promise.resolve();
/** What is on its way or waits for its turn, and what of it the server alone can show: a card that is added, a launch. */
let [waiting, shownByServer] = [0, 0];

/** Sends the whole arrangement with what a button asks for, one after another, and shows what came of it. */
function send(act, focus) {
  const own = act === "save" ? 0 : 1;
  waiting += 1;
  shownByServer += own;
  turn = turn.then(() => post(act, focus)).catch(() => { news.textContent = words.failed; }).finally(() => {
    waiting -= 1;
    shownByServer -= own;
  });
  return turn;
}

async function post(act, focus) {
  const fields = new URLSearchParams(new FormData(form()));
  fields.delete("act");
  fields.append("act", act);
  form().setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(form().action, { method: "POST", body: fields, headers: { Accept: "text/html" } });
  } finally {
    form().removeAttribute("aria-busy");
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("papan");
  // Signed out, or something that is no page of a front: the browser shows it.
  if (!fresh) { form().requestSubmit(); return; }
  front.dataset.seen = page.getElementById("depan").dataset.seen;
  // What was moved meanwhile stands here already, and goes with the next turn.
  if (answer.ok && act === "save" && waiting > 1) {
    form().elements.seen.value = front.dataset.seen;
    return;
  }
  board.replaceChildren(...fresh.childNodes);
  const said = page.querySelector(".said");
  news.textContent = said ? said.textContent : "";
  const place = focus && document.getElementById(focus);
  const alert = board.querySelector("[role=alert]");
  if (alert) alert.scrollIntoView({ block: "nearest" });
  if (place) (place.matches("input, button") ? place : place.querySelector("[data-move]") || place).focus();
}

/** Puts a card where another is, says where it stands now, and keeps that. */
function move(card, to) {
  const all = cards();
  const from = all.indexOf(card);
  if (shownByServer) return;
  if (to < 0 || to >= all.length || from === to) return;
  const focused = document.activeElement;
  if (to < from) all[to].before(card); else all[to].after(card);
  // A node that is moved loses the focus; the next key is for it, too.
  if (card.contains(focused)) focused.focus();
  news.textContent = words.moved.replace("{place}", to + 1).replace("{all}", all.length);
  const said = news.textContent;
  send("save", card.id).then(() => { if (!news.textContent) news.textContent = said; });
}

board.addEventListener("keydown", (event) => {
  const card = event.target.closest(".card");
  if (!card || !event.altKey || event.ctrlKey || event.metaKey) return;
  const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!by) return;
  event.preventDefault();
  move(card, cards().indexOf(card) + by);
});

board.addEventListener("submit", (event) => {
  const button = event.submitter;
  event.preventDefault();
  const card = button && button.closest(".card");
  if (button && button.dataset.move) {
    move(card, cards().indexOf(card) + (button.dataset.move === "up" ? -1 : 1));
    return;
  }
  const act = (button && button.value) || "save";
  const added = act.startsWith("add:") ? "kartu-" + act.slice(4) : null;
  send(act, added || (document.activeElement && document.activeElement.id));
});

// By mouse: the card goes with the pointer's line, and is kept where it is let go.
let held = null;
board.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest(".grip");
  if (!grip || event.button !== 0 || shownByServer) return;
  event.preventDefault();
  held = { card: grip.closest(".card"), from: cards().indexOf(grip.closest(".card")) };
  held.card.classList.add("held");
  grip.setPointerCapture(event.pointerId);
});
board.addEventListener("pointermove", (event) => {
  if (!held) return;
  const over = cards().find((card) => {
    const box = card.getBoundingClientRect();
    return card !== held.card && event.clientY >= box.top && event.clientY <= box.bottom;
  });
  if (!over) return;
  const box = over.getBoundingClientRect();
  const isUpper = event.clientY < box.top + box.height / 2;
  const isBehind = held.card.compareDocumentPosition(over) & Node.DOCUMENT_POSITION_FOLLOWING;
  // Only over the half that lies beyond, so that two cards of different height do not change places back and forth.
  if (isBehind && !isUpper) over.after(held.card);
  else if (!isBehind && isUpper) over.before(held.card);
});
const release = (event) => {
  if (!held) return;
  const { card, from } = held;
  held = null;
  card.classList.remove("held");
  const to = cards().indexOf(card);
  if (event.type === "pointercancel") {
    cards()[from][to > from ? "before" : "after"](card);
  } else if (to !== from) {
    const said = words.moved.replace("{place}", to + 1).replace("{all}", cards().length);
    send("save", card.id).then(() => { if (!news.textContent) news.textContent = said; });
  }
};
board.addEventListener("pointerup", release);
board.addEventListener("pointercancel", release);

// What others do: the list follows while nobody works in it, and else it is said who has changed it.
const events = new EventSource(front.dataset.events);
events.addEventListener("front", (event) => {
  const { version, name } = JSON.parse(event.data);
  turn = turn.then(async () => {
    if (version <= Number(front.dataset.seen)) return;
    const isTouched = held || [...form().querySelectorAll("input:not([type=hidden]), select")].some((field) =>
      field === document.activeElement || (field.matches("select") ? [...field.options].some((one) => one.selected !== one.defaultSelected) : field.value !== field.defaultValue));
    if (!isTouched) await load();
    news.textContent = words.changed.replace("{name}", name);
    if (!isTouched) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = words.load;
    button.addEventListener("click", () => { turn = turn.then(load).then(() => { news.textContent = ""; }); });
    news.append(" ", button);
  }).catch(() => {});
});

async function load() {
  const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("papan");
  if (!fresh) return;
  board.replaceChildren(...fresh.childNodes);
  front.dataset.seen = page.getElementById("depan").dataset.seen;
}
