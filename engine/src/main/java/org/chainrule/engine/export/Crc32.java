package org.chainrule.engine.export;

/** The check sum of zip files: CRC-32 of ISO 3309, reflected polynomial 0xEDB88320. */
final class Crc32 {
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      int c = i;
      for (int bit = 0; bit < 8; bit++) {
        c = (c & 1) != 0 ? c >>> 1 ^ 0xEDB88320 : c >>> 1;
      }
      TABLE[i] = c;
    }
  }

  private Crc32() {}

  static int of(byte[] bytes, int from, int to) {
    int c = -1;
    for (int i = from; i < to; i++) {
      c = TABLE[(c ^ bytes[i]) & 0xFF] ^ c >>> 8;
    }
    return ~c;
  }
}
