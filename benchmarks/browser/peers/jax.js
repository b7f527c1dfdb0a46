import { blockUntilReady, defaultDevice, init, jit, nn, numpy as np, valueAndGrad } from "/npm/@jax-js/jax/dist/index.js";

const RATE = 0.001;
const [BETA1, BETA2, EPSILON] = [0.9, 0.999, 1e-7];
const names = ["W1", "b1", "W2", "b2"];

function loss({ W1, b1, W2, b2 }, x, y) {
  const h = nn.relu(np.matmul(x, W1).add(b1));
  const logits = np.matmul(h, W2).add(b2);
  return nn.logSoftmax(logits, 1).mul(y).sum(1).mean().neg();
}

/** One step of Adam; arrays are handed over, and what is used again is referenced once more. */
const step = jit((parameters, m, v, x, y, rate) => {
  const kept = Object.fromEntries(names.map((name) => [name, parameters[name].ref]));
  const [value, gradients] = valueAndGrad(loss)(parameters, x, y);
  const next = { parameters: {}, m: {}, v: {} };
  for (const name of names) {
    const g = gradients[name];
    const first = m[name].mul(BETA1).add(g.ref.mul(1 - BETA1));
    const second = v[name].mul(BETA2).add(np.square(g).mul(1 - BETA2));
    const change = first.ref.mul(rate.ref).div(np.sqrt(second.ref).add(EPSILON));
    next.parameters[name] = kept[name].sub(change);
    next.m[name] = first;
    next.v[name] = second;
  }
  rate.dispose();
  return { value, ...next };
});

/** jax-js on its wasm backend, one thread: value, gradients and update in one compiled function. */
export async function jax({ images, classes, batch, weights }) {
  await init("wasm");
  defaultDevice("wasm");
  const [W1, b1, W2, b2] = weights;
  const array = (values, ...shape) => np.array(values.slice()).reshape(shape);
  let parameters = {
    W1: array(W1, 128, 784).transpose(),
    b1: array(b1, 128),
    W2: array(W2, 10, 128).transpose(),
    b2: array(b2, 10),
  };
  const zeros = () => Object.fromEntries(names.map((name) => [name, np.zeros(parameters[name].shape)]));
  let m = zeros();
  let v = zeros();
  const minibatches = [];
  for (let at = 0; at < classes.length; at += batch) {
    const hot = new Float32Array(batch * 10);
    for (let i = 0; i < batch; i++) hot[10 * i + classes[at + i]] = 1;
    const x = array(images.subarray(at * 784, (at + batch) * 784), batch, 784);
    minibatches.push({ x, y: array(hot, batch, 10) });
  }
  let t = 0;
  return {
    name: "jax-js 0.1.25 wasm, jit",
    async epoch() {
      let last = 0;
      for (const { x, y } of minibatches) {
        t++;
        const rate = np.array((RATE * Math.sqrt(1 - BETA2 ** t)) / (1 - BETA1 ** t));
        const out = step(parameters, m, v, x.ref, y.ref, rate);
        ({ parameters, m, v } = out);
        if (t % minibatches.length === 0) last = (await out.value.data())[0];
        else out.value.dispose();
      }
      await blockUntilReady(parameters);
      return last;
    },
  };
}
