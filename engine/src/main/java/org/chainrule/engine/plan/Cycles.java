package org.chainrule.engine.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;

/** Finds the cycles among the nodes that no topological order reaches. */
final class Cycles {
  private Cycles() {}

  /**
   * Walks back from each unsorted node until the walk bites itself: that is a cycle. Each comes
   * once, in the direction of its wires, from its first node in the document on.
   *
   * @param waiting for each node how many inputs are unsorted; above 0 the node is unsorted
   * @param inputs the nodes that feed a node
   */
  static List<List<Integer>> among(int[] waiting, IntFunction<List<Integer>> inputs) {
    List<List<Integer>> cycles = new ArrayList<>();
    int[] seenIn = new int[waiting.length];
    for (int start = 0; start < waiting.length; start++) {
      List<Integer> walk = new ArrayList<>();
      int at = start;
      while (at >= 0 && waiting[at] > 0 && seenIn[at] == 0) {
        seenIn[at] = start + 1;
        walk.add(at);
        at = unsorted(inputs.apply(at), waiting);
      }
      if (at >= 0 && waiting[at] > 0 && seenIn[at] == start + 1 && !walk.isEmpty()) {
        cycles.add(forward(walk.subList(walk.indexOf(at), walk.size())));
      }
    }
    return cycles;
  }

  private static int unsorted(List<Integer> inputs, int[] waiting) {
    for (int input : inputs) {
      if (waiting[input] > 0) {
        return input;
      }
    }
    return -1;
  }

  private static List<Integer> forward(List<Integer> walked) {
    List<Integer> forward = new ArrayList<>(walked);
    Collections.reverse(forward);
    Collections.rotate(forward, -forward.indexOf(Collections.min(forward)));
    return forward;
  }
}
