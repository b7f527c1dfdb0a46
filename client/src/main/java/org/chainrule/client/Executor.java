package org.chainrule.client;

import java.util.ArrayList;
import java.util.List;
import org.chainrule.engine.data.Dataset;
import org.chainrule.engine.device.BatchReduction;
import org.chainrule.engine.device.Buffer;
import org.chainrule.engine.device.Device;
import org.chainrule.engine.device.Program;
import org.chainrule.engine.op.library.Library;
import org.chainrule.engine.plan.Compiler;
import org.chainrule.engine.plan.ProblemException;
import org.chainrule.engine.tensor.Tensor;
import org.chainrule.engine.train.Trainer;
import org.chainrule.engine.train.TrainingSettings;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Float32Array;

/**
 * The training executor by itself, on a device that is named: what the tests hold to the reference
 * and the benchmarks measure.
 */
public final class Executor {
  private final Program program;
  private final Device device;
  private @Nullable Trainer trainer;

  /**
   * An executor of a graph without problems.
   *
   * @param document the graph, as JSON
   * @param batch the most examples of one step
   * @param name relaxed, simd or portable; empty for the fastest here
   */
  @JSExport
  public Executor(String document, int batch, String name) {
    try {
      program =
          Program.compile(
              Compiler.compile(Answers.read(document), Library.standard()),
              batch,
              BatchReduction.MEAN);
    } catch (ProblemException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()));
    }
    device = name.isEmpty() ? WasmDevice.of(program) : WasmDevice.of(program, name);
  }

  /** Feeds every example of the batch with the values that the document holds. */
  @JSExport
  public void feedOwn() {
    for (Program.Feed feed : program.feeds()) {
      Tensor own = feed.own();
      Buffer buffer = feed.buffer();
      for (int i = 0; own != null && i < buffer.size() * program.batchSize(); i++) {
        device.arena()[buffer.offset() + i] = (float) own.at(i % buffer.size());
      }
    }
  }

  /** Runs forward and backward over the first examples of the batch, so many times. */
  @JSExport
  public void run(int examples, int times) {
    for (int i = 0; i < times; i++) {
      device.forward(examples, Device.TESTING);
      device.backward(examples, Device.TESTING);
    }
  }

  /** The loss of each example of the batch. */
  @JSExport
  public Float32Array losses() {
    return copy(program.loss(), 0);
  }

  /** The gradient of a parameter, row-major; empty where there is none of that name. */
  @JSExport
  public Float32Array gradient(String name) {
    return ofParameter(name, program.gradientsAt() - program.parametersAt());
  }

  /** A parameter, row-major; empty where there is none of that name. */
  @JSExport
  public Float32Array parameter(String name) {
    return ofParameter(name, 0);
  }

  private Float32Array ofParameter(String name, int shift) {
    for (Program.Parameter parameter : program.parameters()) {
      if (parameter.name().equals(name)) {
        return copy(parameter.buffer(), shift);
      }
    }
    return new Float32Array(0);
  }

  private Float32Array copy(Buffer buffer, int shift) {
    float[] out = new float[buffer.rows(program.batchSize()) * buffer.size()];
    System.arraycopy(device.arena(), buffer.offset() + shift, out, 0, out.length);
    return Float32Array.fromJavaArray(out);
  }

  /** Gets ready to train on examples, in minibatches as large as the batch. */
  @JSExport
  public void train(Float32Array inputs, Float32Array labels, String optimizer, double rate) {
    TrainingSettings settings =
        new TrainingSettings(
            optimizer,
            rate,
            program.batchSize(),
            TrainingSettings.MAX_EPOCHS,
            1,
            BatchReduction.MEAN);
    try {
      trainer = new Trainer(device, new Examples(program, inputs, labels), settings);
    } catch (ProblemException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()));
    }
  }

  /** Takes so many steps, after {@link #train}; answers the mean loss of the last. */
  @JSExport
  public double steps(int count) {
    Trainer run = trainer;
    for (int i = 0; run != null && i < count; i++) {
      run.step();
    }
    return run == null ? Double.NaN : run.lastLoss();
  }

  /** Examples of one input and one label each, row after row. */
  private static final class Examples implements Dataset {
    /** Fewer numbers are copied faster one by one: a call to copy an array costs as much as 20. */
    private static final int SHORT = 20;

    private final float[][] data;
    private final int[] sizes = new int[2];
    private final List<Column> columns = new ArrayList<>();

    Examples(Program program, Float32Array inputs, Float32Array labels) {
      data = new float[][] {inputs.copyToJavaArray(), labels.copyToJavaArray()};
      for (Program.Feed feed : program.feeds()) {
        sizes[columns.size()] = feed.shape().size();
        columns.add(new Column(feed.name(), feed.label(), feed.shape(), feed.classes()));
      }
    }

    @Override
    public int size() {
      return data[0].length / sizes[0];
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public void copy(int example, int column, float[] into, int at) {
      int size = sizes[column];
      if (size < SHORT) {
        for (int i = 0; i < size; i++) {
          into[at + i] = data[column][example * size + i];
        }
        return;
      }
      System.arraycopy(data[column], example * size, into, at, size);
    }
  }
}
