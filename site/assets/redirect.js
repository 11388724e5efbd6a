// Leads from a former address to where the page is now, and to the same place in it.
(() => {
  "use strict";
  const target = new URL(document.currentScript.dataset.to, document.baseURI);
  // From a disk, a folder's address shows the folder.
  if (target.protocol === "file:" && target.pathname.endsWith("/")) target.pathname += "index.html";
  target.hash = location.hash;
  location.replace(target.href);
})();
