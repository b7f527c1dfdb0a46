package org.chainrule.engine.autodiff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.Plan;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The paths along which a node moves a loss. By the chain rule each path contributes the product of
 * the local derivatives along it, and the contributions add up to the gradient. A path is a
 * sequence of ports, so {@code x * x} has two. Counting is done without listing.
 *
 * @param from the step whose paths these are
 * @param loss where they end
 * @param count how many there are; {@link Long#MAX_VALUE} where there are that many or more
 * @param pathProducts the multiplications that summing over all paths takes, at most {@link
 *     Long#MAX_VALUE}
 * @param reverseProducts the multiplications that reverse accumulation takes for the same gradient
 * @param largest some of the paths, those that contribute most first
 * @param exact whether no path outside the list contributes more than one within: so where every
 *     value along the paths is a single number, or where all paths are listed
 */
public record Paths(
    int from,
    int loss,
    long count,
    long pathProducts,
    long reverseProducts,
    List<Path> largest,
    boolean exact) {

  /** The most paths that are listed at once. */
  public static final int LIMIT = 1000;

  /** The most numbers that one contribution is written with. */
  private static final int SHOWN = 100;

  /** How many numbers the contributions under way may hold at one step. */
  private static final int NUMBERS = 200_000;

  /** The least number of paths that are kept under way at one step, where they are small enough. */
  private static final int WIDTH = 64;

  /**
   * One edge of a path: a step, and the port through which the path enters it.
   *
   * @param local the local derivative, where both of its ends are single numbers, else null
   */
  public record Edge(int step, int port, @Nullable Double local) {}

  /**
   * One path, its edges in the order of the forward pass.
   *
   * @param contribution what the path adds to the gradient, of the shape of the step it starts from
   */
  public record Path(List<Edge> edges, Tensor contribution) {
    public Path {
      edges = List.copyOf(edges);
    }
  }

  public Paths {
    largest = List.copyOf(largest);
  }

  /** Whether every path is listed. */
  public boolean complete() {
    return largest.size() == count;
  }

  /**
   * Counts the paths from a step to a loss and lists the largest.
   *
   * @param gradients those of the loss, which tell where a gradient flows
   * @param limit how many to list, at most {@link #LIMIT}
   */
  public static Paths of(
      Evaluation evaluation, Gradients gradients, int from, int loss, int limit) {
    return new Walk(evaluation, gradients, from, loss).paths(Math.min(limit, LIMIT));
  }

  /**
   * All of it as JSON, nodes and wires by their index. A contribution of more numbers than a person
   * reads is left out; its size is there.
   */
  public String json(Plan plan) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("node").value(plan.steps().get(from).index());
    out.key("loss").value(plan.steps().get(loss).index());
    out.key("count").value((double) count).key("saturated").value(count == Long.MAX_VALUE);
    out.key("pathProducts").value((double) pathProducts);
    out.key("reverseProducts").value((double) reverseProducts);
    out.key("complete").value(complete()).key("exact").value(exact);
    out.key("paths").beginArray();
    for (Path path : largest) {
      out.beginObject().key("edges").beginArray();
      for (Edge edge : path.edges()) {
        Plan.Step step = plan.steps().get(edge.step());
        out.beginObject().key("node").value(step.index());
        out.key("wire").value(step.wires().get(edge.port())).key("local");
        if (edge.local() == null) {
          out.nullValue();
        } else {
          out.value(edge.local());
        }
        out.endObject();
      }
      out.endArray().key("size").value(path.contribution().size());
      out.key("contribution").beginArray();
      for (int i = 0; i < path.contribution().size() && path.contribution().size() <= SHOWN; i++) {
        out.value(path.contribution().at(i));
      }
      out.endArray().endObject();
    }
    return out.endArray().endObject().toString();
  }

  /** The sum, or the largest number where it is larger. */
  static long plus(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** A path under way, from the loss back to some step. */
  private record Partial(@Nullable Partial rest, @Nullable Edge edge, Tensor contribution) {
    double size() {
      double sum = 0;
      for (int i = 0; i < contribution.size(); i++) {
        sum += Math.abs(contribution.at(i));
      }
      return Double.isNaN(sum) ? Double.POSITIVE_INFINITY : sum;
    }

    Path path() {
      List<Edge> edges = new ArrayList<>();
      for (Partial at = this; at != null && at.edge != null; at = at.rest) {
        edges.add(at.edge);
      }
      return new Path(edges, contribution);
    }
  }

  /** One walk from the loss against the wires. */
  private static final class Walk {
    private final Evaluation evaluation;
    private final Gradients gradients;
    private final int from;
    private final int loss;
    private final boolean[] behind;

    Walk(Evaluation evaluation, Gradients gradients, int from, int loss) {
      this.evaluation = evaluation;
      this.gradients = gradients;
      this.from = from;
      this.loss = loss;
      behind = new boolean[Math.max(loss, from) + 1];
      behind[from] = true;
      for (int i = from + 1; i <= loss; i++) {
        List<Integer> inputs = step(i).inputs();
        for (int port = 0; port < inputs.size(); port++) {
          behind[i] |= flows(i, port);
        }
      }
    }

    private Plan.Step step(int index) {
      return evaluation.plan().steps().get(index);
    }

    /** Whether a path from the step runs through this port. */
    private boolean flows(int index, int port) {
      return behind[step(index).inputs().get(port)] && gradients.contribution(index, port) != null;
    }

    Paths paths(int limit) {
      if (loss < from || !behind[loss] || gradients.gradient(from) == null) {
        return new Paths(from, loss, 0, 0, 0, List.of(), true);
      }
      long[] counts = new long[loss + 1];
      long[] products = new long[loss + 1];
      long edges = 0;
      boolean scalar = true;
      counts[loss] = 1;
      for (int i = loss; i > from; i--) {
        List<Integer> inputs = step(i).inputs();
        for (int port = 0; port < inputs.size() && counts[i] > 0; port++) {
          if (flows(i, port)) {
            int input = inputs.get(port);
            counts[input] = plus(counts[input], counts[i]);
            products[input] = plus(products[input], products[i]);
            if (i != loss) {
              products[input] = plus(products[input], counts[i]);
              edges++;
            }
            scalar &= step(i).shape().isScalar() && step(input).shape().isScalar();
          }
        }
      }
      List<Path> largest = largest(limit);
      boolean exact = scalar || largest.size() == counts[from];
      return new Paths(from, loss, counts[from], products[from], edges, largest, exact);
    }

    private List<Path> largest(int limit) {
      List<List<Partial>> under = new ArrayList<>();
      for (int i = 0; i <= loss; i++) {
        under.add(new ArrayList<>());
      }
      Tensor one = Tensor.filled(evaluation.known(loss).shape(), 1);
      under.get(loss).add(new Partial(null, null, one));
      for (int i = loss; i > from; i--) {
        List<Partial> here = kept(under.get(i), limit);
        List<Integer> inputs = step(i).inputs();
        for (int port = 0; port < inputs.size() && !here.isEmpty(); port++) {
          if (flows(i, port)) {
            extend(here, i, port, under.get(inputs.get(port)));
          }
        }
        under.set(i, List.of());
      }
      List<Partial> found = kept(under.get(from), limit);
      return found.subList(0, Math.min(limit, found.size())).stream().map(Partial::path).toList();
    }

    private void extend(List<Partial> here, int index, int port, List<Partial> into) {
      Tensor derivative = null;
      if (step(index).shape().isScalar()
          && evaluation.known(step(index).inputs().get(port)).shape().isScalar()) {
        derivative = gradients.localDerivative(index, port);
      }
      Double local = derivative == null ? null : derivative.at(0);
      Edge edge = new Edge(index, port, local);
      for (Partial rest : here) {
        Tensor contribution =
            step(index).op().vjp(port, rest.contribution(), evaluation.point(index));
        if (contribution != null) {
          into.add(new Partial(rest, edge, contribution));
        }
      }
    }

    /** The largest of the paths under way at one step, as many as memory allows. */
    private static List<Partial> kept(List<Partial> all, int limit) {
      List<Partial> sorted = new ArrayList<>(all);
      Collections.sort(sorted, Comparator.comparingDouble(Partial::size).reversed());
      int numbers = sorted.isEmpty() ? 1 : Math.max(1, sorted.get(0).contribution().size());
      int most = Math.max(1, Math.min(Math.max(limit, WIDTH), NUMBERS / numbers));
      return sorted.size() > most ? new ArrayList<>(sorted.subList(0, most)) : sorted;
    }
  }
}
