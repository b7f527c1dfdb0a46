package org.chainrule.engine.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.chainrule.engine.autodiff.Evaluation;
import org.chainrule.engine.autodiff.Gradients;
import org.chainrule.engine.json.JsonWriter;
import org.chainrule.engine.plan.Plan;

/**
 * The two passes as they are gone through with chalk: what is given, then the forward pass node by
 * node, then the backward pass node by node in the reverse order. Each stop says what it uses of
 * the stops before it; nothing is computed at two stops.
 *
 * @param stops in order
 * @param boundary the index of the first stop of the backward pass; the number of stops where there
 *     is none
 */
public record Walkthrough(List<Stop> stops, int boundary) {

  /** Which way a stop computes. */
  public enum Pass {
    FORWARD,
    BACKWARD
  }

  /**
   * One thing that is computed: the value of a step, or the gradient of the loss with respect to
   * it.
   *
   * @param steps the step; at the first stop everything that is given
   * @param feeding the steps whose values or gradients it is computed from
   * @param wires the document's wires between, by their index
   * @param uses the stops at which those were found
   */
  public record Stop(
      Pass pass,
      List<Integer> steps,
      List<Integer> feeding,
      List<Integer> wires,
      List<Integer> uses) {
    public Stop {
      steps = List.copyOf(steps);
      feeding = List.copyOf(feeding);
      wires = List.copyOf(wires);
      uses = List.copyOf(uses);
    }
  }

  public Walkthrough {
    stops = List.copyOf(stops);
  }

  /** The passes of a run; what has no value or no gradient is no stop. */
  public static Walkthrough of(Evaluation evaluation, Gradients gradients) {
    Plan plan = evaluation.plan();
    List<Stop> stops = new ArrayList<>();
    int[] forward = new int[plan.steps().size()];
    List<Integer> given = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      if (plan.steps().get(i).inputs().isEmpty() && evaluation.value(i) != null) {
        given.add(i);
      }
    }
    if (!given.isEmpty()) {
      stops.add(new Stop(Pass.FORWARD, given, List.of(), List.of(), List.of()));
    }
    for (int i = 0; i < plan.steps().size(); i++) {
      Plan.Step step = plan.steps().get(i);
      if (!step.inputs().isEmpty() && evaluation.value(i) != null) {
        forward[i] = stops.size();
        List<Integer> inputs = step.inputs().stream().distinct().toList();
        List<Integer> uses = inputs.stream().map(input -> forward[input]).distinct().toList();
        stops.add(new Stop(Pass.FORWARD, List.of(i), inputs, step.wires(), uses));
      }
    }
    int boundary = stops.size();
    backward(plan, gradients, stops);
    return new Walkthrough(stops, boundary);
  }

  private static void backward(Plan plan, Gradients gradients, List<Stop> stops) {
    List<List<Integer>> users = new ArrayList<>();
    List<List<Integer>> wires = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      users.add(new ArrayList<>());
      wires.add(new ArrayList<>());
      List<Integer> inputs = plan.steps().get(i).inputs();
      for (int port = 0; port < inputs.size(); port++) {
        if (gradients.contribution(i, port) != null) {
          users.get(inputs.get(port)).add(i);
          wires.get(inputs.get(port)).add(plan.steps().get(i).wires().get(port));
        }
      }
    }
    int[] found = new int[plan.steps().size()];
    Arrays.fill(found, -1);
    for (int i = plan.loss(); i >= 0; i--) {
      if (gradients.gradient(i) != null) {
        List<Integer> feeding = users.get(i).stream().distinct().toList();
        List<Integer> uses = feeding.stream().map(user -> found[user]).toList();
        found[i] = stops.size();
        stops.add(new Stop(Pass.BACKWARD, List.of(i), feeding, wires.get(i), uses));
      }
    }
  }

  /**
   * {@code {"boundary", "stops": [{"pass", "nodes", "feeding", "wires", "uses"}]}}; nodes and wires
   * by their index in the document, {@code uses} by the index of the stop.
   */
  public String json(Plan plan) {
    JsonWriter out = new JsonWriter();
    out.beginObject().key("boundary").value(boundary).key("stops").beginArray();
    for (Stop stop : stops) {
      out.beginObject().key("pass").value(stop.pass() == Pass.FORWARD ? "forward" : "backward");
      out.key("nodes").beginArray();
      stop.steps().forEach(step -> out.value(plan.steps().get(step).index()));
      out.endArray().key("feeding").beginArray();
      stop.feeding().forEach(step -> out.value(plan.steps().get(step).index()));
      out.endArray().key("wires").beginArray();
      stop.wires().forEach(out::value);
      out.endArray().key("uses").beginArray();
      stop.uses().forEach(out::value);
      out.endArray().endObject();
    }
    return out.endArray().endObject().toString();
  }
}
