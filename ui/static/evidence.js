// Markers show their quotes. Listens on the document, so that it works for whatever the
// server renders later; all state is in attributes that the next rendering resets.
(() => {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  const sheet = window.matchMedia("(max-width: 860px)"); // as in media.css
  let cameFrom = null;

  const panel = () => document.getElementById("panel");

  const showTurn = (turn) => {
    for (const section of panel().querySelectorAll(".evidence"))
      section.parentElement.hidden = section.dataset.turn !== turn;
    panel().scrollTop = 0;
  };

  const markCurrent = (key) => {
    for (const marker of document.querySelectorAll(".cite"))
      marker.toggleAttribute("data-current", marker.dataset.cite === key);
    for (const card of panel().querySelectorAll(".card"))
      card.toggleAttribute("data-current", card.id === `card-${key}`);
  };

  // `from` is what gets the focus back; the panel is always open where there is room for it.
  const openPanel = (from) => {
    cameFrom = from;
    const side = document.getElementById("side");
    if (sheet.matches && !side.matches("[data-shown]")) window.layers.opened(closePanel);
    side.toggleAttribute("data-shown", true);
  };

  const hidePanel = () => {
    window.layers.closed(closePanel);
    document.getElementById("side").toggleAttribute("data-shown", false);
  };

  const closePanel = () => {
    hidePanel();
    if (cameFrom && cameFrom.isConnected) cameFrom.focus({ preventScroll: true });
  };

  // Scroll the panel so that the card begins at its top, or its quote is in the middle when
  // that would leave the quote below the edge. The first card keeps the heading above it.
  const reveal = (card) => {
    const box = panel().getBoundingClientRect();
    const place = (node) => node.getBoundingClientRect().top - box.top + panel().scrollTop;
    const quote = card.querySelector("mark").getBoundingClientRect();
    let top = card.previousElementSibling.matches(".card") ? place(card) - 20 : 0;
    if (place(card.querySelector("mark")) + quote.height > top + box.height)
      top = place(card.querySelector("mark")) - (box.height - quote.height) / 2;
    panel().scrollTo({ top, behavior: calm.matches ? "auto" : "smooth" });
  };

  const showCitation = (marker) => {
    const key = marker.dataset.cite;
    const card = document.getElementById(`card-${key}`);
    if (!card) return;
    if (card.closest("[hidden]")) showTurn(key.split("-")[0]);
    markCurrent(key);
    openPanel(marker);
    card.focus({ preventScroll: true });
    reveal(card);
  };

  const backToAnswer = (button) => {
    cameFrom = document.querySelector(`.cite[data-cite="${button.dataset.back}"]`);
    closePanel();
  };

  const showSources = (button) => {
    showTurn(button.dataset.show);
    markCurrent("");
    openPanel(button);
  };

  const copy = (button) => copyText(button, button.dataset.copy);
  const copyLink = (button) => {
    const link = new URL(button.dataset.copyLink, location.origin + location.pathname);
    copyText(button, link.href);
  };

  const copyText = async (button, text) => {
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without https the clipboard interface is absent on other machines than this one.
      const area = Object.assign(document.createElement("textarea"), { value: text });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
      button.focus();
    }
    if (label === "Copied") return;
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  };

  const actions = {
    "[data-cite]": showCitation,
    "[data-show]": showSources,
    "[data-back]": backToAnswer,
    "[data-copy]": copy,
    "[data-copy-link]": copyLink,
    "[data-close-panel]": closePanel,
  };

  document.addEventListener("click", (event) => {
    for (const [selector, act] of Object.entries(actions)) {
      const target = event.target.closest(selector);
      if (target) act(target);
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("#side")) closePanel();
  });

  // Where the end of the conversation is seen, it stays so when what stands below takes more room.
  let height = 0;
  const room = new ResizeObserver(([{ target }]) => {
    const last = [...target.querySelectorAll(".turn")].pop();
    const lost = height - target.clientHeight;
    const end = last ? last.getBoundingClientRect().bottom - target.getBoundingClientRect().top : 0;
    if (lost > 0 && end > target.clientHeight && end <= height) target.scrollTop += lost;
    height = target.clientHeight;
  });

  let shown = "";
  document.addEventListener("chat-changed", () => {
    room.observe(document.getElementById("chat"));
    const last = [...document.querySelectorAll("#chat .turn")].pop();
    const now = last ? `${last.dataset.turn} ${last.dataset.state}` : "";
    if (now === shown) return; // a status or a verdict: nothing that should move the page
    shown = now;
    markCurrent("");
    hidePanel();
    panel().scrollTop = 0;
    if (last) last.scrollIntoView({ block: "nearest", behavior: calm.matches ? "auto" : "smooth" });
  });
})();
