package org.chainrule.engine.op;

import java.util.HashMap;
import java.util.Map;
import org.chainrule.engine.tensor.Shape;
import org.chainrule.engine.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The settings one node runs with, checked against the op's {@link Setting}s and completed with
 * their defaults. Asking for a setting that the op does not declare is a programmer's mistake and
 * throws.
 */
public final class Settings {

  /** No settings. */
  public static final Settings NONE = new Settings(Map.of());

  private final Map<String, Object> values;

  private Settings(Map<String, Object> values) {
    this.values = values;
  }

  /** The number of a NUMBER setting. */
  public double number(String name) {
    return get(name, Double.class);
  }

  /** The whole number of an INTEGER setting. */
  public int integer(String name) {
    return get(name, Integer.class);
  }

  /** The word of a CHOICE setting. */
  public String choice(String name) {
    return get(name, String.class);
  }

  /** The switch of a FLAG setting. */
  public boolean flag(String name) {
    return get(name, Boolean.class);
  }

  /** The numbers of a TENSOR setting, or null where it was left out. */
  public @Nullable Tensor tensor(String name) {
    return (Tensor) values.get(name);
  }

  /** The shape of a SHAPE setting, or null where it was left out. */
  public @Nullable Shape shape(String name) {
    return (Shape) values.get(name);
  }

  /** Whether the setting was given or has a default. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  private <T> T get(String name, Class<T> type) {
    Object value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("expected the setting " + name + ", got " + values);
    }
    return type.cast(value);
  }

  /** Collects settings; of no use after {@link #build}. */
  public static final class Builder {
    private final Map<String, Object> values = new HashMap<>();

    /** Starts from the defaults of these declarations. */
    public Builder defaults(Iterable<Setting> declared) {
      for (Setting setting : declared) {
        Object initial = setting.initial();
        if (initial != null) {
          put(setting.name(), initial);
        }
      }
      return this;
    }

    /** Sets one value: Double, Integer, String, Boolean, Tensor or Shape, by the setting's kind. */
    public Builder put(String name, Object value) {
      values.put(name, value);
      return this;
    }

    public Settings build() {
      return values.isEmpty() ? NONE : new Settings(values);
    }
  }
}
