/** ConvNetJS, which trains by AdaDelta, not Adam: example by example, in plain JavaScript. */
export async function convnet({ images, classes, batch }) {
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: 784 },
    { type: "fc", num_neurons: 128, activation: "relu" },
    { type: "softmax", num_classes: 10 },
  ]);
  const trainer = new convnetjs.Trainer(net, { method: "adadelta", batch_size: batch, l2_decay: 0 });
  const examples = Array.from(classes, (_, i) => {
    const example = new convnetjs.Vol(1, 1, 784, 0);
    example.w.set(images.subarray(i * 784, (i + 1) * 784));
    return example;
  });
  return {
    name: "ConvNetJS 0.3, AdaDelta",
    async epoch() {
      let sum = 0;
      classes.forEach((label, i) => {
        const { cost_loss: loss } = trainer.train(examples[i], label);
        if (i >= classes.length - batch) sum += loss;
      });
      return sum / batch;
    },
  };
}
