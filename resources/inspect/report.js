"use strict";
(function () {
    let verdict = "", check = "";
    const cards = Array.from(document.querySelectorAll("article"));
    const buttons = Array.from(document.querySelectorAll("nav button"));
    function show() {
        let any = false;
        cards.forEach(function (card) {
            const fits = (!verdict || card.dataset.v === verdict)
                && (!check || card.dataset.c.split(" ").includes(check));
            card.hidden = !fits;
            any = any || fits;
        });
        buttons.forEach(function (button) {
            const on = "c" in button.dataset ? button.dataset.c === check : button.dataset.v === verdict;
            button.setAttribute("aria-pressed", String(on));
        });
        document.getElementById("none").hidden = any;
    }
    buttons.forEach(function (button) {
        button.addEventListener("click", function () {
            if ("c" in button.dataset)
                check = check === button.dataset.c ? "" : button.dataset.c;
            else
                verdict = button.dataset.v;
            show();
        });
    });
})();
