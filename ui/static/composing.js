// The box that questions are typed in. It is emptied here, at the very key that asks, and never by
// Gradio, which takes its time, or the server: what is typed meanwhile stays. A question that failed
// comes back into an empty box, and so does one that was awaited when the page was loaded anew.
(() => {
  const PATIENCE = 10_000; // milliseconds until a question that nothing was heard of comes back
  const PULSE = 3000; // milliseconds between two looks whether the server is still there
  let asked = null; // the question whose answer is awaited
  let seen = true; // whether its turn is shown
  let waiting = 0;

  const KEPT = "rag.asked"; // of this tab, like what `asked` holds
  const NO_ANSWER = "No answer came from the server; try again once it is there.";

  const box = () => document.querySelector("#composer textarea");
  const lastTurn = () => [...document.querySelectorAll("#chat .turn")].pop();
  const lastState = () => lastTurn()?.dataset.state;

  const put = (text) => {
    box().value = text;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };

  const settle = () => {
    clearTimeout(waiting);
    seen = true;
  };

  const expect = (question) => {
    asked = question;
    if (question) sessionStorage.setItem(KEPT, question);
    else sessionStorage.removeItem(KEPT);
  };

  const giveBack = () => {
    settle();
    if (asked && !box().value.trim()) put(asked);
    if (lastState() === "waiting") showFailed(lastTurn());
    expect(null);
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

  // Put what was awaited when the page was left into the box, once there is one.
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
    if (!question.trim() || !seen || lastState() === "waiting") return "";
    expect(question);
    seen = false;
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

  document.addEventListener("chat-changed", () => {
    settle();
    if (lastState() === "failed") giveBack();
    else if (lastState() !== "waiting") expect(null);
  });

  const ask = (event) => {
    event.preventDefault();
    event.stopPropagation();
    document.dispatchEvent(new CustomEvent("ask-question", { detail: box().value }));
  };

  const begin = () => {
    settle();
    expect(null);
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
