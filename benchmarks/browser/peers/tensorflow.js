/** TensorFlow.js on its wasm backend with SIMD, one thread: layers, its Adam, its gradients. */
export async function tensorflow({ images, classes, batch, weights }) {
  const count = classes.length;
  tf.wasm.setWasmPaths("/npm/@tensorflow/tfjs-backend-wasm/dist/");
  tf.wasm.setThreadsCount(1);
  await tf.setBackend("wasm");
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 128, inputShape: [784], activation: "relu" }),
      tf.layers.dense({ units: 10 }),
    ],
  });
  const turned = (values, rows, columns) => tf.tensor2d(values, [rows, columns]).transpose();
  const [W1, b1, W2, b2] = weights;
  model.setWeights([turned(W1, 128, 784), tf.tensor1d(b1), turned(W2, 10, 128), tf.tensor1d(b2)]);
  const optimizer = tf.train.adam(0.001);
  const x = tf.tensor2d(images, [count, 784]);
  const y = tf.oneHot(tf.tensor1d(Int32Array.from(classes), "int32"), 10);
  return {
    name: "TensorFlow.js 4.22 wasm, SIMD",
    async epoch() {
      let loss = 0;
      for (let at = 0; at < count; at += batch) {
        const cost = optimizer.minimize(
          () => tf.losses.softmaxCrossEntropy(y.slice([at, 0], [batch, 10]), model.apply(x.slice([at, 0], [batch, 784]))),
          at + batch === count,
        );
        if (cost) loss = (await cost.data())[0];
      }
      return loss;
    },
  };
}
