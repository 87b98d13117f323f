// Puts a clinic's free times into this page, in the place of each link with data-holdfast. Where that is not allowed, or not loaded,
// the link stays a link.
(() => {
  'use strict';
  const home = new URL(document.currentScript.src).origin;
  const frames = [];
  addEventListener('message', (event) => {
    if (event.origin !== home) return;
    const of = frames.find(({ frame }) => frame.contentWindow === event.source);
    const height = Number(event.data?.holdfast);
    if (!of || !(height > 0 && height < 20000)) return;
    of.frame.style.cssText = `border:0;inline-size:100%;block-size:${Math.ceil(height)}px`;
    of.frame.tabIndex = 0;
    of.frame.removeAttribute('aria-hidden');
    of.link.hidden = true;
  });
  const put = () => {
    for (const link of document.querySelectorAll('a[data-holdfast]:not([data-holdfast-put])')) {
      link.dataset.holdfastPut = '';
      const frame = document.createElement('iframe');
      frame.src = `${home}/embed/${encodeURIComponent(link.dataset.holdfast)}`;
      frame.title = link.textContent.trim();
      frame.loading = 'lazy';
      // nothing is seen of it, and nobody comes into it, before it has said that it is there
      frame.style.cssText = 'border:0;inline-size:100%;block-size:1px';
      frame.tabIndex = -1;
      frame.setAttribute('aria-hidden', 'true');
      link.after(frame);
      frames.push({ link, frame });
    }
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', put);
  else put();
})();
