package org.chainrule.engine.export;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chainrule.engine.graph.Limits;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;

/**
 * NumPy's archive of arrays: a zip whose entries are stored, not compressed, each an array in the
 * format .npy 1.0. Reads float32, float64 and whole numbers of 32 and 64 bits, little end first.
 */
final class Npz {
  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int DAY = 0x21;
  private static final int VERSION = 20;
  private static final int ENTRIES = 10_000;

  private Npz() {}

  /** One file of the archive: where it starts and the sum over it. */
  private record Entry(byte[] name, int sum, int size, int offset) {}

  /** The arrays in float64, by name. */
  static byte[] write(Map<String, Tensor> arrays) {
    Bytes out = new Bytes();
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, Tensor> array : arrays.entrySet()) {
      byte[] content = npy(array.getValue());
      byte[] name = Utf8.bytes(array.getKey() + ".npy");
      Entry entry =
          new Entry(name, Crc32.of(content, 0, content.length), content.length, out.size());
      entries.add(entry);
      common(out.u32(LOCAL).u16(VERSION), entry).u16(0).all(name).all(content);
    }
    int start = out.size();
    for (Entry entry : entries) {
      common(out.u32(CENTRAL).u16(VERSION).u16(VERSION), entry).u16(0).u16(0).u16(0).u16(0);
      out.u32(0).u32(entry.offset()).all(entry.name());
    }
    int length = out.size() - start;
    out.u32(END).u16(0).u16(0).u16(entries.size()).u16(entries.size());
    return out.u32(length).u32(start).u16(0).toArray();
  }

  /** What the local and the central header of an entry share; its name is UTF-8. */
  private static Bytes common(Bytes out, Entry entry) {
    out.u16(0x800).u16(0).u16(0).u16(DAY).u32(entry.sum()).u32(entry.size()).u32(entry.size());
    return out.u16(entry.name().length);
  }

  private static byte[] npy(Tensor tensor) {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': "
            + Python.tuple(tensor.shape().dims())
            + ", }";
    int length = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
    Bytes out = new Bytes().u8(0x93).ascii("NUMPY").u8(1).u8(0).u16(length);
    out.ascii(header).ascii(" ".repeat(length - header.length() - 1)).u8('\n');
    for (int i = 0; i < tensor.size(); i++) {
      out.u64(Double.doubleToRawLongBits(tensor.at(i)));
    }
    return out.toArray();
  }

  /**
   * Reads an archive.
   *
   * @throws WeightsException with a sentence where it is none
   */
  static Map<String, Tensor> read(byte[] bytes) throws WeightsException {
    Cursor in = new Cursor(bytes);
    int end = bytes.length - 22;
    while (end >= 0 && bytes.length - end < 70_000 && in.i32(end) != END) {
      end--;
    }
    if (end < 0 || in.i32(end) != END) {
      throw new WeightsException("This is no .npz file: its table of contents is missing.");
    }
    int count = in.u16(end + 10);
    if (count > ENTRIES) {
      throw new WeightsException(
          "The archive holds " + count + " arrays; at most " + ENTRIES + " are read.");
    }
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    int at = in.i32(end + 16);
    for (int i = 0; i < count; i++) {
      if (in.i32(at) != CENTRAL) {
        throw new WeightsException(
            "The archive is damaged: entry " + (i + 1) + " of its table is missing.");
      }
      int nameLength = in.u16(at + 28);
      in.require(at + 46, nameLength);
      String name = Utf8.text(bytes, at + 46, at + 46 + nameLength);
      if (in.u16(at + 10) != 0) {
        throw new WeightsException(
            name + " is compressed; save it with numpy.savez instead of savez_compressed.");
      }
      int local = in.i32(at + 42);
      int from = local + 30 + in.u16(local + 26) + in.u16(local + 28);
      int size = in.i32(at + 24);
      in.require(from, size);
      if (Crc32.of(bytes, from, from + size) != in.i32(at + 16)) {
        throw new WeightsException(name + " is damaged: its check sum does not fit.");
      }
      if (name.endsWith(".npy")) {
        arrays.put(name.substring(0, name.length() - 4), array(name, in, from, from + size));
      }
      at += 46 + nameLength + in.u16(at + 30) + in.u16(at + 32);
    }
    return arrays;
  }

  private static Tensor array(String name, Cursor in, int from, int to) throws WeightsException {
    in.require(from, 12);
    boolean magic = in.u8(from) == 0x93 && in.text(from + 1, from + 6).equals("NUMPY");
    boolean wide = magic && in.u8(from + 6) >= 2;
    int length = magic ? wide ? in.i32(from + 8) : in.u16(from + 8) : -1;
    int start = from + (wide ? 12 : 10);
    if (length < 0 || length > 65_535 || (long) start + length > to) {
      throw new WeightsException(name + " is no NumPy array.");
    }
    String header = in.text(start, start + length);
    if (header.indexOf("'fortran_order': True") >= 0) {
      throw new WeightsException(
          name + " is in Fortran's order; save numpy.ascontiguousarray of it.");
    }
    Shape shape = shape(name, header);
    String type = type(header);
    int width = type.endsWith("4") ? 4 : 8;
    int data = start + length;
    if (shape.count() > Limits.TENSOR || to - data < shape.count() * width) {
      throw new WeightsException(name + " is too large, or cut off: its shape is " + shape + ".");
    }
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      int at = data + i * width;
      values[i] =
          switch (type) {
            case "<f8" -> Double.longBitsToDouble(in.i64(at));
            case "<f4" -> Float.intBitsToFloat(in.i32(at));
            case "<i8" -> in.i64(at);
            case "<i4" -> in.i32(at);
            default ->
                throw new WeightsException(
                    name
                        + " holds numbers of type "
                        + type
                        + "; float32, float64, int32 and int64 are read.");
          };
    }
    return Tensor.of(shape, values);
  }

  private static String type(String header) {
    int at = header.indexOf("'descr': '");
    int end = at < 0 ? -1 : header.indexOf('\'', at + 10);
    return end < 0 ? "?" : header.substring(at + 10, end);
  }

  private static Shape shape(String name, String header) throws WeightsException {
    int key = header.indexOf("'shape'");
    int open = header.indexOf('(', Math.max(0, key));
    int close = header.indexOf(')', Math.max(0, open));
    if (key < 0 || open < 0 || close < 0) {
      throw new WeightsException(name + " does not say its shape.");
    }
    List<Integer> dims = new ArrayList<>();
    for (String word : header.substring(open + 1, close).split(",", -1)) {
      String digits = word.strip();
      if (!digits.isEmpty()) {
        boolean number = digits.length() < 10 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!number || dims.size() == Limits.RANK) {
          throw new WeightsException(name + " has a shape that is not understood.");
        }
        dims.add(Integer.parseInt(digits));
      }
    }
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }
}
