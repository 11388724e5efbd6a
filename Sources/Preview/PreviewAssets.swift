/// What is added to served pages: the script that reloads them and shows what was found.
enum PreviewAssets {
    static let script = """
        // Waits for news of the book: reloads the page when the site was built anew, and shows what was found.
        "use strict";

        (() => {
          const shown = Number(document.currentScript.dataset.site);
          // Added by the script, so that no page waits for it.
          const style = document.createElement("link");
          style.rel = "stylesheet";
          style.href = "/-/preview.css";
          document.head.append(style);
          const panel = document.createElement("details");
          panel.className = "preview-panel";
          panel.hidden = true;
          const title = document.createElement("summary");
          const text = document.createElement("pre");
          text.tabIndex = 0;
          panel.append(title, text);
          addEventListener("DOMContentLoaded", () => document.body.append(panel));

          function show({ errors, findings }) {
            panel.classList.toggle("preview-errors", errors);
            title.textContent = errors ? "The book has errors: this page is of the last good site" : "Findings";
            text.textContent = findings;
            panel.open = errors;
            panel.hidden = !findings;
          }

          async function listen() {
            let known = "", waits = 0;
            for (;;) {
              try {
                const news = await (await fetch(`/-/news.json?since=${known}`, { cache: "no-store" })).json();
                if (news.site !== shown) return location.reload();
                if (news.news !== known) show(news);
                known = news.news;
                waits = 0;
              } catch {
                // The server has ended or is being started again.
                waits = Math.min(waits + 1, 10);
                await new Promise((done) => setTimeout(done, 200 * waits));
              }
            }
          }
          listen();
        })();

        """

    static let styles = """
        .preview-panel { position: fixed; right: 0; bottom: 0; z-index: 9; max-width: 100%; max-height: 50vh; overflow: auto;
          padding: .25rem .75rem; background: Canvas; color: CanvasText; border: 1px solid GrayText; }
        .preview-panel[open] { left: 0; padding: .5rem 1rem; }
        .preview-panel.preview-errors { border-top: 4px solid #c00; }
        .preview-panel summary { font-weight: 600; min-height: 1.5rem; cursor: pointer; }
        .preview-panel pre { margin: .25rem 0 0; font-size: .8125rem; white-space: pre-wrap; overflow-wrap: anywhere; }
        @media print { .preview-panel { display: none; } }

        """
}
