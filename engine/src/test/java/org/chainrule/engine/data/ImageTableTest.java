package org.chainrule.engine.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.chainrule.engine.tensor.Shape;
import org.junit.jupiter.api.Test;

class ImageTableTest {
  private static byte[] images(int count, int side) {
    byte[] pixels = new byte[count * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i % 256);
    }
    return new Idx(Shape.of(count, side, side), pixels).file();
  }

  private static byte[] labels(int... classes) {
    byte[] bytes = new byte[classes.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) classes[i];
    }
    return new Idx(Shape.of(bytes.length), bytes).file();
  }

  @Test
  void twoFilesInEitherOrderAreATableOfPixels() throws Exception {
    String json = ImageTable.read(labels(2, 0, 1), images(3, 4));
    assertEquals(json, ImageTable.read(images(3, 4), labels(2, 0, 1)));
    assertTrue(json.contains("\"taken\":3,\"of\":3,\"height\":4,\"width\":4"), json);
    Frame frame = Prepared.read(json).frame();
    assertEquals(3, frame.size());
    assertEquals(17, frame.variables().size());
    assertEquals("p1_2", frame.variables().get(6).name());
    assertEquals(22 / 255.0, frame.values().get(6)[1]);
    assertEquals(List.of("0", "1", "2"), frame.variables().get(16).classes());
    assertEquals(2, frame.values().get(16)[0]);
  }

  @Test
  void moreThanAPageCanHoldIsLeftOut() throws Exception {
    int[] classes = new int[2400];
    String json = ImageTable.read(images(2400, 32), labels(classes));
    assertTrue(json.contains("\"taken\":1953,\"of\":2400"));
    assertEquals(1953, Prepared.read(json).frame().size());
  }

  @Test
  void whatDoesNotBelongTogetherIsRefusedWithASentence() {
    byte[] three = images(3, 4);
    assertEquals(
        "There are 3 images but 2 classes; take the two files that belong together.",
        assertThrows(DataException.class, () -> ImageTable.read(three, labels(0, 1))).getMessage());
    assertThrows(DataException.class, () -> ImageTable.read(three, three));
    assertThrows(DataException.class, () -> ImageTable.read(labels(1), labels(1)));
    assertThrows(DataException.class, () -> ImageTable.read(new byte[] {1, 2, 3}, three));
    assertThrows(
        DataException.class,
        () -> Prepared.read("{\"source\": \"images\", \"images\": \"?\", \"labels\": 3}"));
  }
}
