package org.chainrule.server.training;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.chainrule.engine.device.Gemm;

/**
 * Matrix products by OpenBLAS, on scratch memory outside the Java heap that is reused from call to
 * call; only the three matrices are copied. One thread may use an instance at a time.
 */
public final class OpenBlasGemm implements Gemm {

  /**
   * Products with fewer multiplications stay on one thread: waking another costs more than it does,
   * and where the machine has other work it waits for a whole turn.
   */
  private static final long WORTH_THREADS = 1L << 26;

  private final int threads;
  private final Scratch left = new Scratch();
  private final Scratch right = new Scratch();
  private final Scratch product = new Scratch();

  /**
   * Loads the native library.
   *
   * @param threads how many threads one large product may use, in the whole process
   * @throws UnsatisfiedLinkError when this machine has no native library in the jar
   */
  public OpenBlasGemm(int threads) {
    Loader.load(openblas_nolapack.class);
    this.threads = threads;
    blas_set_num_threads(threads);
  }

  @Override
  public void multiply(
      boolean transA,
      boolean transB,
      int m,
      int n,
      int k,
      float[] arena,
      int a,
      int b,
      int c,
      boolean add) {
    left.read(arena, a, m * k);
    right.read(arena, b, k * n);
    if (add) {
      product.read(arena, c, m * n);
    } else {
      product.reserve(m * n);
    }
    if (threads > 1) {
      blas_set_num_threads((long) m * n * k < WORTH_THREADS ? 1 : threads);
    }
    cblas_sgemm(
        CblasRowMajor,
        transA ? CblasTrans : CblasNoTrans,
        transB ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        1f,
        left.pointer,
        transA ? m : k,
        right.pointer,
        transB ? k : n,
        add ? 1f : 0f,
        product.pointer,
        n);
    product.buffer.clear().get(arena, c, m * n);
  }

  /** Native memory that grows and never shrinks. */
  private static final class Scratch {

    private FloatBuffer buffer = allocate(1024);
    private FloatPointer pointer = new FloatPointer(buffer);

    private static FloatBuffer allocate(int floats) {
      return ByteBuffer.allocateDirect(floats * Float.BYTES)
          .order(ByteOrder.nativeOrder())
          .asFloatBuffer();
    }

    void reserve(int floats) {
      if (buffer.capacity() < floats) {
        buffer = allocate(Math.max(floats, buffer.capacity() * 2));
        pointer = new FloatPointer(buffer);
      }
    }

    void read(float[] source, int offset, int floats) {
      reserve(floats);
      buffer.clear().put(source, offset, floats);
    }
  }
}
