/* Writes ONNX models: as much of the format (https://onnx.ai, onnx.proto) as a training step needs. */

const VARINT = 0;
const BYTES = 2;
const FIXED32 = 5;
const FLOAT = 1;
const INT64 = 7;
const utf8 = new TextEncoder();

function varint(number) {
  const bytes = [];
  for (let rest = BigInt.asUintN(64, BigInt(number)); ; rest >>= 7n) {
    const low = Number(rest & 127n);
    if (rest < 128n) return [...bytes, low];
    bytes.push(low | 128);
  }
}

const key = (field, kind) => varint((field << 3) | kind);
const int = (field, number) => [...key(field, VARINT), ...varint(number)];
const bytes = (field, content) => [...key(field, BYTES), ...varint(content.length), ...content];
const text = (field, string) => bytes(field, utf8.encode(string));
const float = (field, number) => [...key(field, FIXED32), ...new Uint8Array(Float32Array.of(number).buffer)];

const attribute = (name, value) =>
  Number.isInteger(value)
    ? [...text(1, name), ...int(3, value), ...int(20, 2)]
    : [...text(1, name), ...float(2, value), ...int(20, 1)];

/** A value that comes in or goes out: a float tensor with its dimensions. */
function valueInfo([name, dims]) {
  const shape = dims.flatMap((size) => bytes(1, int(1, size)));
  return [...text(1, name), ...bytes(2, bytes(1, [...int(1, FLOAT), ...bytes(2, shape)]))];
}

/** Collects the nodes of a model; `op` answers the name of what it computes. */
export class Model {
  #nodes = [];
  #constants = [];
  #count = 0;

  op(type, inputs, attributes = {}, output = `v${this.#count++}`) {
    this.#nodes.push([
      ...inputs.flatMap((input) => text(1, input)),
      ...text(2, output),
      ...text(4, type),
      ...Object.entries(attributes).flatMap(([name, value]) => bytes(5, attribute(name, value))),
    ]);
    return output;
  }

  number(value) {
    const name = `c${this.#count++}`;
    const raw = new Uint8Array(Float32Array.of(value).buffer);
    this.#constants.push([...int(2, FLOAT), ...text(8, name), ...bytes(9, raw)]);
    return name;
  }

  /** A list of axes. */
  axes(...values) {
    const name = `c${this.#count++}`;
    const raw = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
    this.#constants.push([...int(1, values.length), ...int(2, INT64), ...text(8, name), ...bytes(9, raw)]);
    return name;
  }

  /** The model as bytes; inputs and outputs are pairs of a name and dimensions. */
  bytes(inputs, outputs) {
    const graph = [
      ...this.#nodes.flatMap((node) => bytes(1, node)),
      ...text(2, "step"),
      ...this.#constants.flatMap((constant) => bytes(5, constant)),
      ...inputs.flatMap((input) => bytes(11, valueInfo(input))),
      ...outputs.flatMap((output) => bytes(12, valueInfo(output))),
    ];
    return Uint8Array.from([...int(1, 8), ...bytes(7, graph), ...bytes(8, [...text(1, ""), ...int(2, 13)])]);
  }
}
