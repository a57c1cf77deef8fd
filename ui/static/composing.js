// The box that questions are typed in. It is emptied here, at the very key that asks, and never by
// Gradio, which takes its time, or the server: what is typed meanwhile stays. A question that failed
// comes back into an empty box, and so does what was awaited or typed when the page was loaded anew.
// Until the server shows a question, its turn is shown from here.
(() => {
  const PATIENCE = 10_000; // milliseconds until a question that nothing was heard of comes back
  const PULSE = 3000; // milliseconds between two looks whether the server is still there
  let asked = null; // the question whose answer is awaited
  let waiting = 0;
  let welcome = null; // what stood where the first turn is shown

  const KEPT = "rag.asked"; // of this tab
  const NO_ANSWER = "No answer came from the server; try again once it is there.";

  const box = () => document.querySelector("#composer textarea");
  const lastTurn = () => [...document.querySelectorAll("#chat .turn")].pop();
  const lastState = () => lastTurn()?.dataset.state;

  const put = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  // The server's turn is written over this one, node by node (Gradio compares what stands at the
  // same place), so it must be alike: what stays as it is is not read out once more.
  const MOST = 600; // characters, as in ui/chat.py
  const showSending = () => {
    const turn = document.querySelector("#sending").content.firstElementChild.cloneNode(true);
    const log = document.querySelector("#chat [role=log]"), long = asked.length > MOST;
    turn.dataset.turn = log.querySelectorAll(".turn").length + 1;
    turn.dataset.unsent = "";
    turn.querySelector("[data-edit]").dataset.edit = asked;
    turn.querySelector(".question").append(asked.slice(0, MOST) + (long ? "…" : ""));
    welcome = log.querySelector(".welcome");
    welcome?.remove();
    log.append(turn);
    turn.scrollIntoView({ block: "nearest" });
  };
  // Take away a turn that the server knows nothing of.
  const withdraw = () => {
    const turn = document.querySelector("#chat [data-unsent]");
    if (turn && welcome) turn.before(welcome);
    turn?.remove();
  };

  const giveBack = () => {
    clearTimeout(waiting);
    if (asked && !box().value.trim()) put(asked);
    if (lastState() === "waiting") showFailed(lastTurn());
    asked = null;
  };

  // The server shows its own failures; that it does not answer any more is for the page to show.
  const showFailed = (turn) => {
    const [said, tools, again] = ["p", "div", "button"].map((name) => document.createElement(name));
    said.className = "problem";
    said.textContent = NO_ANSWER;
    tools.className = "tools muted";
    Object.assign(again, { type: "button", textContent: "Try again" });
    again.dataset.ask = asked ?? turn.querySelector("[data-edit]").dataset.edit;
    tools.append(again);
    turn.dataset.state = "failed";
    turn.querySelector(".reply").replaceChildren(said, tools);
  };

  // Put what was awaited or typed when the page was left into the box, once there is one. Gradio
  // loads the page anew when it has lost the server and found it again.
  window.addEventListener("pagehide", () => sessionStorage.setItem(KEPT, asked ?? box()?.value ?? ""));
  const resume = () => {
    const question = sessionStorage.getItem(KEPT);
    if (!question) return;
    const looking = setInterval(() => {
      if (!box()) return;
      clearInterval(looking);
      if (!asked && !box().value.trim()) put(question);
      sessionStorage.removeItem(KEPT);
    }, 100);
  };

  // Give the question to be asked; none while another one waits, which then stays in the box.
  const take = (question) => {
    if (!question.trim() || lastState() === "waiting") return "";
    asked = question;
    withdraw(); // one that failed
    showSending();
    waiting = setTimeout(giveBack, PATIENCE);
    if (box().value.trim() === question.trim()) put("");
    return question;
  };

  // While an answer is awaited, nothing else tells of a server that has ended.
  setInterval(async () => {
    if (lastState() !== "waiting") return;
    const there = await fetch("favicon.ico", { cache: "no-store" }).then(({ ok }) => ok, () => false);
    if (!there && lastState() === "waiting") giveBack();
  }, PULSE);

  document.addEventListener("restore-conversation", withdraw);
  document.addEventListener("chat-changed", () => {
    clearTimeout(waiting);
    if (lastState() === "failed") giveBack();
    else if (lastState() !== "waiting") asked = null;
  });

  const ask = (event) => {
    event.preventDefault();
    event.stopPropagation();
    document.dispatchEvent(new CustomEvent("ask-question", { detail: box().value }));
  };

  const begin = () => {
    clearTimeout(waiting);
    withdraw();
    asked = null;
    put("");
    box().focus();
  };

  document.addEventListener("keydown", (event) => {
    const plain = event.key === "Enter" && !event.shiftKey && !event.isComposing;
    if (plain && event.target === box()) ask(event);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#composer .submit-button")) ask(event);
    if (event.target.closest("#new")) begin();
  }, true);

  resume();
  window.composing = { put, take, giveBack };
})();
