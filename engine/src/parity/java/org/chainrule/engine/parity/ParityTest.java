package org.chainrule.engine.parity;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import java.util.*;
import org.chainrule.engine.op.*;
import org.chainrule.engine.op.library.Library;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ParityTest {
  @org.junit.jupiter.api.Test void kinks() throws Exception {
    for (var k : Kinks.all()) {
      Op op = Library.standard().ops().stream().filter(o -> o.info().id().equals(k.op())).findFirst().get();
      Comparison a = Comparison.ofRules(op, k.example());
      Comparison b = Comparison.ofTraining(op, k.example());
      System.out.println("KINK " + (Math.max(a.forward(), a.backward()) > 1e-12 ? "BAD64 " : "") + (Math.max(b.forward(), b.backward()) > 1e-5 ? "BAD32 " : "") + k.op() + " " + k.where() + " " + a + b);
    }
  }
  @TestFactory
  Stream<DynamicTest> draft() {
    return Library.standard().ops().stream().filter(op -> !(op instanceof Source)).map(op -> dynamicTest(op.info().id(), () -> {
      Comparison r = new Comparison(0,0), t = r;
      for (var e : op.info().examples()) { r = r.worse(Comparison.ofRules(op, e)); 
         t = t.worse(Comparison.ofTraining(op, e)); }
      System.out.println("PAR " + op.info().id() + " " + r + " " + t);
    }));
  }
}
