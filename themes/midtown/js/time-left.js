// Counts from the answer and not by the clock of the day, which may be wrong here. Says two minutes before the session's end that it will end, and then that it has.
class TimeLeft extends HTMLElement {
  connectedCallback() {
    const ends = Date.now() - performance.now() + Number(this.getAttribute("seconds")) * 1000;
    this.tick = () => this.show(ends - Date.now());
    this.timer = setInterval(this.tick, 5000);
    document.addEventListener("visibilitychange", this.tick);
    this.tick();
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.tick);
  }

  show(left) {
    this.part("soon", left > 0 && left <= 120_000);
    this.part("over", left <= 0);
    this.hidden = left > 120_000;
  }

  // The role comes with the text, so that a screen reader announces it at that moment.
  part(name, shown) {
    const notice = this.querySelector(`[data-${name}]`);
    if (notice.hidden !== shown) return;
    notice.hidden = !shown;
    if (shown) notice.setAttribute("role", "alert");
    else notice.removeAttribute("role");
  }
}

customElements.define("time-left", TimeLeft);
