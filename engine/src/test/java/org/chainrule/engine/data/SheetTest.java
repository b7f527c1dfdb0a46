package org.chainrule.engine.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SheetTest {

  private static String refusal(String text) {
    return String.valueOf(assertThrows(DataException.class, () -> Sheet.read(text)).getMessage());
  }

  @Test
  void quotesAreReadAsTheStandardSays() throws DataException {
    Sheet sheet = Sheet.read("name,note,n\r\n\"a, b\",\"say \"\"hi\"\"\nthere\",1\r\nc,,2\r\n");
    assertEquals(List.of("name", "note", "n"), sheet.names());
    assertEquals(List.of("a, b", "say \"hi\"\nthere", "1"), sheet.rows().get(0));
    assertEquals(List.of("c", "", "2"), sheet.rows().get(1));
    assertEquals(List.of(2, 4), sheet.lines());
  }

  @Test
  void separatorAndHeaderAreFound() throws DataException {
    assertEquals(List.of("x1", "x2"), Sheet.read("1;2\n3;4").names());
    assertEquals(List.of("a", "b"), Sheet.read("\uFEFFa\tb\n3\t4\n\n").names());
    assertEquals(2, Sheet.read("red,cat\nblue,dog").rows().size());
  }

  @Test
  void aLineThatDoesNotFitIsNamed() {
    assertEquals(
        "Line 3 has 1 cell, but the first line has 2; give every line as many.",
        refusal("a,b\n1,2\n3\n"));
    assertEquals("The quote that opens on line 2 is never closed.", refusal("a,b\n\"1,2\n"));
    assertEquals(
        "On line 1 text follows a closing quote; write a quote within quotes twice.",
        refusal("\"a\"b,c"));
    assertTrue(refusal("").startsWith("The table is empty"));
    assertTrue(refusal("a,b").startsWith("The table has a line of names and no examples"));
  }

  @Test
  void numbersAreToldFromText() {
    for (String number : List.of("1", "-2.5", "+.5", "3.", "1e-3", " 7 ", "6.02E23")) {
      assertTrue(Sheet.isNumber(number), number);
    }
    for (String text : List.of("", "-", ".", "1e", "1.2.3", "0x1", "1,5", "NaN", "1e9999")) {
      assertTrue(!Sheet.isNumber(text), text);
    }
  }

  @Test
  void aMissingCellIsToldByItsLineOrLeftOut() throws DataException {
    SheetReading reading = new SheetReading(Sheet.read("a,b,y\n1,2,u\n?,3,v\n4,5,u\n"));
    List<String> roles = List.of("input", "input", "classes");
    assertEquals(
        "Line 3 has no value for a; fill it in, or leave out the lines that lack one.",
        assertThrows(DataException.class, () -> reading.frame(roles, false)).getMessage());
    Frame frame = reading.frame(roles, true);
    assertArrayEquals(new double[] {1, 4}, frame.values().get(0));
    assertEquals(3, reading.frame(List.of("unused", "input", "classes"), false).size());
  }

  @Test
  void textAsAnInputBecomesAColumnForEachKind() throws DataException {
    SheetReading reading = new SheetReading(Sheet.read("c,y\nred,1.5\nblue,2\nred,3\n"));
    Frame frame = reading.frame(List.of("input", "quantity"), false);
    assertEquals("c=red", frame.variables().get(0).name());
    assertArrayEquals(new double[] {1, 0, 1}, frame.values().get(0));
    assertArrayEquals(new double[] {0, 1, 0}, frame.values().get(1));
    assertArrayEquals(new double[] {1.5, 2, 3}, frame.values().get(2));
  }

  @Test
  void whatCannotBePredictedIsSaid() throws DataException {
    SheetReading reading = new SheetReading(Sheet.read("c,y\nred,1.5\nblue,2\n"));
    assertEquals(
        "Line 2 has \"red\" for c, which is no number; take the column as classes, or leave it out.",
        assertThrows(DataException.class, () -> reading.frame(List.of("quantity", "input"), false))
            .getMessage());
    assertEquals(
        "Choose exactly one column to predict.",
        assertThrows(DataException.class, () -> reading.frame(List.of("input", "input"), false))
            .getMessage());
  }
}
