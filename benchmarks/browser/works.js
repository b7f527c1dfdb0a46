import { parse } from "/module/chainrule.js";
import { Executor } from "/module/training.js";
import { Value } from "./micrograd.js";
import { convnet } from "./peers/convnet.js";
import { jax } from "./peers/jax.js";
import { onnxruntime } from "./peers/onnxruntime.js";
import { tensorflow } from "./peers/tensorflow.js";
import { Playground } from "./playground.js";

const noise = (i) => Math.abs(Math.sin(i * 12.9898) * 43758.5453) % 1;
const documentOf = (text) => JSON.stringify(JSON.parse(parse(text)).document);

function spread(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.round(share * (sorted.length - 1))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Runs contenders in turns, round by round; answers for each the milliseconds of one unit of work. */
async function turns(rounds, contenders) {
  const figures = contenders.map(() => []);
  for (let round = -2; round < rounds; round++) {
    for (const [i, contender] of contenders.entries()) {
      const start = performance.now();
      await contender.run();
      if (round >= 0) figures[i].push((performance.now() - start) / contender.units);
    }
  }
  return figures.map(spread);
}

function row(id, ours, peer, peerName, unit, target) {
  console.log(`${id}: ours ${ours.median.toPrecision(4)} ${unit}, ${peerName} ${peer.median.toPrecision(4)} ${unit}`);
  return { id, ours, peer, peerName, unit, ratio: peer.median / ours.median, target };
}

/** Milliseconds for an image as images a second. */
const perSecond = ({ median, low, high }) => ({ median: 1000 / median, low: 1000 / high, high: 1000 / low });

async function p3(rounds) {
  const batch = 64;
  const count = batch * 20;
  const images = Float32Array.from({ length: count * 784 }, (_, i) => (noise(i) < 0.8 ? 0 : noise(i + 7)));
  const classes = Float32Array.from({ length: count }, (_, i) => Math.floor(noise(i) * 10));
  const text = `x = input(shape=[784])
y = label(classes=10)
W1 = param(shape=[128, 784], init="he")
b1 = param(shape=[128], init="zeros")
W2 = param(shape=[10, 128], init="he")
b2 = param(shape=[10], init="zeros")
loss = softmax_cross_entropy(W2 @ relu(W1 @ x + b1) + b2, y)
`;
  const executor = new Executor(documentOf(text), batch, "");
  const weights = ["W1", "b1", "W2", "b2"].map((name) => executor.parameter(name).slice());
  executor.train(images, classes, "adam", 0.001);
  const data = { images, classes, batch, weights };
  const peers = [];
  for (const start of [tensorflow, onnxruntime, jax, convnet]) peers.push(await start(data));
  const all = [{ name: "ours", epoch: async () => executor.steps(count / batch) }, ...peers];
  const losses = all.map(() => 0);
  const figures = await turns(
    rounds,
    all.map(({ epoch }, i) => ({
      run: async () => {
        losses[i] = await epoch();
      },
      units: count,
    })),
  );
  // All start from the same weights and see the same images; ours and ConvNetJS take the minibatches in an order of their own.
  console.log(`P3: loss of the last minibatch: ${all.map(({ name }, i) => `${name} ${losses[i].toFixed(4)}`).join(", ")}`);
  const [ours, ...theirs] = figures.map(perSecond);
  // The issue of speed is decided beside the first two; the others are named for completeness.
  const rows = [["P3", 8], ["P3/onnxruntime-web", 2.5], ["P3/jax-js", 1], ["P3/ConvNetJS", 1]];
  return rows.map(([id, target], i) => {
    const line = row(id, ours, theirs[i], peers[i].name, "images/s", target);
    return { ...line, ratio: 1 / line.ratio };
  });
}

const network = (widths) => {
  const lines = ["x = input(shape=[2])", "y = label(shape=[1])"];
  let below = "x";
  for (let i = 1; i < widths.length; i++) {
    lines.push(`W${i} = param(shape=[${widths[i]}, ${widths[i - 1]}], init="xavier")`, `b${i} = param(shape=[${widths[i]}])`);
    lines.push(`h${i} = tanh(W${i} @ ${below} + b${i})`);
    below = `h${i}`;
  }
  return `${lines.join("\n")}\nloss = 0.5 * sum((${below} - y)^2)\n`;
};

async function p4(rounds) {
  const points = Float32Array.from({ length: 1000 }, (_, i) => 2 * noise(i) - 1);
  const labels = Float32Array.from({ length: 500 }, (_, i) => (points[2 * i] * points[2 * i + 1] > 0 ? 1 : -1));
  const executor = new Executor(documentOf(network([2, 4, 2, 1])), 10, "");
  const weights = ["W1", "W2", "W3"].flatMap((name) => Array.from(executor.parameter(name)));
  executor.train(points, labels, "sgd", 0.03);
  const playground = new Playground([2, 4, 2, 1], weights);
  const epochs = 100;
  const epoch = () => {
    for (let i = 0; i < 500; i++) {
      playground.forward([points[2 * i], points[2 * i + 1]]);
      playground.backward(labels[i]);
      if (i % 10 === 9) playground.update(0.03);
    }
  };
  const [ours, peer] = await turns(rounds, [
    { run: () => executor.steps(50 * epochs), units: epochs },
    {
      run: () => {
        for (let i = 0; i < epochs; i++) epoch();
      },
      units: epochs,
    },
  ]);
  let error = 0;
  for (let i = 0; i < 500; i++) error += (playground.forward([points[2 * i], points[2 * i + 1]]) - labels[i]) ** 2 / 1000;
  console.log(`P4: loss of our last minibatch ${executor.steps(1).toFixed(4)}, theirs over all ${error.toFixed(4)}`);
  return [row("P4", ours, peer, "Playground's algorithm", "ms", 4.2)];
}

async function p5(rounds) {
  const executor = new Executor(documentOf(network([2, 2, 1])), 1, "");
  const playground = new Playground([2, 2, 1], [0.1, -0.2, 0.3, 0.4, -0.5, 0.6]);
  const times = 100_000;
  const [ours, peer] = await turns(rounds, [
    { run: () => executor.run(1, times), units: times / 1000 },
    {
      run: () => {
        for (let i = 0; i < times; i++) {
          playground.forward([0.5, -0.3]);
          playground.backward(1);
        }
      },
      units: times / 1000,
    },
  ]);
  return [row("P5", ours, peer, "Playground's algorithm", "us", 1.9)];
}

/** A dense network with a node for each number. */
function scalars(widths) {
  const lines = ["x0 = input(0.5)", "x1 = input(-0.3)"];
  let below = ["x0", "x1"];
  for (let l = 1; l < widths.length; l++) {
    const here = [];
    for (let i = 0; i < widths[l]; i++) {
      below.forEach((_, j) => lines.push(`w${l}_${i}_${j} = param(${(noise(lines.length) - 0.5).toFixed(4)})`));
      lines.push(`c${l}_${i} = param(0)`);
      const sum = below.map((name, j) => `w${l}_${i}_${j} * ${name}`).join(" + ");
      lines.push(`h${l}_${i} = tanh(${sum} + c${l}_${i})`);
      here.push(`h${l}_${i}`);
    }
    below = here;
  }
  return `${lines.join("\n")}\nloss = ${below[0]} * ${below[0]}\n`;
}

async function p6(rounds) {
  const widths = [2, 16, 16, 1];
  const points = 100;
  const executor = new Executor(documentOf(scalars(widths)), points, "");
  executor.feedOwn();
  const layers = widths.slice(1).map((width, l) =>
    Array.from({ length: width }, (_, i) => ({
      weights: Array.from({ length: widths[l] }, (_, j) => new Value(noise(31 * l + 7 * i + j) - 0.5)),
      bias: new Value(0),
    })),
  );
  const peer = () => {
    let total = new Value(0);
    for (let p = 0; p < points; p++) {
      let values = [new Value(0.5), new Value(-0.3)];
      for (const layer of layers) {
        values = layer.map(({ weights, bias }) =>
          weights.reduce((sum, weight, j) => sum.add(weight.times(values[j])), bias).tanh(),
        );
      }
      total = total.add(values[0].times(values[0]));
    }
    return total.backward();
  };
  const times = 50;
  const [ours, other] = await turns(rounds, [
    { run: () => executor.run(points, times), units: times },
    { run: peer, units: 1 },
  ]);
  return [row("P6", ours, other, "micrograd's algorithm in JavaScript", "ms", 50)];
}

/** What each page measures: threads need isolation, which the first does without, and short times its finer clock. */
globalThis.measure = async (rounds) =>
  globalThis.crossOriginIsolated
    ? [...(await p4(rounds)), ...(await p5(rounds)), ...(await p6(rounds))]
    : await p3(rounds);
