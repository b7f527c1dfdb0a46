package org.chainrule.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chainrule.engine.GoldenFile;
import org.chainrule.engine.json.JsonWriter;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DatasetsTest {

  @TestFactory
  Stream<DynamicTest> everyDataSetIsTheSameForTheSameSeed() {
    return Datasets.all().stream().map(kind -> dynamicTest(kind.id(), () -> holds(kind)));
  }

  private static void holds(Datasets.Kind kind) throws DataException {
    String spec = "{\"source\": \"" + kind.id() + "\"";
    boolean drawn = kind.settings().stream().anyMatch(setting -> setting.name().equals("seed"));
    Frame first = Prepared.read(spec + "}").frame();
    Frame again = Prepared.read(spec + "}").frame();
    assertEquals(1, first.indices(true).length);
    for (int i = 0; i < first.values().size(); i++) {
      assertArrayEquals(first.values().get(i), again.values().get(i));
      assertTrue(Arrays.stream(first.values().get(i)).allMatch(Double::isFinite));
    }
    if (drawn) {
      Frame other = Prepared.read(spec + ", \"settings\": {\"seed\": 2, \"size\": 41}}").frame();
      assertEquals(41, other.size());
      assertFalse(first.values().get(0)[0] == other.values().get(0)[0]);
    }
    int label = first.indices(true)[0];
    int classes = first.variables().get(label).classes().size();
    if (classes > 0) {
      for (int c = 0; c < classes; c++) {
        int wanted = c;
        long count =
            Arrays.stream(first.values().get(label)).filter(value -> value == wanted).count();
        assertTrue(count >= first.size() / classes / 2, kind.id() + " class " + c + ": " + count);
      }
    }
  }

  @Test
  void anscombesTablesShareTheirMeansAndTheirRegressionLine() throws DataException {
    for (String table : new String[] {"I", "II", "III", "IV"}) {
      Frame frame =
          Prepared.read("{\"source\": \"anscombe\", \"settings\": {\"table\": \"" + table + "\"}}")
              .frame();
      double[] x = frame.values().get(0);
      double[] y = frame.values().get(1);
      double mx = Arrays.stream(x).average().orElseThrow();
      double my = Arrays.stream(y).average().orElseThrow();
      double slope =
          IntStream.range(0, 11).mapToDouble(i -> (x[i] - mx) * (y[i] - my)).sum()
              / Arrays.stream(x).map(v -> (v - mx) * (v - mx)).sum();
      assertEquals(9, mx, 1e-12);
      assertEquals(7.50, my, 0.005);
      assertEquals(0.500, slope, 0.0005);
    }
  }

  /** The front end's tests hold the compiled module to the same file. */
  @Test
  void theJvmGivesTheGoldenBits() throws Exception {
    JsonWriter out = new JsonWriter().beginObject();
    for (Datasets.Kind kind : Datasets.all()) {
      Frame frame = Prepared.read("{\"source\": \"" + kind.id() + "\"}").frame();
      int hash = 0x811C9DC5;
      for (double[] column : frame.values()) {
        for (double value : column) {
          long bits = Double.doubleToRawLongBits(value);
          hash = (hash ^ (int) bits) * 0x01000193;
          hash = (hash ^ (int) (bits >>> 32)) * 0x01000193;
        }
      }
      out.key(kind.id()).value(hash);
    }
    GoldenFile.compare("golden-datasets.json", out.endObject() + "\n");
  }

  @Test
  void everyExampleIsDealtToExactlyOnePart() {
    Split split = Split.of(100, 0.2, 0.3, 7);
    assertEquals(50, split.train().length);
    assertEquals(20, split.validation().length);
    assertEquals(30, split.test().length);
    int[] all =
        Stream.of(split.train(), split.validation(), split.test())
            .flatMapToInt(Arrays::stream)
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, 100).toArray(), all);
    assertArrayEquals(split.test(), Split.of(100, 0.2, 0.3, 7).test());
    assertFalse(Arrays.equals(split.test(), Split.of(100, 0.2, 0.3, 8).test()));
    assertEquals(1, Split.of(1, 0.5, 0.5, 1).train().length);
  }

  @Test
  void inputsAreStandardizedByWhatIsTrainedOnAlone() throws DataException {
    Prepared data = Prepared.read("{\"source\": \"moons\", \"test\": 0.4, \"standardize\": true}");
    double[] x = data.frame().values().get(0);
    double[] seen = Arrays.stream(data.split().train()).mapToDouble(row -> x[row]).toArray();
    double mean = Arrays.stream(seen).average().orElseThrow();
    double square = Arrays.stream(seen).map(v -> v * v).average().orElseThrow();
    assertEquals(0, mean, 1e-12);
    assertEquals(1, square, 1e-12);
    assertArrayEquals(data.raw().values().get(2), data.frame().values().get(2));
  }

  @Test
  void whatCannotBeUsedIsSaid() {
    String[][] cases = {
      {"{\"source\": \"nowhere\"}", "There is no data set called \"nowhere\"."},
      {
        "{\"source\": \"spiral\", \"settings\": {\"size\": 3}}",
        "The size of Spiral must be a whole number from 4 to 10000."
      },
      {"{\"source\": \"own\"}", "The table holds no examples; add some."},
      {
        "{\"source\": \"own\", \"variables\": [{\"name\": \"y\", \"classes\": [\"A\", \"B\"]}],"
            + " \"rows\": [[1], [2]]}",
        "Row 2 has no fit number for y."
      },
    };
    for (String[] one : cases) {
      assertEquals(
          one[1], assertThrows(DataException.class, () -> Prepared.read(one[0])).getMessage());
    }
  }
}
