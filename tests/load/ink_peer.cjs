// ink's side of the engine bench, in one process of node: compiles a story, replays given choices, plays at random.
// Commands are lines of JSON on standard input, one answer a line; tests/load/ink.py speaks to it.
'use strict';

const fs = require('fs');
const path = require('path');
const readline = require('readline');

const full = require(path.resolve(process.argv[2], 'node_modules', 'inkjs', 'dist', 'ink-full.js'));
const plain = require(path.resolve(process.argv[2], 'node_modules', 'inkjs', 'dist', 'ink.js'));

let story = null;
let seed = 1;

// A small generator of whole numbers: cheaper than Math.random, and repeatable.
function below(count) {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return Math.floor((seed / 4294967296) * count);
}

// One complete play: every line and every choice rendered. `seen` gets [line, offers] of each turn when given.
function play(pick, seen) {
  story.ResetState();
  let turns = 0;
  let characters = 0;
  for (;;) {
    const line = story.ContinueMaximally();
    const choices = story.currentChoices;
    const offers = [];
    for (let i = 0; i < choices.length; i += 1) {
      offers.push(choices[i].text);
      characters += choices[i].text.length;
    }
    characters += line.length;
    if (seen) seen.push([line.trim(), offers]);
    if (offers.length === 0) return { turns, characters };
    story.ChooseChoiceIndex(pick(offers.length));
    turns += 1;
  }
}

const commands = {
  load({ source }) {
    const compiler = new full.Compiler(fs.readFileSync(source, 'utf-8'));
    story = new plain.Story(compiler.Compile().ToJson());
    return { ok: true };
  },
  // Replays plays given as numbers from 0 to 1, each scaled to the offers of its turn.
  replay({ rolls }) {
    return rolls.map((roll) => {
      const seen = [];
      let turn = 0;
      play((count) => Math.min(Math.floor(roll[turn++] * count), count - 1), seen);
      return seen;
    });
  },
  race({ seconds }) {
    const wall = process.hrtime.bigint();
    const cpu = process.cpuUsage();
    let plays = 0;
    let turns = 0;
    let elapsed = 0;
    while (elapsed < seconds) {
      turns += play(below, null).turns;
      plays += 1;
      elapsed = Number(process.hrtime.bigint() - wall) / 1e9;
    }
    const used = process.cpuUsage(cpu);
    return { plays, turns, wall_s: elapsed, cpu_s: (used.user + used.system) / 1e6 };
  },
};

readline.createInterface({ input: process.stdin }).on('line', (text) => {
  const command = JSON.parse(text);
  process.stdout.write(`${JSON.stringify(commands[command.do](command))}\n`);
});
