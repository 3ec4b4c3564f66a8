// Prints the words of each page of each file by its structure tree, as pdf.js reads it (in Firefox): one JSON array a file.
// node pdfjs.mjs FOLDER_OF_PDFJS FILE...
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

// pdf.js asks these of a browser as it is loaded; only drawing, which nobody wants here, would use them.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.log = console.error; // what it warns of is no part of the answer

const [folder, ...files] = process.argv.slice(2);
const { getDocument } = await import(pathToFileURL(`${folder}/legacy/build/pdf.mjs`).href);

// A line ends with a space that pdf.js leaves to the end of line, unless a word was broken after a hyphen or dash.
function lineEnd(item) {
  return item.hasEOL && !/[-–—/]$/.test(item.str) ? "\n" : "";
}

function texts(node, shown) {
  if (node.type === "content") return [shown.get(node.id) ?? ""];
  if (node.role === "Figure" || node.role === "Span") return [];
  const found = [];
  let own = "";
  for (const child of node.children ?? []) {
    if (child.type === "content") own += shown.get(child.id) ?? "";
    else if (child.role) found.push(...texts(child, shown));
  }
  return [...found, own];
}

async function words(page) {
  const shown = new Map();
  const open = [];
  const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
  for (const item of content.items) {
    if (item.type === "beginMarkedContentProps" || item.type === "beginMarkedContent") open.push(item.id);
    else if (item.type === "endMarkedContent") open.pop();
    else if (open.length && open.at(-1)) shown.set(open.at(-1), (shown.get(open.at(-1)) ?? "") + item.str + lineEnd(item));
  }
  const tree = await page.getStructTree();
  return tree ? texts(tree, shown).flatMap((text) => text.split(/\s+/).filter(Boolean)) : [];
}

for (const file of files) {
  const pdf = await getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(await words(await pdf.getPage(number)));
  process.stdout.write(`${JSON.stringify(pages)}\n`);
}
