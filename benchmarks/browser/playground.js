/**
 * TensorFlow Playground's algorithm, written anew: an object for each node and link, one example forward and backward
 * at a time, gradients gathered on the links and applied after each minibatch.
 */
export class Playground {
  constructor(widths, weights) {
    this.layers = widths.map((width) => Array.from({ length: width }, () => node()));
    let next = 0;
    for (let l = 1; l < widths.length; l++) {
      for (const to of this.layers[l]) {
        for (const from of this.layers[l - 1]) {
          const link = { from, to, weight: weights[next++ % weights.length], gathered: 0, count: 0 };
          from.outputs.push(link);
          to.inputs.push(link);
        }
      }
    }
  }

  forward(x) {
    this.layers[0].forEach((input, i) => {
      input.output = x[i];
    });
    for (const layer of this.layers.slice(1)) {
      for (const node of layer) {
        node.total = node.bias;
        for (const link of node.inputs) node.total += link.weight * link.from.output;
        node.output = Math.tanh(node.total);
      }
    }
    return this.layers.at(-1)[0].output;
  }

  backward(label) {
    const last = this.layers.at(-1)[0];
    last.slope = last.output - label;
    for (let l = this.layers.length - 1; l > 0; l--) {
      for (const node of this.layers[l]) {
        node.error = node.slope * (1 - node.output * node.output);
        node.gathered += node.error;
        node.count++;
        for (const link of node.inputs) {
          link.gathered += node.error * link.from.output;
          link.count++;
        }
      }
      if (l === 1) continue;
      for (const node of this.layers[l - 1]) {
        node.slope = 0;
        for (const link of node.outputs) node.slope += link.weight * link.to.error;
      }
    }
  }

  update(rate) {
    for (const layer of this.layers.slice(1)) {
      for (const node of layer) {
        node.bias -= (rate * node.gathered) / node.count;
        node.gathered = 0;
        node.count = 0;
        for (const link of node.inputs) {
          link.weight -= (rate * link.gathered) / link.count;
          link.gathered = 0;
          link.count = 0;
        }
      }
    }
  }
}

function node() {
  return { inputs: [], outputs: [], bias: 0, total: 0, output: 0, slope: 0, error: 0, gathered: 0, count: 0 };
}
