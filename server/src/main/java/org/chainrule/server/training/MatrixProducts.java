package org.chainrule.server.training;

import java.util.Optional;
import org.chainrule.engine.device.Gemm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses how matrices are multiplied: OpenBLAS where it loads, the engine's own loops elsewhere.
 */
final class MatrixProducts {

  private static final Logger LOG = LoggerFactory.getLogger(MatrixProducts.class);

  /** Runs share the machine with each other and with the pages being served. */
  private static final int THREADS = 1;

  private MatrixProducts() {}

  /** OpenBLAS for one thread to use, or nothing where this machine has no native library. */
  static Optional<Gemm> openBlas() {
    try {
      return Optional.of(new OpenBlasGemm(THREADS));
    } catch (UnsatisfiedLinkError | NoClassDefFoundError | ExceptionInInitializerError e) {
      LOG.warn(
          "OpenBLAS does not load here ({}): training runs in plain Java, several times slower.",
          e.getMessage());
      return Optional.empty();
    }
  }
}
