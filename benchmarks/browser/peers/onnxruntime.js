import * as ort from "/npm/onnxruntime-web/dist/ort.wasm.min.mjs";
import { Model } from "./onnx.js";

const RATE = 0.001;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];
const shapes = { W1: [784, 128], b1: [128], W2: [128, 10], b2: [10] };
const names = Object.keys(shapes);

/** One step of Adam on 784-128-10 as an ONNX graph: forward, backward and update, written by hand. */
function step(batch) {
  const model = new Model();
  const { op, number } = { op: model.op.bind(model), number: model.number.bind(model) };
  const z1 = op("Gemm", ["x", "W1", "b1"]);
  const h = op("Relu", [z1]);
  const z2 = op("Gemm", [h, "W2", "b2"]);
  const p = op("Softmax", [z2], { axis: 1 });
  const picked = op("Mul", ["y", op("Log", [p])]);
  const sum = op("ReduceSum", [picked, model.axes(0, 1)], { keepdims: 0 });
  op("Div", [sum, number(-batch)], {}, "loss");
  const d2 = op("Div", [op("Sub", [p, "y"]), number(batch)]);
  const dh = op("Gemm", [d2, "W2"], { transB: 1 });
  const open = op("Cast", [op("Greater", [z1, number(0)])], { to: 1 });
  const d1 = op("Mul", [dh, open]);
  const gradients = {
    W1: op("Gemm", ["x", d1], { transA: 1 }),
    b1: op("ReduceSum", [d1, model.axes(0)], { keepdims: 0 }),
    W2: op("Gemm", [h, d2], { transA: 1 }),
    b2: op("ReduceSum", [d2, model.axes(0)], { keepdims: 0 }),
  };
  for (const name of names) {
    const g = gradients[name];
    const m = op("Add", [op("Mul", [`m_${name}`, number(BETA1)]), op("Mul", [g, number(1 - BETA1)])], {}, `m_${name}_new`);
    const square = op("Mul", [op("Mul", [g, g]), number(1 - BETA2)]);
    const v = op("Add", [op("Mul", [`v_${name}`, number(BETA2)]), square], {}, `v_${name}_new`);
    const change = op("Div", [op("Mul", [m, "rate"]), op("Add", [op("Sqrt", [v]), number(EPSILON)])]);
    op("Sub", [name, change], {}, `${name}_new`);
  }
  const state = names.flatMap((name) => ["", "m_", "v_"].map((slot) => [`${slot}${name}`, shapes[name]]));
  return model.bytes(
    [["x", [batch, 784]], ["y", [batch, 10]], ["rate", []], ...state],
    [["loss", []], ...state.map(([name, dims]) => [`${name}_new`, dims])],
  );
}

/** onnxruntime-web on its wasm backend, one thread: inference of a graph that is a training step. */
export async function onnxruntime({ images, classes, batch, weights }) {
  ort.env.wasm.wasmPaths = "/npm/onnxruntime-web/dist/";
  ort.env.wasm.numThreads = 1;
  const session = await ort.InferenceSession.create(step(batch), { executionProviders: ["wasm"] });
  const tensor = (values, dims) => new ort.Tensor("float32", values, dims);
  const turned = (values, rows, columns) =>
    Float32Array.from({ length: rows * columns }, (_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
  const [W1, b1, W2, b2] = weights;
  const first = { W1: turned(W1, 128, 784), b1: b1.slice(), W2: turned(W2, 10, 128), b2: b2.slice() };
  let state = {};
  for (const name of names) {
    const size = first[name].length;
    state[name] = tensor(first[name], shapes[name]);
    state[`m_${name}`] = tensor(new Float32Array(size), shapes[name]);
    state[`v_${name}`] = tensor(new Float32Array(size), shapes[name]);
  }
  const minibatches = [];
  for (let at = 0; at < classes.length; at += batch) {
    const hot = new Float32Array(batch * 10);
    for (let i = 0; i < batch; i++) hot[10 * i + classes[at + i]] = 1;
    minibatches.push({ x: tensor(images.slice(at * 784, (at + batch) * 784), [batch, 784]), y: tensor(hot, [batch, 10]) });
  }
  let t = 0;
  return {
    name: "onnxruntime-web 1.30, step as a graph",
    async epoch() {
      let loss = 0;
      for (const minibatch of minibatches) {
        t++;
        const rate = (RATE * Math.sqrt(1 - BETA2 ** t)) / (1 - BETA1 ** t);
        const out = await session.run({ ...state, ...minibatch, rate: tensor(Float32Array.of(rate), []) });
        state = Object.fromEntries(Object.keys(state).map((name) => [name, out[`${name}_new`]]));
        loss = out.loss.data[0];
      }
      return loss;
    },
  };
}
