package org.chainrule.engine.wasm;

import java.util.ArrayList;
import java.util.List;

/** A WebAssembly module that imports one memory and exports functions. */
final class Module {
  private static final int FUNCTION = 0x60;
  private static final int PAGE = 65_536;

  private final List<Code> functions = new ArrayList<>();
  private final List<String> exports = new ArrayList<>();
  private final Bytes exported = new Bytes();

  /** Adds a function, known to others by the number answered. */
  int add(Code function) {
    functions.add(function);
    return functions.size() - 1;
  }

  /** Adds a function that the host may call. */
  void export(String name, Code function) {
    exports.add(name);
    exported.name(name).add(0).unsigned(add(function));
  }

  /** How many pages of memory hold so many bytes. */
  static int pages(long bytes) {
    return (int) ((bytes + PAGE - 1) / PAGE);
  }

  /** The module in the binary format. */
  byte[] bytes(int pages) {
    Bytes types = new Bytes().unsigned(functions.size());
    Bytes declared = new Bytes().unsigned(functions.size());
    Bytes code = new Bytes().unsigned(functions.size());
    for (int i = 0; i < functions.size(); i++) {
      Code function = functions.get(i);
      types.add(FUNCTION).add(function.parameters()).add(function.results());
      declared.unsigned(i);
      code.sized(function.bytes());
    }
    Bytes imports = new Bytes().unsigned(1).name("env").name("memory").add(2).add(1);
    imports.unsigned(pages).unsigned(pages);
    Bytes out = new Bytes().word(0x6d736100).word(1);
    out.add(1).sized(types);
    out.add(2).sized(imports);
    out.add(3).sized(declared);
    out.add(7).sized(new Bytes().unsigned(exports.size()).add(exported));
    out.add(10).sized(code);
    return out.toArray();
  }
}
