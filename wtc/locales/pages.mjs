/**
 * Writes the Irish copy of the built scripts. Called by `wtc/frontend.py` with the folder of `node_modules`, the folder
 * of the built scripts, the folder to write and its address; the words come in as JSON, English to Irish, and a list of
 * words on the pages that have none goes out, by script.
 *
 * A string or a template is replaced where it is the whole of a key, spaces around it apart; `{0}`, `{1}` stand for what
 * a template fills in. What a program compares or looks up by is left alone.
 */
import { createRequire } from "node:module";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [modules, from, to, address] = process.argv.slice(2);
const { parse } = createRequire(`${modules}/`)("@babel/parser");
const words = new Map(Object.entries(JSON.parse(readFileSync(0, "utf8"))));
const LARGEST = 900_000; // the bundles of the charts say nothing of ours
const SAID = new Set(["children", "data-label", "data-needed", "hint", "none", "working", "aria-label", "aria-valuetext", "placeholder", "title", "alt", "label"]);
const SILENT = new Set(["loc", "start", "end", "type", "extra"]);
const COMPARES = new Set(["===", "!==", "==", "!=", "in"]);
const NAME = " · WhatsTheCraic";
const scripts = readdirSync(from).filter((file) => file.endsWith(".js"));
const missing = {};

/** The Irish of a text with its own spaces around it; undefined when there is none. */
function irish(text, said) {
  const key = text.trim();
  if (!key || (/^[a-z]+$/.test(key) && !said)) return undefined;
  const own = words.get(key) ?? (key.endsWith(NAME) && words.has(key.slice(0, -NAME.length)) ? words.get(key.slice(0, -NAME.length)) + NAME : undefined);
  if (own === undefined) return undefined;
  const [before] = text.match(/^\s*/);
  const [after] = text.match(/\s*$/);
  return before + own + after;
}

const whole = (node) => node.quasis.map((each, i) => each.value.cooked + (i < node.expressions.length ? `{${i}}` : "")).join("");
const quoted = (text) => text.replace(/[\\`]|\$\{/g, "\\$&");

function edit(file, source) {
  const edits = [];
  const miss = (text) => {
    if (/\p{L}{2}/u.test(text.replace(/\{\d+\}/g, ""))) (missing[file] ??= new Set()).add(text.trim());
  };
  const literal = (node, said) => {
    const text = irish(node.value, said);
    if (text !== undefined) edits.push([node.start, node.end, JSON.stringify(text)]);
    else if (said) miss(node.value);
  };
  const template = (node, said) => {
    const text = irish(whole(node), said);
    if (text === undefined) {
      if (said) miss(whole(node));
      return;
    }
    const parts = text.split(/\{(\d+)\}/);
    const order = parts.filter((_, i) => i % 2).map(Number);
    if (order.every((place, i) => place === i) && order.length === node.expressions.length) {
      node.quasis.forEach((each, i) => edits.push([each.start, each.end, quoted(parts[2 * i])]));
      return;
    }
    const filled = parts.map((part, i) => (i % 2 ? `\${${source.slice(node.expressions[part].start, node.expressions[part].end)}}` : quoted(part)));
    edits.push([node.start, node.end, `\`${filled.join("")}\``]);
    return "done";
  };
  const walk = (node, said) => {
    if (!node || typeof node.type !== "string") return;
    if (node.type === "StringLiteral") return literal(node, said);
    if (node.type === "TemplateLiteral" && template(node, said) === "done") return;
    if (node.type === "BinaryExpression" && COMPARES.has(node.operator)) {
      for (const side of [node.left, node.right]) if (side.type !== "StringLiteral" && side.type !== "TemplateLiteral") walk(side, false);
      return;
    }
    if (node.type === "ImportExpression" || node.type.startsWith("Import") || node.type === "ExportAllDeclaration") return;
    if (node.type === "CallExpression") {
      walk(node.callee, false);
      const jsx = node.arguments.length >= 2 && ["ObjectExpression", "NullLiteral"].includes(node.arguments[1].type);
      node.arguments.forEach((each, i) => walk(each, jsx && i > 1));
      return;
    }
    for (const key of Object.keys(node)) {
      if (SILENT.has(key)) continue;
      if (node.type === "ObjectProperty" && key === "key" && !node.computed) continue;
      if (node.type === "MemberExpression" && key === "property" && node.property.type === "StringLiteral") continue;
      if (node.type === "SwitchCase" && key === "test") continue;
      let on = false;
      if (node.type === "ObjectProperty") on = SAID.has(node.key.name ?? node.key.value);
      else if (node.type === "ConditionalExpression") on = said && key !== "test";
      else if (node.type === "BinaryExpression") on = said && node.operator === "+";
      else if (["LogicalExpression", "ArrayExpression", "TemplateLiteral"].includes(node.type)) on = said;
      const held = node[key];
      if (Array.isArray(held)) held.forEach((each) => walk(each, on));
      else if (held && typeof held === "object") walk(held, on);
    }
  };
  walk(parse(source, { sourceType: "module" }).program, false);
  let text = "";
  let at = 0;
  for (const [start, end, put] of edits.sort((a, b) => a[0] - b[0])) {
    if (start < at) continue;
    text += source.slice(at, start) + put;
    at = end;
  }
  return text + source.slice(at);
}

for (const file of scripts) {
  const source = readFileSync(join(from, file), "utf8");
  let text = source.length < LARGEST ? edit(file, source) : source;
  for (const other of scripts) text = text.replaceAll(`assets/${other}`, `${address}/${other}`);
  writeFileSync(join(to, file), text);
}
process.stdout.write(JSON.stringify(Object.fromEntries(Object.entries(missing).map(([file, found]) => [file, [...found].sort()]))));
