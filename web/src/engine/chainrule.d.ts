/** The compiled engine, as the page starts with it. Strings in and out are JSON unless said; nodes and wires are addressed by their index. */
declare module "chainrule-engine" {
  export function catalogue(): string;
  export function examples(): string;
  export function optimizers(): string;
  export function exports(): string;
  /** {"document", "problems", "statements": [{"kind":"value"|"group"|"formula","name","line","end","nodes":[id]}]} */
  export function parse(text: string): string;
  export function print(document: string): string;
  export function check(document: string): string;
  /**
   * Adds what a composite of the catalogue, or a definition of the document, stands for. Settings by name and the ids
   * of the nodes passed, in port order, are JSON; the new nodes are placed from the corner x, y on. Answers
   * {"document": ... | null, "problems": [...]}.
   */
  export function expand(
    document: string,
    composite: string,
    settings: string,
    inputs: string,
    x: number,
    y: number,
  ): string;
  /** Shows a dense layer at another grain: "layer", "matrix" or "scalar". Answers as expand does. */
  export function lens(document: string, group: string, grain: string): string;
  /** For each group what crosses its border: {"id": {"inputs": [{"name", "node"}], "outputs": [...]}}. */
  export function ports(document: string): string;

  /** The page's executor: float64, one example, keeps every value and gradient. */
  export class Session {
    constructor();
    /** {"problems","loss"} */
    evaluate(document: string): string;
    /** The same after an edit of the last document: from an index on, so many nodes (wires) make place for those of a JSON list. */
    edit(
      node: number,
      nodesGone: number,
      nodes: string,
      wire: number,
      wiresGone: number,
      wires: string,
    ): string;
    /** The nodes that can run, in the order of the forward pass. */
    order(): Int32Array;
    shape(node: number): Int32Array | null;
    value(node: number): Float64Array | null;
    gradient(node: number): Float64Array | null;
    contribution(wire: number): Float64Array | null;
    localDerivative(wire: number): Float64Array | null;
    state(node: number): number;
    waitingFor(node: number): number;
    /** {"symbol","formula","numbers","ports":[{"name","wire","formula","numbers"}],"sentence"}; formulas are TeX. */
    explain(node: number): string | null;
    /** {"node","kind":"class"|"input"|"quantity","chosen","share"} or null */
    answer(): string | null;
    /** {"target","loss","lines":[{"node","left","tex","numbers","value","reused":[node],"terms":[{"upstream","nodes","wires","chain","local","localNumbers","localValue"}]}],"latex"} */
    derivation(node: number): string | null;
    /** {"node","loss","count","saturated","pathProducts","reverseProducts","complete","exact","paths":[{"edges":[{"node","wire","local"}],"size","contribution"}]} */
    paths(node: number, limit: number): string | null;
    /** {"boundary","stops":[{"pass":"forward"|"backward","nodes","feeding","wires","uses":[stop]}]} */
    walkthrough(): string;
    /** {"left","chain","formula","numbers","value","given","terms":[{"wires","upstream","partial","local","slope","value"}],"reused":[{"stop","symbol","value"}],"sentence","spoken","latex"}; the index must be one of the walk. */
    stop(index: number): string;
    /** Plain LaTeX. */
    stopsAsLatex(last: number): string;
    /** {"node","shape","count","saturated","complete","exact","rows":[{"route","omitted","nodes","wires","factors":[{"nodes","wires","partial","local","numbers","value","rows","columns"}],"tex","contribution"}],"sum","gradient","equal","share","sentence","symbol","equation","pathProducts","reverseProducts","work"} */
    ledger(node: number, limit: number): string | null;
    /** {"node","entry","value","nudge","analytic","difference","forward","error","verdict":"agrees"|"kink"|"differs"|"non_finite","kinks":[node]} */
    check(node: number, entry: number): string | null;
    /** {"rows","columns","values"} or {"refusal"} */
    jacobian(of: number, by: number): string | null;
    /** {"outcome":"right"|"wrong"|"unreadable","sentence","diagnoses":[{"slip","sentence","tex"}]} */
    judge(figure: string, at: number, entry: number, answer: string): string | null;
    /** {"words","formula","numbers"}; the last two are TeX. */
    hints(figure: string, at: number, entry: number): string | null;
    /** {"value","delta","slope","before","after","change","predicted","difference","places","values","tangent"} */
    nudge(node: number, entry: number, of: number, delta: number): string | null;
    /** As judge does, of "rise", "fall", "same" or a number. */
    judgeNudge(node: number, entry: number, of: number, delta: number, answer: string): string | null;
    /** {"op": "port", ...} for every op that takes the node's value; null where its shape is not known. */
    fitting(node: number): string | null;
    refusal(from: number, to: number, port: string): string;
    /** Takes the last evaluation into the mean, which values, gradients and contributions then are. */
    tally(): void;
    /** They are those of the last evaluation again. */
    forget(): void;
    /** The nodes whose value the port takes. */
    sources(to: number, port: string): Int32Array;
    bind(name: string, values: Float64Array): void;
    unbind(name: string): void;
    unbindAll(): void;
  }
}

/** What comes in files: those of other tools, in both directions, and lessons; its own module, loaded when used. */
declare module "chainrule-engine/exchange" {
  export function courses(): string;

  /** A lesson from its file; the constructor throws an Error whose message is a sentence. Steps and exercises by index. */
  export class LessonSession {
    constructor(text: string);
    /** What its author has to mend: [sentence]. */
    problems(): string;
    json(): string;
    /** {"outcome","sentence","diagnoses":[{"slip","sentence","tex"}]} */
    grade(step: number, exercise: number, document: string, answer: string): string;
    /** {"words","formula","numbers"} */
    hints(step: number, exercise: number, document: string): string;
    solution(step: number, exercise: number, document: string): string;
  }

  /** Parts of a lesson's file, as text. Focus is a JSON list of names. */
  export function draftFront(title: string): string;
  export function draftStep(document: string, focus: string): string;
  /** Kind: value, gradient, shape, direction, contribution, formula, choice, build, node, reach. */
  export function draftQuestion(document: string, kind: string, node: string, other: string): string;

  /** The document in the form of another tool; throws an Error whose message is a sentence. */
  export function exported(document: string, format: string): string;
  export function exportedBytes(document: string, format: string): Int8Array<ArrayBuffer>;
  /** An ONNX model. Answers {"document": ... | null, "problems": [...]}. */
  export function fromOnnx(bytes: Int8Array): string;
  /** The document with the arrays of an .npz archive or a JSON object in its parameters; answers the same. */
  export function withWeights(document: string, bytes: Int8Array): string;
}

/** What trains, in a Worker, what the panels beside it offer; its own module, loaded when used. */
declare module "chainrule-engine/training" {
  /** The training executor by itself, for tests and benchmarks. Device: "relaxed", "simd", "portable", "" for the fastest. */
  export class Executor {
    constructor(document: string, batch: number, device: string);
    /** Feeds every example of the batch with the values that the document holds. */
    feedOwn(): void;
    run(examples: number, times: number): void;
    losses(): Float32Array;
    gradient(parameter: string): Float32Array;
    parameter(name: string): Float32Array;
    /** Gets ready to train on one input and one label for each example, row after row. */
    train(inputs: Float32Array, labels: Float32Array, optimizer: string, rate: number): void;
    steps(count: number): number;
  }

  export function schedules(): string;
  export function penalties(): string;
  export function datasets(): string;
  /** [{"id","label","now","whole","values"}]; refuses as Training does, and so does the next. */
  export function sweeps(document: string, settings: string): string;
  /** {"document","settings"} */
  export function variant(document: string, settings: string, id: string, value: number): string;
  /** Data from two IDX files, in either order; throws an Error whose message is a sentence. */
  export function images(one: Int8Array, other: Int8Array): string;
  /** {"likelihoods":[{"id","label","note"}],"priors":[...]} */
  export function pipelineChoices(): string;
  /** {"data","rate","lines":[{"says","tex"}],"document"} */
  export function pipeline(likelihood: string, prior: string, hidden: boolean, lambda: number): string;

  /** Data as it would be trained on. The constructor throws an Error whose message is a sentence. */
  export class Data {
    constructor(spec: string);
    variables(): string;
    column(index: number): Float64Array;
    ranges(): Float64Array;
    rows(part: number): Int32Array;
    fittingGraph(title: string): string;
  }

  /** CSV or TSV. What is refused throws an Error whose message is a sentence. */
  export class Table {
    constructor(text: string);
    found(): string;
    data(roles: string, skip: boolean): string;
  }

  /** Gradient descent with every step kept, in float64. What is refused throws an Error whose message is a sentence. */
  export class DescentSession {
    constructor(
      document: string,
      data: string,
      rate: number,
      steps: number,
      batch: number,
      sum: boolean,
      form: string,
    );
    /** [{"id","label"}] */
    static choices(document: string): string;
    /** {"names","examples","penalized","farthest","full":{"thetas","losses","norms","examples"},"batches":{...}} */
    ways(): string;
    /** {"at","loss","slope","curvature","next","nextLoss","places","losses","tangent","parabola"} */
    curve(step: number, index: number): string;
    /** {"across","up","cells","losses","levels"} */
    heights(step: number, first: number, second: number, cells: number): string;
  }

  /** A run in float32. What is refused throws an Error whose message is {"problems":[...]}. */
  export class Training {
    constructor(document: string, data: string, settings: string);
    fork(settings: string): Training;
    advance(count: number): void;
    seek(step: number): void;
    cursor(): number;
    head(): number;
    start(): number;
    stepsPerEpoch(): number;
    finished(): boolean;
    stoppedEarly(): boolean;
    divergence(): string | null;
    /** step, epoch, training loss and accuracy, those held back, learning rate, gradient norm */
    now(): Float64Array;
    course(): Float64Array;
    parameterNames(): string;
    parameters(): Float32Array;
    gradients(): Float32Array;
    updates(): Float32Array;
    norms(): Float64Array;
    surface(
      a: number,
      b: number,
      n: number,
      left: number,
      right: number,
      low: number,
      high: number,
    ): Float32Array;
    units(
      node: string,
      a: number,
      b: number,
      n: number,
      left: number,
      right: number,
      low: number,
      high: number,
    ): Float32Array;
    answers(rows: Int32Array): Float32Array;
    histograms(bins: number): string;
    landscape(kind: string, cells: number, a: number, b: number): Float64Array;
    /** {"name","units","shown","rows","columns","plane"} or null */
    firstLayer(): string | null;
    firstWeights(): Float32Array;
    /** origin, reach, loss, slope, losses */
    slice(kind: string, places: number, at: number): Float64Array;
    example(row: number): string;
    nextBatch(): Int32Array;
  }
}
