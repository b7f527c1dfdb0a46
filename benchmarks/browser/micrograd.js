/** micrograd's algorithm, written anew: a graph of single numbers, sorted and walked back with a closure for each node. */
export class Value {
  constructor(data, parents = []) {
    this.data = data;
    this.gradient = 0;
    this.parents = parents;
    this.pull = () => {};
  }

  add(other) {
    const out = new Value(this.data + other.data, [this, other]);
    out.pull = () => {
      this.gradient += out.gradient;
      other.gradient += out.gradient;
    };
    return out;
  }

  times(other) {
    const out = new Value(this.data * other.data, [this, other]);
    out.pull = () => {
      this.gradient += other.data * out.gradient;
      other.gradient += this.data * out.gradient;
    };
    return out;
  }

  tanh() {
    const out = new Value(Math.tanh(this.data), [this]);
    out.pull = () => {
      this.gradient += (1 - out.data * out.data) * out.gradient;
    };
    return out;
  }

  backward() {
    const order = [];
    const seen = new Set();
    const visit = (value) => {
      if (seen.has(value)) return;
      seen.add(value);
      value.parents.forEach(visit);
      order.push(value);
    };
    visit(this);
    this.gradient = 1;
    for (const value of order.reverse()) value.pull();
    return order.length;
  }
}
