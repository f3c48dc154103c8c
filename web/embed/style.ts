// In a shadow root: the site's own style does not reach in, this does not reach out.
export const css = `
:host { all: initial; display: block; color-scheme: light dark; --styk: #7a2a72; --on: #fff; --sheet: #fff; --ink: #14212a }
@media (prefers-color-scheme: dark) { :host { --sheet: #141c21; --ink: #e9eef0 } }
[hidden] { display: none !important }
iframe { display: block; width: 100%; border: 0; background: var(--sheet); color-scheme: normal }
.loading { visibility: hidden }
.inline.loading { height: 0; overflow: hidden }
.popup, .tab.box { position: fixed; z-index: 2147483000; bottom: 20px; width: min(440px, calc(100vw - 32px)); max-height: min(720px, calc(100vh - 40px)); overflow: auto; overscroll-behavior: contain;
  background: var(--sheet); border-radius: 18px; box-shadow: 0 2px 8px #0002, 0 16px 56px #0004; outline: 0 }
.box.right { right: 20px } .box.left { left: 20px }
.box:focus-visible { outline: 3px solid var(--styk); outline-offset: 3px }
.close { all: unset; position: sticky; float: right; top: 6px; margin: 6px 6px -46px 0; z-index: 1; width: 40px; height: 40px; border-radius: 12px; display: grid; place-items: center; cursor: pointer; color: var(--ink); background: var(--sheet) }
.close svg { width: 20px; height: 20px; fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round }
.close:hover { background: #8882 } .close:focus-visible, button.tab:focus-visible { outline: 3px solid var(--styk); outline-offset: 2px }
button.tab { all: unset; position: fixed; z-index: 2147482999; top: 50%; padding: 10px 18px; min-height: 24px; background: var(--styk); color: var(--on); font: 600 15px/1.2 system-ui, sans-serif; cursor: pointer; border-radius: 12px 12px 0 0; white-space: nowrap }
button.tab.right { right: 0; transform-origin: bottom right; transform: translateY(-100%) rotate(-90deg) translateX(50%) }
button.tab.left { left: 0; transform-origin: bottom left; transform: translateY(-100%) rotate(90deg) translateX(-50%) }
@media (prefers-reduced-motion: no-preference) { .popup:not(.loading), .tab.box:not(.loading) { animation: in .24s ease-out } @keyframes in { from { opacity: 0; transform: translateY(16px) } } }
@media (max-width: 520px) { .popup, .tab.box { left: 8px !important; right: 8px !important; bottom: 8px; width: auto; max-height: 80vh } }
@media print { :host { display: none } }
`
