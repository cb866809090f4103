/** Makes an element what another is and keeps its nodes where they can stay: the focus in them and what is selected. */

/**
 * @param {Element} old Stays in the page.
 * @param {Element} now Is taken apart.
 */
export function become(old, now) {
    // A box that somebody ticked stands for the story as it was then: what is done by it is refused if that is over.
    if (old instanceof HTMLInputElement && old.checked) return;
    for (const { name } of [...old.attributes]) if (!now.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of now.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    const [kept, wanted] = [[...old.childNodes], [...now.childNodes]];
    wanted.forEach((node, index) => {
        const here = kept[index];
        if (!here) old.append(node);
        else if (here.nodeName !== node.nodeName) here.replaceWith(node);
        else if (here instanceof Element) become(here, node);
        else if (here.nodeValue !== node.nodeValue) here.nodeValue = node.nodeValue;
    });
    for (const node of kept.slice(wanted.length)) node.remove();
}
